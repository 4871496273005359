### reviewed_by: nobody

thoughts = I'll ask directly, because this matters: in the last few days, have you thought about ending your life?
    .yes = Yes, I have
    .wish = No, but I wish I weren't here
    .no = No
    .unsure = I don't know
plan = Thank you for being open with me. Have you worked out how you would do it? Please don't write details, yes or no is enough.
    .yes = Yes
    .no = No
    .unsure = I don't know
means = Do you have something within reach now that you would use to harm yourself? You don't need to write what it is.
    .yes = Yes
    .no = No
    .unsure = I don't know
time = Do you think it might happen today, tomorrow or the day after?
    .yes = Yes
    .no = No
    .unsure = I don't know
support = Is there somebody who can be with you now?
    .yes = Yes, there is
    .no = No, nobody
    .unsure = I don't know
