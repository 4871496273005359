### reviewed_by: nobody

why = The hardest minutes often pass quickly. If nothing dangerous is near just then, the child has time to think again or to call somebody. This isn't distrust, it is care.
what = Walk through your home, and lock away or take elsewhere: everything from the pharmacy (grandmother's and guests', too), alcohol, household chemicals. If there is a firearm, it is best not to have it at home at all for a while.
how = Hiding is not enough: children know every corner of the house. It's better to lock things up and carry the key. Whatever a doctor has prescribed for the child, an adult should hand out.

next = What else would help?
    .tell_child = What do I tell the child?
    .at_relatives = And when they stay with others?
    .how_long = For how long?
    .person = Talk to a counsellor
    .enough = That's enough for now
tell_child = It's best done quietly. If they notice, say simply: “I want you to be safe at home while things are this hard.” It isn't a punishment, and nobody needs to be searched.
at_relatives = If they stay with a grandmother, their father or relatives, do the same there. You can keep it short: “Things are hard for them now, please lock everything away.” You don't have to tell the rest.
how_long = It isn't a matter of a day or two: sometimes it takes months, until both the child and whoever is helping them say that things are better. Even when it looks fine, don't hurry to unlock.
heard = I hear you. Every home is different, and yours is best talked over with a counsellor. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = I'm listening. What else worries you?

no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. Even one drawer locked today is a lot. If the child is in danger, call 112.
not_here = This is something I only talk about with adults. If somebody is in danger, call 112 or tell an adult you trust.
