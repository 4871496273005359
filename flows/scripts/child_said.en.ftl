### reviewed_by: nobody

emergency_first = Thank you for telling us. If the child is in danger now, call 112 first, and please don't leave them alone.
calling = I'm asking a counsellor to join us urgently. I can't say exactly when they will answer, but your message is marked urgent.
nobody_on_duty = I'll be honest: no counsellor is on duty right now. Your message is marked urgent and the first one to come will read it. If it can't wait, call 112 or the child helpline, 111.
safe_now = Is the child with you now, and safe?
    .safe = Yes, with me and safe
    .away = They aren't with me right now
    .not_safe = No, they are in danger
    .not_sure = I don't know

reach_them = Phone them right now, or ask an adult you trust who is closer to go and sit with them. If you can't reach them, don't wait, call 112. If you are abroad, somebody in Georgia has to call 112.
reached = Have you seen or reached them? Are they safe, with somebody there?
    .safe = Yes, safe and not alone
    .not_reached = I can't reach them
    .not_safe = They are in danger

call_now = Call 112 now and say where the child is. I'm marking this as most urgent. If you are abroad, somebody in Georgia has to call 112.
stay_near = Please don't leave the child alone. Stay close, speak calmly, and move whatever is dangerous away from them.

serious = Words like these are always to be taken seriously, even when said in anger or as a joke. It's good that you heard them.
ask_directly = Sit down beside them and ask directly: “You said you don't want to live. Are you thinking about dying? Right now, too?” Asking doesn't put the idea into their head; often it brings relief.
listen = Then listen, to the end. Say: “I'm glad you told me. I'm here, and I won't leave you alone with this.” If they tell you they are going to do something now, call 112.
tonight = Don't leave them alone today and tonight. If you are worn out, let somebody close take turns with you. And quietly lock away whatever at home could be dangerous, or leave it with somebody else.

next = What else would help?
    .what_not = What is better left unsaid?
    .safer = How to keep them safe at home
    .self_care = It's very hard for me too
    .wait = I'll write what happened
    .enough = That's enough for now
what_not = Don't argue and don't reproach: “How could you think that”, “Have you thought about us?” And don't agree to keep it secret; say: “We'll sort this out together with people who know how to help.”

still_here = I'm here. If the child is in danger, call 112.
closing = Okay. Your message is kept for a counsellor. If anything changes, don't wait: call 112.
