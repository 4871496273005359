### reviewed_by: nobody

confirm = This advice is for adults only. Are you 18 or over?
    .adult = Yes, I'm 18 or over
    .minor = No
not_for_you = Then this isn't yours to carry: keeping a home safe is for adults. Ask an adult you trust to write to us. If somebody is in danger, call 112.
    .person = Talk to a counsellor
    .talk = I'd like to talk about myself
    .back = Go back
