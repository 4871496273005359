sure = Shall I call?
    .really = Yes
    .not_really = No
