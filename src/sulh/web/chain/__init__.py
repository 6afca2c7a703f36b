"""
What became of it: chains from statements to agreements, and the balance between the sides. For facilitators alone.

    urls.py        addresses
    views.py       the trace of a dialogue, the parts of a package, what contributed to a clause
    drawing.py     the figure of chains, and the table that says all of it
    agreements.py  texts of agreements, passages close to a clause, and the confirming of one
    forms.py       what is filled in about agreements
    words.py       what kinds, outcomes and confidences are called
"""
