breathe = Давай подышим.
    .leave = Хватит
breathe_1 = Вдохни.
breathe_2 = Выдохни.
