hello = Как ты?
    .fine = Хорошо
start = Звони 112.
