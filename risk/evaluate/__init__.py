"""How good the risk check is: measured on labelled messages, attacked, compared.

Messages come in and never go out: no report, table, plot or error holds a word of them.
"""
