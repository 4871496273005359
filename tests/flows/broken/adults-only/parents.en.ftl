hello = How are you?
    .adult = I am an adult
    .skip = Skip
