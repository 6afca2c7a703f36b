"""
The reader's language: every label, plural, number and date of a page or figure is decided here, and nowhere else.

    language.py    Language: messages, plurals, numerals, dates, direction of one language
    spoken.py      a hash as sixteen letters that people can say
    text.py        texts that others wrote, made safe: clean characters, isolated direction
    locale/        the catalogues: <language>/LC_MESSAGES/sulh.po and what it compiles to

It stands below `sulh.figures` and `sulh.papers`, which speak the same words.
"""
