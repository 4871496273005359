here = აქ ვარ.
heard = მესმის.
thanks = გმადლობ.
alone = გვერდით არავინ გყავს.
after = როგორ ხარ?
    .again = თავიდან
