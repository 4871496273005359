choose = რომელ ენაზე ვილაპარაკოთ? · На каком языке поговорим? · Which language shall we use?
    .ka = ქართული
    .ru = Русский
    .en = English
changed = Хорошо, будем говорить по-русски.
unchanged = Хорошо, язык не меняю.
