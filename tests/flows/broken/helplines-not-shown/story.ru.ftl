hello = Как ты?
    .fine = Хорошо
numbers = Номера.
