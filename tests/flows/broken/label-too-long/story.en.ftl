hello = How are you?
    .fine = Fine, thank you very much for asking, and how are you yourself today
