numbers = { $helplines }
ask = Как ты?
