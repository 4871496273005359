### reviewed_by: nobody

## Under every question
always-human = 👤 A person
always-help = 🆘 112
always-language = 🌐 ქარ · рус · eng
always-stop = ✋ Stop

## When something did not go as expected
media-words-please = I can only read words, not voice, pictures or files. Will you write what's going on? If you'd rather, I'll call a counsellor.
message-not-understood = I want to understand you correctly, so let me ask once more.
stale-button = That button belongs to an earlier question. Let's go on from here.
back-to-question = Let's go on from where we were.
start-again = Some things here have been updated in the meantime, so let's begin again for a moment. What you told me isn't lost.
too-long = This message is too long for me to read to the end. Please send it in parts. If there is danger, call 112.
could-not-read = I couldn't read your last message. The fault is ours, not yours. If you or somebody else is in danger, call 112. You can write again or ask for a person.
unread-person = I can't read the language you are writing in, so it is better that a person sees it. If there is danger, call 112.
safety = Our system has a fault right now and I can't answer you. What you write will be read when it is back. If somebody's life is in danger, call now: 112. Child helpline: 111.

## Counsellors
counsellor-joined = A counsellor has joined. From now on you are talking to a real person, not a program.
counsellor-left = The counsellor has left, and it's me again, the program. If you need a person, I'll call one again.
case-closed-by-counsellor = The counsellor has ended the conversation. The door stays open: write whenever you need to. If there is danger, call 112.
nobody-on-duty = I'll be honest: no counsellor is on duty right now. Your message is saved, and the first one to come will read it. If it can't wait, call 112 or 111.
waiting-long-1 = Nobody has come yet, and I know you have been waiting a long time. Your request is still open. If it can't wait, call 112 or 111.
waiting-long-2 = We are still waiting. I'm sorry that nobody has answered you so far. I won't raise false hopes: I don't know when a counsellor will come. 112 answers right away.
waiting-long-3 = There is still no counsellor. What you wrote is saved and will be read. Until then, please don't stay alone with it: call 112, 111 or somebody you trust.

## While people are called for somebody who waits, and when the counsellor changes
ladder-called-again = I've called the counsellor on duty once more; no answer yet. I'm here with you. If it can't wait, call 112.
ladder-backup-called = Nobody has answered yet, so now I'm calling a second counsellor as well. If it can't wait, call 112.
ladder-supervisor-called = Still no answer. Now I'm also calling the person responsible for the shift. { $audience ->
    [family] If there is danger, don't wait for us: call 112.
   *[youth] If you are in danger, don't wait for us: call 112.
}
ladder-everybody-called = I've now called everybody on our team. I don't know when one of them will answer, and I won't raise false hopes. 112 answers right away.
ladder-still-calling = I'm still calling everybody, and nobody has answered so far. I'm sorry that you've been waiting this long. What you wrote is saved. { $audience ->
    [family] If there is danger, don't wait for us: call 112 or 111.
   *[youth] If you are in danger, don't wait for us: call 112 or 111.
}
ladder-going-on = I'm still calling a counsellor. Your request is open and won't get lost. If it can't wait, call 112 or 111.
counsellor-lost = We have lost contact with the counsellor. The fault is ours, not yours. What you wrote is saved. I'm calling another one now. If it can't wait, call 112.
counsellor-changed = Another counsellor is talking with you now. They have what you wrote in front of them, so you won't have to tell it again.
case-handed-back = The counsellor had to leave, and it's me again, the program. I'm calling another counsellor. What you wrote so far will be there for them. If it can't wait, call 112.
case-reopened = Your conversation is open again, and I'm calling a counsellor. What you wrote before is saved. If it can't wait, call 112.
waiting-place = { $before ->
    [0] You are next in line. I can't say exactly when you'll get an answer. If it can't wait, call 112 or 111.
    [1] Right now there is one person before you in line. I can't say exactly when you'll get an answer. If it can't wait, call 112 or 111.
   *[other] Right now there are { $before } people before you in line. I can't say exactly when you'll get an answer. If it can't wait, call 112 or 111.
}

## Whether words may be kept to learn from; a counsellor asks
training-consent-question = I'd like to ask you something, and it's fine to say no. The program reads messages to notice danger, and sometimes it is wrong. May we keep a few of your messages so that it learns to read better? They are kept apart from this conversation, with no name or number beside them. Yes and no are both good answers: the help stays the same. If you change your mind, write one word: withdraw. We delete them at once; what the program has learnt by then it cannot forget. Yes or no?
training-consent-given = Thank you, noted. If you change your mind, write one word: withdraw. We delete them at once.
training-consent-refused = All right, nothing is kept for that. Everything goes on as before.
training-consent-withdrawn = Understood. Nothing of yours is kept for the program to learn from. If there is danger, call 112.

## What is always possible
help-numbers =
    If life is in danger, dial 112. If you can't speak out loud, the 112 app has a chat.
    { $helplines }
helpline = { $number } — { $name } ({ $hours })
choose-language = Which language shall we use?
language-changed = Okay, let's speak English.
stopped = Okay, I won't write any more. Write whenever you like and I'll be here. If there is danger, call 112.
follow-up-stopped = { $audience ->
    [family] Okay, I won't write again. The door is open: write whenever you need to. If there is danger, call 112.
   *[youth] Okay, I won't write again. The door is open: write whenever you like. If you are in danger, call 112.
}
delete-confirm = Shall I delete everything you wrote here? It can't be brought back, and a counsellor won't be able to read it.
delete-confirm-yes = Yes, delete it
delete-confirm-no = No, keep it
delete-kept = Okay, everything stays as it is.
deleted-everything = Everything is deleted. Please check that nothing is left on the screen: some of it you have to delete yourself. If there is danger, call 112.
group-leave = I don't talk in groups, so that others can't read your conversation. Write to me privately. If there is danger, call 112.

## The safety plan
plan-warning-signs = How I notice that things are getting bad
plan-own-coping = What helps me when I am by myself
plan-distractions = People and places that take my mind off it
plan-people-to-ask = Whom I ask for help
plan-professionals = Professionals and numbers
plan-safer-surroundings = What makes the place around me safer
plan-more =
    I've written it down:
    { $kept }

    Anything to add? Write the next one, or let's go on.
plan-kept =
    { $section }. You have written here:
    { $kept }

    Shall we leave it like this? You can also add something.
plan-full = That is too much for this place. Write it shorter, one thought on a line, or let's go on.
plan-shown =
    Your plan:

    { $plan }

    If you are in danger, call 112.
plan-none = You haven't written a plan yet.
plan-skip = I'll skip this
plan-done = Let's go on
plan-keep = Leave it like this
plan-change = Write it anew

## What Telegram shows about the bot
bot-description = Mkhari is a place to write when things are very hard, or when you are worried about your child. A program listens, and counsellors stand behind it. It's free. If life is in danger, call 112.
bot-short-description = Write when it's hard. If there is danger, call 112.
command-start = Start a conversation
command-help = Numbers that answer now
command-human = Talk to a person
command-language = Change the language
command-plan = My safety plan
command-stop = Stop the conversation
command-delete = Delete everything
