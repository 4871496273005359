hello = Как вы?
