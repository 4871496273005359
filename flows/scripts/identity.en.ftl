### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = Thank you for talking to me about this. Here you can be just as you are.
stays_here = What you write is read only by me and the counsellors. Your family and school won't learn from us who you are or whom you love.
what = What troubles you most? Pick one or write it in your own words. You don't have to call yourself anything.
    .finding_out = I can't work myself out
    .treated_badly = I'm treated badly
    .afraid = I'm afraid somebody will find out
    .want_to_tell = I want to tell somebody
    .found_out = They have found out
finding_out = There's no rush to work it out. You may not have an answer today, and it may even change. You're still you.
words_heard = I hear you. You've been carrying a lot alone, and it's good that you wrote it.
afraid = It's hard to be on guard all the time: what to say, whom to look at, what's on your phone. That would tire anybody out.
your_decision = Whom you tell, when, and whether you tell anybody at all is yours alone to decide. Not telling isn't lying; it's looking after yourself.
want_to_tell = Before you tell, think of two things. How does this person usually talk about such things? And if they take it badly, where will you be and who will be with you?
who_first = Start with one person, somebody who keeps secrets. If you might be thrown out or hit at home, have a safe place first; the truth can wait.
treated_badly = When people put you down for who you are, it's what they do that's wrong, not you.
found_out = It's very hard when they found out without asking you. It was yours to tell, and they took that from you.
danger = Are they hitting you, threatening you or throwing you out?
    .at_home = Yes, at home
    .elsewhere = Yes, elsewhere
    .no_danger = No
    .not_sure = I don't know
calling = Don't put up with this alone. I'm asking a counsellor to join us. I can't say exactly when they will answer.
nobody_on_duty = Don't put up with this alone. I'll be honest: no counsellor is on duty right now. The first one to come will read it.
protect = Hitting and threats are violence, whatever reason they give. When it's dangerous, call 112. 116 006 is anonymous, and you don't have to say there why it happens.
not_an_illness = Who you are and whom you love is not an illness and doesn't need “fixing”. There are many like you, in Georgia too, even if you can't see them around you.

offer = What would you like now?
    .normal = Is something wrong with me?
    .safe_person = How do I know whom to trust?
    .phone = They check my phone
    .person = Talk to a person
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
safe_person = Notice how they talk about others: do they mock or defend? Have they kept your other secrets? You can find out what they think by talking about a film or the news.
safe_person_2 = When you tell, you can ask straight out: “Nobody else is to know until I say so myself.”
phone = Put a code on your phone and, if you like, remove this chat from the screen. Write again when you're safe.
numbers =
    You can call here, and say only as much about yourself as you want:
    { $helplines }

goodbye = Okay. You're always welcome here, just as you are. Write whenever you like, day or night.
