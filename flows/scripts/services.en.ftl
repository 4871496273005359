### reviewed_by: nobody

numbers =
    You can call here right now:
    { $helplines }
next = What else can I tell you?
    .which = Which number should I call?
    .before_call = What will they ask me?
    .near_me = Who is there near me?
    .person = Talk to a counsellor
    .enough = That's enough for now
which_number = If a life is in danger or somebody is hurt: 112. For advice about a child: 111. If there is violence in the family: 116 006, free, anonymous, and in several languages, English among them.
before_call = At 112, give the address first, then what is happening and how old the child is. At 111 and 116 006, say briefly what it is about; if you are nervous, write down two sentences beforehand and read them out.
near_me = I'll be honest: I don't have a list of services in your town or village yet. The organisation will add it once each one has been checked. Until then, ask at 111, or ask the school psychologist or your family doctor.
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = I'm listening. What else would you like to tell us?

no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. Write these numbers down somewhere, so that you needn't look for them when it matters.
