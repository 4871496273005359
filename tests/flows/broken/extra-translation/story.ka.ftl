hello = როგორ ხარ?
    .fine = კარგად
goodbye = ნახვამდის!
