### reviewed_by: nobody

how_now = Before we say goodbye: how are you now?
    .lighter = A bit lighter
    .same = The same
    .worse = Worse
lighter_heard = Good. That's your doing: you said something that is hard to say.
same_heard = I see. One talk can't change everything, but it's a start.
worse_heard = It's good that you told me. After talking about something heavy it sometimes hurts more.
wrote = Thank you for telling me.
stay = When it's this hard, it's good to have somebody with you. What would you like?
    .person = Talk to a person
    .write = Write some more
    .go = I'll go anyway
not_alone = Okay. Try not to be alone this evening. If it gets too hard, call 112 or 111.
care = Do one small thing for yourself today: eat something nice, take a walk, or go to bed early.
farewell = Write whenever you like, day or night. Take care of yourself.
no_hurry = I'm here. There's no rush, answer whenever you like.
