numbers = { $helplines }
ask = როგორ ხარ?
