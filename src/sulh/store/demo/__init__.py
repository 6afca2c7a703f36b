"""
The demonstration: a fictional process with everybody in it, its secrets made from fixed words and printed.

    people     who signs in, with which password, authenticator and entry numbers
    valley     what is said in the valley of Tessal, which does not exist, in three languages
    seed       the rows, made through the same verbs as pages use, at times before now

`sulh serve` refuses a folder that holds it (`sulh.store.config`). No other module imports it but the command line.
"""
