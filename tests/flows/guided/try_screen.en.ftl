here = I'm here.
heard = I hear you.
thanks = Thank you.
alone = Nobody is near you.
after = How are you?
    .again = Once more
