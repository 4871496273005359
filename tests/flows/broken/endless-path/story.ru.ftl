hello = Как ты?
    .fine = Хорошо
again = Слушаю.
once_more = Ещё.
