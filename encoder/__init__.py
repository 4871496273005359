"""The one network: how a text is read into it, and what its heads answer, in bare numbers.

`risk` and `intents` both read it; what a number means is theirs to say.
"""
