### reviewed_by: nobody

how_are_you = You think about the child so much. How are you yourself? Choose one or write in your own words.
    .tired = I have no strength left
    .guilty = I keep thinking it's my fault
    .scared = I'm scared all the time
    .alone = I have nobody beside me
    .very_hard = I feel very bad
tired_heard = I see. After so many sleepless nights and so much worry, anybody would be tired. Resting doesn't mean leaving the child alone.
guilty_heard = Many parents struggle with that thought. There is hardly ever one single reason. The child doesn't need a parent without faults now; they need you.
scared_heard = That fear comes from love, and it's natural. But nobody can be on guard all the time: let's put this load down for a little while.
alone_heard = It's twice as heavy alone, above all when the people close to you are far away, or you would rather they didn't know. Here you can say it freely.
words_heard = Thank you for telling me this, too. How you are matters as well.

next = What would help you most right now?
    .small_things = What can I do today?
    .breathe = A minute to catch my breath
    .share = Whom do I tell?
    .person = Talk to a counsellor
    .enough = That's enough for now
small_things = Do at least one thing today: eat something warm, sleep an hour while another adult is with the child, or go outside for ten minutes. Small things like these are what carries us through a hard time.
breathe = Sit down and feel your feet touch the floor. Breathe in slowly, and breathe out even more slowly. Five times. Nothing more is needed.
share = Choose one person who won't judge you, and ask for something definite: “Could you be with the child for two hours tomorrow evening?” You don't have to tell everything.
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. Take care of yourself; the child needs that, too. Write whenever you like.
