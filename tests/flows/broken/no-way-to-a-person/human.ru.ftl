sure = Позвать?
    .really = Да
    .not_really = Нет
