hello = როგორ ხარ?
    .fine = კარგად
