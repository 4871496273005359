hello = Как ты?
    .fine = Хорошо
nudge = Я здесь.
