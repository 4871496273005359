### reviewed_by: nobody

heard = I'm sorry. A break-up really hurts, however old you are.
when = When did it happen?
    .just_now = Just now
    .days = In the last few days
    .long = A good while ago
days_heard = The first days are the hardest: you don't want to eat, you can't sleep. Try not to be alone for long in these days.
long_heard = The heart has no deadline. If it still hurts, there is nothing strange about it.
wrote = Thank you for telling me. I can hear how much it hurts.
hardest = What is hardest right now? Pick one or write it in your own words.
    .page = I keep checking their page
    .my_fault = I think it's my fault
    .gossip = Everybody is talking about it
    .afraid = They threaten or control me
    .photos = They threaten me with my pictures
page_tip = That's very natural, but each look opens the wound again. Try hiding their page for one week. You don't have to delete anything.
my_fault_tip = A break-up rarely has one reason. Everybody makes mistakes. It doesn't mean that you don't deserve love.
gossip_tip = Where everybody knows everybody, gossip hurts twice. You don't owe everyone an answer. “I don't want to talk about it” is enough.
hardest_heard = I hear you. Right now everything hurts at once, and it can't be solved in a day. It doesn't have to be.
afraid_heard = Threats and control aren't love. It isn't your fault, and you don't have to deal with it alone.
afraid_numbers =
    If you are in danger now, call 112. They will listen here too:
    { $helplines }
afraid_offer = You can also talk to a counsellor about this. Shall I call one?
    .person = Yes, call them
    .not_now = Not yet
care = In these days, don't forget three things: food, sleep, and one person to talk to.
no_hurry = I'm here. There's no rush, answer whenever you like.
