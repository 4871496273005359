while_waiting = While we wait, you can write what is going on. It will be there for the counsellor, and you won't have to tell it again.
heard_1 = Thank you for writing. We are still waiting for a counsellor.
heard_2 = { $audience ->
    [family] I'm reading and I'm here. If somebody's life is in danger, don't wait, call 112.
   *[youth] I'm reading and I'm here. If you are in danger, don't wait, call 112.
}
heard_3 = I know waiting is hard. I can't give you an exact time, but what you wrote won't get lost.
heard_4 = I hear you. All of this is kept for the counsellor.
heard_5 = { $audience ->
    [family] I'm still here. It helps to have somebody close beside you now.
   *[youth] I'm still here. It helps to have somebody you trust beside you now.
}
heard_6 = I'm listening. If you would rather hear a voice, you can dial 112 or 111 right now.
still_here = I'm here, and I haven't forgotten you. No counsellor has come yet. If it can't wait, call 112.
