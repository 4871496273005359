hello = Wie geht es dir?
    .fine = Gut
