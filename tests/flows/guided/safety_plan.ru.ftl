warning_signs = Напиши: 1
own_coping = Напиши: 2
distractions = Напиши: 3
people_to_ask = Напиши: 4
professionals = Напиши: 5
safer_surroundings = Напиши: 6
