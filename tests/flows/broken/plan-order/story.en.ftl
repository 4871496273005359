warning_signs = How are you?
distractions = How are you?
own_coping = How are you?
people_to_ask = How are you?
professionals = How are you?
