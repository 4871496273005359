### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

hello = Here is, briefly, what a school can do: its management, psychologist and mandaturi. If a pupil is in danger right now, call 112 first and don't leave them alone.
menu = What would you like to know? Choose one or write. No names are needed.
    .one_pupil = I'm worried about one pupil
    .coming_back = A pupil is coming back to school
    .after_death = A pupil or teacher has died
    .beforehand = How do we prepare beforehand?
    .duty = What is our duty?
    .numbers = Numbers to call
    .person = Talk to a counsellor
    .enough = That's enough
coming_back = Before a pupil comes back after something hard, meet them and the family. Ask the pupil what classmates and teachers may know: tell others only what the pupil agrees to.
coming_back_2 = Choose one adult they can come to at any moment, and a quiet place they can go to from a lesson. Bring homework and tests back little by little.
coming_back_3 = Don't question them about what happened. Every day ask briefly how they are, and agree with the family at which sign who calls whom. When it's dangerous: 112.
after_death = We are so sorry. First contact the family and ask what may be said. Then tell each class separately, through a teacher they know, in the same short and true words. Not at an assembly and not over the loudspeaker.
after_death_2 = Don't talk about how it happened, don't name a single cause, and neither glorify nor judge. Ask people to stop spreading rumours, in chats too.
    .go_on = Who needs attention?
    .back = I have another question
after_death_3 = See separately those who were close, who spoke to them last, and who were already struggling. Ask directly whether they think about dying, and tell them whom to come to.
after_death_4 = Let those who want to cry, cry; let those who would rather have a lesson, have one. Attention is needed weeks later too, especially on the birthday and the anniversary.
yourselves = Teachers grieve too. Give each other time, and leave to say: “I can't today.” You can talk to a counsellor as well.
beforehand = Agree beforehand and write it down: who stays with the pupil, who calls 112, who tells the parents, and who stands in for each of them when they're away.
beforehand_2 = Everybody on the staff should know two things: how to ask directly and whom to tell. Whatever at school could be dangerous should be locked away. Put up 112 and 111 where children see them.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. Answer when you can. If somebody is in danger, call 112.
goodbye = Okay. Thank you for taking care of the children. Write whenever you need to, day or night.
