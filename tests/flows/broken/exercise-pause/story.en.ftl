breathe = Let's breathe.
    .leave = Enough
breathe_1 = Breathe in.
breathe_2 = Breathe out.
