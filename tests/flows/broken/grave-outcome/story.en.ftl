ask = How are you?
