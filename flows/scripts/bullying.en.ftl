### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = I'm sorry you have to put up with this. It's good that you wrote.
where = Where does it happen? Pick one or tell me in your own words.
    .school = At school
    .outside = Outside or on the way
    .online = Online
    .everywhere = Everywhere
not_your_fault = This isn't your fault. Nobody deserves to be treated like this, whatever they are like, wear or say.
beaten = Do they hit you or threaten you?
    .beaten = Yes
    .not_beaten = No
    .not_sure = I don't know
protect = If somebody hits or threatens you, don't put up with it alone. When it's dangerous, call 112; at school go straight to the mandaturi, the school's safety officer, or the nearest teacher.
adult_knows = Does any adult know about it?
    .helps = They know and they help
    .no_change = They know, but nothing changed
    .nobody = Nobody knows
not_alone = It's good that somebody is with you in this. Keep telling them what happens, even when it seems small.
another_adult = It hurts when you tell somebody and nothing changes. It doesn't mean nobody else will listen. Try one more person: your class teacher, the school psychologist, a grandmother, an aunt, anyone you trust.
telling = Many think that telling is snitching. It isn't: snitching is meant to harm somebody, and this is to protect you. Once even one adult knows, you're no longer alone with it.
write_down = One thing that really helps: write down what happened, when, and who saw it. It makes telling easier later, and people listen more seriously.

offer = What would you like now?
    .how_to_tell = How do I tell an adult?
    .next_time = What do I do when it starts again?
    .person = Talk to a person
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
how_to_tell = You could start like this: “I'm being bullied at school and I can't handle it alone any more. I need you to listen.”
how_to_tell_2 = If saying it out loud is hard, write it. And say what you'd like: just to be heard, or for them to come to the school.
next_time = When it starts, don't get drawn into a fight. If you can, just say “leave me alone” and go where there are people.
next_time_2 = Try not to walk alone where they usually wait for you: even one friend beside you means a lot. And tell an adult every single time.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. This isn't a small thing, and it isn't your fault. Write whenever you like, day or night.
