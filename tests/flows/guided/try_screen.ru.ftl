here = Я здесь.
heard = Слышу тебя.
thanks = Спасибо.
alone = Рядом никого нет.
after = Как ты?
    .again = Ещё раз
