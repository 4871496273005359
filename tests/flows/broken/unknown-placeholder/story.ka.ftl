hello = როგორ ხარ, { $name }?
    .fine = კარგად
