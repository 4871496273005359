### reviewed_by: nobody

topics = What is worrying you? Choose one or write in your own words.
    .said = My child said they want to die
    .attempt = My child tried to end their life
    .self_harm = Hurting themselves
    .violence = Somebody is violent to my child
    .bullying = Being bullied
    .worried = They have changed and I'm worried
    .more = Other topics
more_topics = We can talk about these too. Which is closest?
    .ill_parent = Somebody at home drinks or is ill
    .safer_home = How to keep them safe at home
    .services = Where I can call
    .self_care = It's hard for me too
    .person = Talk to a counsellor
    .back = Back to the first topics
told = Thank you for telling us. It's good that you didn't look away.
after_topic = If anything else worries you, I'm here. Shall we go to another topic?
    .topics = Yes, there is another topic
    .person = Talk to a counsellor
    .services = Numbers to call
    .enough = No, that's enough for now
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

no_hurry = I'm here. There's no rush, answer when you can.
goodbye = Okay. Write whenever you need to, day or night. Take care of yourself too.
