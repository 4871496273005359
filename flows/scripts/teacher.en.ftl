### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

hello = Thank you for writing about your pupil. I'll tell you briefly what to do now. No name is needed here.
danger = First things first: is the pupil's life in danger right now?
    .now = Yes
    .not_now = No
    .not_sure = I don't know
still_here = I'm here. If the pupil is in danger, call 112 and don't leave them alone.
call_now = Call 112 right now, even if you aren't sure. I'm asking a counsellor to look at this, but don't wait for that.
not_alone = The pupil must not be alone even for a minute: you or another adult beside them, in a quiet place, away from other children. Say: “I'm with you, I won't leave you alone.”
tell_school = Ask a colleague to tell the management, the school psychologist and a parent. If the danger comes from home itself, ask 112 before contacting the parents.

noticed = What have you noticed? Choose one or write in your own words.
    .death = They speak or write about death
    .hurts = They hurt themselves
    .violence = Somebody may be abusing them
    .bullying = They're bullied in class
    .changed = They've changed, seem low
calling = I'm asking a counsellor to join us. I can't say exactly when they will answer, so until then, please do this.
nobody_on_duty = I'll be honest: no counsellor is on duty right now. The first one to come will read it. If it can't wait, call 112 or 111. Until then, please do this.
talk_alone = Talk to the pupil today, alone and calmly, not in front of the class. Begin with what you saw: “I read what you wrote and I'm worried about you.”
ask_directly = Ask directly: “Are you thinking about dying?” Asking doesn't put the idea there. If they say “yes”, don't panic or lecture: thank them for being open, and listen.
    .will_ask = I'll ask
    .afraid = I'm afraid of making it worse
    .said_yes = I asked, they said yes
afraid_to_ask = Many have that fear. You won't do harm by asking. If it's still hard, ask the school psychologist to ask together with you today.
said_yes_heard = You did well to ask. I'm asking a counsellor to look at this. The pupil should not be alone; if it may happen soon, don't wait and call 112.
no_secrecy = Don't agree to keep it secret. Say: “I won't tell the class. But I won't leave you alone with this, so I'll tell those who can help us.”
today = Tell the school psychologist the same day, and a parent, unless the danger comes from home. Don't let the pupil leave school alone: hand them over to a parent or a trusted adult in person. If they have already decided on something, don't leave them alone, and call 112.

hurts = Talk calmly, in private. Don't be angry, don't ask to be shown anything, and don't make them swear never to do it again. If they're hurt, they need a doctor or 112.
hurts_2 = Say: “I can see that things are very hard for you. I'm glad I know.” Sometimes there are thoughts of dying behind it, sometimes not. That's why it's better to ask.
violence = If the child told you, believe them: “I'm glad you told me, it isn't your fault.” Don't ask for details or have them repeat it; that is for another specialist.
violence_2 = Don't speak to the person you suspect, and don't call the family in on your own: it may put the child in more danger.
violence_3 = Write down what the child said in the child's own words, and tell the management today. If the child is in danger now, or going home is dangerous, call 112. For advice: 111 or 116 006.
bullying = First, stop it on the spot: briefly, calmly, without shouting. Then talk to each of them separately. Don't bring them face to face, and don't make them make up in front of the class.
bullying_2 = Tell the bullied child that it isn't their fault, and what you'll do. Don't say “just ignore it”. Ask where and when it happens, and beside whom they feel safe.
bullying_3 = Agree with the mandaturi, the class teacher and the parents who does what, and check every day whether anything has changed. If the child is very low, ask about thoughts of dying too.
changed = Calmly, in private, say what you noticed: “You've been quiet lately, and I've been thinking about you. What's going on?” It's best not to bring up grades now.

offer = What else can I help with?
    .parents = How do I tell the parents?
    .duty = What is my duty?
    .whole_school = It concerns the whole school
    .numbers = Numbers to call
    .person = Talk to a counsellor
    .enough = That's enough
parents = Meet in person, without others. Say what you saw and heard, without conclusions or reproach: “Your child matters to us, that is why I asked you to come.”
parents_2 = Ask them not to leave the child alone these days, to listen and not to punish. Whatever at home could be dangerous should be locked away. Agree on when you'll call each other, and remind them of 112.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. Answer when you can. If the pupil is in danger, call 112.
goodbye = Okay. One attentive word from you means a lot to a child. Write whenever you need to, day or night.
