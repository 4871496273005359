numbers = { $helplines }
ask = How are you?
