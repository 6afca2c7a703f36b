"""
Packages on their way to the official table.

    urls.py       addresses
    forms.py      what a facilitator composes a package from, and a slip that is entered
    packages.py   the facilitators' pages: the list, composing, one package, the next step
    slips.py      slips for readers who approve on paper: printed, and entered by two
    approving.py  what readers see: exactly what the bytes say, yes or no

What a page says of a package is made from its bytes by `sulh.papers.transfer`, as its documents are.
"""
