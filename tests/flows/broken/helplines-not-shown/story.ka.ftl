hello = როგორ ხარ?
    .fine = კარგად
numbers = ნომრები.
