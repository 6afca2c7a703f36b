"""
What became of it: chains from statements to answers, and the balance between the sides. For facilitators alone.

    urls.py     addresses
    views.py    the trace of a dialogue, the parts of a package, what contributed to a clause
    words.py    what kinds, outcomes and confidences are called
"""
