sure = გინდა, დავუძახო?
    .really = კი
    .not_really = არა
