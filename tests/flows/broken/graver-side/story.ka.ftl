hello = როგორ ხარ?
