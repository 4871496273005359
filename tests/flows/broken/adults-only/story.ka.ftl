hello = როგორ ხარ?
    .parent = მშობელი
    .family = ოჯახი
