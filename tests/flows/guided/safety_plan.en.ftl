warning_signs = Write: 1
own_coping = Write: 2
distractions = Write: 3
people_to_ask = Write: 4
professionals = Write: 5
safer_surroundings = Write: 6
