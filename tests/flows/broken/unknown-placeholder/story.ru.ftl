hello = Как ты, { $name }?
    .fine = Хорошо
