### reviewed_by: nobody

heard_first = It hurts a great deal when your child is bullied. It's good that you found out and that you are on their side.
where = Where is it happening? Choose one or tell us in your own words.
    .school = At school or in the neighbourhood
    .online = Online
    .both = Both
    .not_sure = I'm not sure
spoke_of_death = Thank you. Bullying hurts deeply, so I'll ask directly: has the child lately said or written that they don't want to live?
    .spoke = Yes
    .did_not = No
    .not_sure = I don't know
calling = I'd like a person to look at this, so I'm asking a counsellor to join us. I can't say exactly when they will answer. If the child is in danger, call 112.
nobody_on_duty = I'd like a counsellor to look at this, but I'll be honest: nobody is on duty right now. The first one to come will read it. If the child is in danger, call 112 or 111.
ask_directly = Ask them yourself, calmly: “Is it sometimes so hard that you don't want to live?” Asking doesn't put the idea into their head. If they say “yes”, stay with them and write to us, or call 112.

listen_first = Listen first, and say: “I believe you. This is not your fault.” Before you go anywhere, ask what they want themselves: children are often afraid it will get worse.
keep_evidence = Keep whatever there is: messages, screenshots, dates, who was there. Don't delete anything. One sheet of paper where you write it all down is enough.

next = What else would help?
    .school = How to talk to the school
    .online = What to do online
    .what_not = What should I avoid?
    .person = Talk to a counsellor
    .enough = That's enough for now
at_school = Begin with the class teacher or the school psychologist; tell the mandaturi, the school's resource officer, if it has one. Give the facts calmly and ask what they will do, and when.
if_no_answer = If no answer comes, write to the head of the school and keep a copy. You can also ask for advice at 111. If the child is beaten or threatened, that is a matter for 112.
online_steps = Take screenshots first, then block and report in the app itself. It's better not to reply. Don't take the phone away: the child would lose friends as well, and keep silent next time.
blackmail = If somebody blackmails them with pictures: pay nothing, send no new pictures, and don't delete the messages. Call 112 or 111. None of this is the child's fault.
what_not = Don't say “hit back” or “take no notice”: that leaves the child alone again. Don't go to have it out with the other child or their family: let the school and specialists act.
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. Let the child know at least one thing today: you are on their side. Write whenever you need to.
