choose = რომელ ენაზე ვილაპარაკოთ? · На каком языке поговорим? · Which language shall we use?
    .ka = ქართული
    .ru = Русский
    .en = English
changed = კარგი, ქართულად ვილაპარაკოთ.
unchanged = კარგი, ენას არ ვცვლი.
