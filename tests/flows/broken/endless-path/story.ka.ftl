hello = როგორ ხარ?
    .fine = კარგად
again = გისმენ.
once_more = კიდევ.
