"""
The official table: kept by facilitators, and seen by a desk that signs in.

    urls.py       addresses
    words.py      what states, actors and answers are called
    forms.py      desks, items of the agenda, answers, questions
    keeping.py    the facilitators' pages: the table, desks, items, what was carried
    bearing.py    on which item a dialogue or a statement bears
    questions.py  one question, and what a facilitator does with it; asking one
    sitting.py    what a desk sees: its items, what was sent to it, an answer
"""
