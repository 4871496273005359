hello = Как ты?
