hello = Как ты?
    .fine = Хорошо
