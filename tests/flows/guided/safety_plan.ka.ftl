warning_signs = დაწერე: 1
own_coping = დაწერე: 2
distractions = დაწერე: 3
people_to_ask = დაწერე: 4
professionals = დაწერე: 5
safer_surroundings = დაწერე: 6
