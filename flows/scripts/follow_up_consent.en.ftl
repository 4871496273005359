### reviewed_by: nobody

may_we = May I write to you now and then and ask how you are? At most four times in a month, and only by day. One word, “stop”, and I won't write again.
    .may = Yes, you may
    .may_not = No, please don't
    .what_is_it = What will it be?
how_it_works = A short message, such as “Hello, how are you?” The first in a day or two, then less often. It won't say a word about what we talked about. If you answer, a counsellor will see it, too. You needn't answer; and if you write “stop”, I won't bother you again.
may_we_then = Shall I write to you?
    .may = Yes
    .may_not = No
agreed = Okay, I'll write for the first time in a day or two. The messages will be short and won't say a word about what we talked about. If you change your mind, write “stop”.
until_then = { $audience ->
    [family] You needn't wait for them: write to me whenever you need to. If there is danger, call 112.
   *[youth] You needn't wait for them: write to me whenever you like. If you are in danger, call 112.
}
agreed_before = As we agreed, I'll write: the first time in a day or two, and at most four times in a month. If you change your mind, write “stop”.
declined = Okay, I won't write unless you do. And you can write to me whenever you like.
