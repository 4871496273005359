### reviewed_by: nobody

offer = What would you like now?
    .person = Talk to a person
    .write = Write about it here
    .topics = Talk about something else
    .numbers = Numbers to call
    .enough = That's enough for today
listening = I'm listening. What's going on? Write it however it comes out.
numbers =
    You can call here:
    { $helplines }
after_numbers = If calling feels awkward, that's fine. What else shall we do?
    .person = Talk to a person
    .write = Write about it here
    .enough = That's enough for today
no_hurry = I'm here. There's no rush, answer whenever you like.
