hello = How are you?
    .parent = Parent
    .family = Family
