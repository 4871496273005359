hello = როგორ ხარ?
    .fine = კარგად
nudge = აქ ვარ.
