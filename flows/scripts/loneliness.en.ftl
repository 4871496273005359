### reviewed_by: nobody

heard = Loneliness hurts, even with people around you. It's good that you wrote.
kind_of = Which is most like yours?
    .nobody = I have nobody
    .not_understood = Nobody understands me
    .new_place = I'm in a new place
    .far_away = My mum or dad is far away
nobody_heard = It's very hard to feel that nobody cares what happens to you. Here, what happens to you matters.
not_understood_heard = When you open up and people don't get it, you stop wanting to talk at all. Sometimes one person who listens to the end is enough.
new_place_heard = In a new school or a new town many people struggle at first. Settling in takes time, and there's nothing wrong with you.
far_away_heard = When your mum or dad is abroad, a call can't replace a hug. Missing them can turn into anger too. Both make sense.
far_away_tip = Try keeping one hour a week just for the two of you: eat dinner on a video call, watch a film. You can even say: “I miss you, and sometimes I'm angry.”
wrote = Thank you for writing this. It isn't an easy thing to say.
small_step = When you're lonely, even one small step counts. Which one could you manage this week?
    .message = Write to somebody
    .go_out = Go where there are people
    .join = Join a club or a team
    .not_now = None right now
message_tip = A short message is enough: “I thought of you. How are you?” If they don't answer, that says nothing about your worth. Then write to somebody else.
go_out_tip = Pick a place where you don't have to talk: a park, a sports ground, a library. Just being near people helps too.
join_tip = Where everybody is busy with the same thing, it's easier to get to know people. The first two or three times may be awkward. That's normal.
not_now_heard = Okay, don't force yourself. It's enough for today that you wrote here.
step_heard = It's good that you thought about it. A small step is still a step.
no_hurry = I'm here. There's no rush, answer whenever you like.
