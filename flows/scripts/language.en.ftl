choose = რომელ ენაზე ვილაპარაკოთ? · На каком языке поговорим? · Which language shall we use?
    .ka = ქართული
    .ru = Русский
    .en = English
changed = Okay, let's speak English.
unchanged = Okay, I'm leaving the language as it is.
