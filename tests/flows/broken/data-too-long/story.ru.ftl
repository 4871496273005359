how_are_you_today_and_how_was_your_week = Как ты?
    .everything_is_fine_today = Хорошо
