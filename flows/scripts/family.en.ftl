### reviewed_by: nobody

hello = Hello! I'm Mkhari. I'm a program, not a person. There are counsellors here too, and I'll call them when they are needed.
confidential = What you write stays between you and the counsellors. One exception: if somebody's life is in danger or a child is being abused, a counsellor may contact people who can protect the child.
emergency = If the child is in danger now, call 112 and don't leave them alone.
welcome_back = Hello! It's good that you wrote again.
