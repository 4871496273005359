hello = Как ты?
    .parent = Родитель
    .family = Семья
