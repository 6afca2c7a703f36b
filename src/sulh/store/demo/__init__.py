"""
The demonstration: a fictional process with everybody in it, its secrets made from fixed words and printed.

    people     who signs in, with which password, authenticator and entry numbers
    valley     what is said in the valley of Tessal, which does not exist, in three languages
    words      what is drafted, sent and asked there
    seed       the rows, made through the same verbs as pages use, at times before now
    sounding   of these: the one text as it was first put, and what people said to its clauses
    carried_out    an earlier agreement, and how far it is carried out
    studied    a study of attitudes, asked twice and analysed
    asked      of these: what the sides say of that
    table      of these: one text, packages, the official table
    world      who plants them, and when

`sulh serve` refuses a folder that holds it (`sulh.store.config`). No other module imports it but the command line.
"""
