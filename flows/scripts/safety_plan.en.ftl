### reviewed_by: nobody

hello = Let's make your own plan for hard moments: six short steps, in your words. When it's really bad, it's hard to think things up, and then the plan will be there.
before_we_start = A counsellor may read what you write here, so that they can help. If you are in danger now, call 112 first; the plan can wait.

warning_signs = 1/6. How do you notice that a hard moment is coming? What goes round in your head, what does your body feel, what do you do then?
own_coping = { $audience ->
    [family] 2/6. What can you do on your own that eases it a little? For example: music, a walk, washing your face with cold water, something for your hands to do, breathing slowly.
   *[youth] 2/6. What can you do on your own that eases it a little? For example: music, a walk, washing your face with cold water, drawing, breathing slowly.
}
distractions = { $audience ->
    [family] 3/6. With whom, or where, does your mind go to other things? With a friend, at a neighbour's, in the garden, at work... You don't have to talk about the hard things there.
   *[youth] 3/6. With whom, or where, does your mind go to other things? With a friend, at your grandmother's, outside, at training... You don't have to talk about the hard things there.
}
people_to_ask = { $audience ->
    [family] 4/6. To whom could you say directly: “It's really hard for me, help me”? One or two names are enough.
   *[youth] 4/6. To whom could you say directly: “It's really hard for me, help me”? It's good if one of them is an adult you trust.
}
nobody_to_ask = If nobody comes to mind right now, that happens. Let the plan hold at least the numbers you can call.
our_numbers =
    Let's add these numbers to the plan:
    { $helplines }
professionals = { $audience ->
    [family] 5/6. Who else with experience in this could you turn to? For example, your family doctor or a psychologist. And here you can write “person” to me.
   *[youth] 5/6. Who else with experience in this could you turn to? For example, the school psychologist, your class teacher or a doctor. And here you can write “person” to me.
}
safer_surroundings = { $audience ->
    [family] 6/6. It's good if nothing dangerous is near you in a hard moment. Don't do this alone: ask somebody close, whom you trust, to keep dangerous things away from you. Whom could you ask?
   *[youth] 6/6. It's good if nothing dangerous is near you in a hard moment. That isn't for you to do alone: ask an adult you trust to keep dangerous things away from you. Whom could you ask?
}

ready = The plan is yours. When you need it, write “plan” to me and I'll show it. It's good to copy it somewhere else, too.
how_to_use = When it gets hard, begin with the first step. If that doesn't help, go on to the next. If you are in danger, call 112 straight away. What would you like now?
    .person = Talk to a person
    .enough = Nothing more right now
heard = I hear you. Would you like a counsellor to read it, too, and answer you?
    .person = Yes, I would
    .enough = Not now
heard_more = I'm reading. Go on if you like.

no_hurry = I'm here. There's no rush: one word is enough, and skipping is fine, too. If there is danger, 112 answers at any time.
goodbye = Okay. If you'd like to change it, write “change plan”, day or night.
