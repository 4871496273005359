### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = It's good that you're writing about this. Nobody here will tell you off.
danger = First things first: is anybody very unwell right now? Can't be woken, struggling to breathe, having a fit, or talking confusedly?
    .in_danger = Yes
    .no_danger = No
    .not_sure = I don't know
still_here = I'm here. If somebody is very unwell, don't wait for me, call 112.
call_now = Call 112 right now. I'm asking a counsellor to look at this, but don't wait for that. 112 first.
do_not_leave = Don't leave them alone. If they're unconscious but breathing, turn them onto their side and listen to 112: they'll tell you what to do.
tell_the_truth = Tell 112 what you know: what they took and when. It helps the doctor. If it's you who is unwell, call somebody over; don't be alone.

whose = I see. Whom shall we talk about?
    .mine = About me
    .family = Somebody in my family drinks or uses
    .friend = About a friend
mine_heard = Thank you for trusting me. There's usually a reason behind it, and we can talk about that reason.
what_for = How is it for you?
    .relief = To feel better for a little while
    .company = Everybody does it, it's hard to refuse
    .cannot_stop = I want to stop and can't
    .dont_know = I don't know
relief_heard = Of course you want relief. The bad part is that the weight comes back afterwards, often heavier. What you want to get away from is something you can get help with.
company_heard = Refusing really is hard when everybody is looking. You don't owe anybody an explanation.
company_say = Think of one short sentence in advance: “No, not today.” And stay near somebody who won't push you.
wave = The urge is like a wave: it comes, grows, and then passes if you don't follow it. Try putting it off for half an hour and going somewhere else meanwhile.
wave_2 = If you drink or use every day, don't stop all at once and alone: it can make you ill. With a doctor it's safer.

family_heard = It's hard when you don't know how they'll be when you come home today. Many hide this, especially where everybody knows everybody.
not_yours = It isn't because of you. And you can't make them stop, however hard you try. That's for adults and doctors.
afraid = Are you afraid of them when they're like that?
    .afraid = Yes
    .not_afraid = No
    .not_sure = I don't know
own_corner = You have a right to your own life too: to study, see friends, laugh. Think about whom you could go to when it's hard to be at home.

offer = What would you like now?
    .tell = How do I tell an adult?
    .signs = When should I call 112?
    .person = Talk to a person
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
tell = Choose a quiet time and start like this: “I have to tell you something. Please hear me to the end. I need help.”
tell_2 = If you can't say it at home, tell the school psychologist, a doctor, or 111. Talking about somebody else's trouble when it's hard for you isn't betrayal.
signs = Call if somebody can't be woken, breathes slowly or with a rattle, has turned blue, has a fit, is very confused or has chest pain.
signs_2 = Don't wait for them to “sleep it off”. It's better to call, even if you aren't sure.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. One day that goes wrong isn't the end. Write whenever you like, day or night.
