how_are_you_today_and_how_was_your_week = როგორ ხარ?
    .everything_is_fine_today = კარგად
