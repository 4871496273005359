### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

hello = I'll tell you briefly what helps when somebody near you is having a very hard time. If a life is in danger right now, call 112 first.
menu = What would you like to know? Choose one or write.
    .signs = What should I look out for?
    .now = What do I do right now?
    .say = What do I say?
    .not_say = What do I not say?
    .whom = Whom do I tell?
    .afterwards = And afterwards?
    .person = Talk to a person
    .enough = That's enough
signs = Take notice if they speak or write about death, say they're a burden to everybody, say goodbye to people or give away things that are dear to them.
signs_2 = Also if they've closed up, don't sleep, hurt themselves, or after a very heavy time suddenly seem unusually calm. Ask even if it was said as a joke.
do_now = { $audience ->
    [family] Stay close and don't leave them alone. Ask directly: “Are you thinking about dying?” Asking doesn't put the idea there.
   *[youth] Stay close and don't leave them alone, if it's safe for you. Ask directly: “Are you thinking about dying?” Asking doesn't put the idea there.
}
do_now_2 = { $audience ->
    [family] If they say “yes” and have already decided on something, call 112 and stay with them. If they're safe for now, tell somebody close whom they trust, today.
   *[youth] If they say “yes” and have already decided on something, call 112 and call an adult over at once. If they're safe for now, tell an adult today.
}
say_this = “I'm glad you told me.” “I'm with you.” “I believe that it's very hard.” Short words are enough.
say_this_2 = Then listen, and ask: “What would help you right now?” And at the end: “Let's find somebody together who can help us.”
not_this = Don't say: “pull yourself together”, “others have it worse”, “think of your family”. It makes people go quiet.
not_this_2 = { $audience ->
    [family] Don't argue about whether life is worth living, don't make fun, and don't agree to keep it secret. Don't tell others about it, only those who will help.
   *[youth] Don't argue about whether life is worth living, don't make fun, and don't agree to keep it secret. Don't tell it in class or in the chat, only to those who will help.
}
whom = { $audience ->
    [family] In the family, whoever will protect them; at school, the class teacher or the psychologist. If the danger is at home itself, ask at these numbers before you tell the family.
   *[youth] Your parents or theirs, an older sister or brother, the class teacher, the school psychologist, the mandaturi. If it's at home that they're treated badly, ask at these numbers first.
}
numbers =
    Numbers to call:
    { $helplines }
afterwards = One talk won't change everything. Write the next day too: “I was thinking of you. How are you?” Short messages like that mean a lot.
afterwards_2 = { $audience ->
    [family] Look after yourself too: don't carry this alone, tell somebody what you've been through. Not everything depends on you.
   *[youth] Look after yourself too: don't carry this alone, tell somebody how you are. Not everything depends on you.
}
