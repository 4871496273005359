warning_signs = Как ты?
distractions = Как ты?
own_coping = Как ты?
people_to_ask = Как ты?
professionals = Как ты?
