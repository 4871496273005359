hello = How are you?
