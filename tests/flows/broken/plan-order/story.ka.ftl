warning_signs = როგორ ხარ?
distractions = როგორ ხარ?
own_coping = როგორ ხარ?
people_to_ask = როგორ ხარ?
professionals = როგორ ხარ?
