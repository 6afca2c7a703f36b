"""
The loops over answers, each in two forms that give equal results.

    counting.py       count(block, ...)       plain NumPy: quick to start, for dialogues that fit a desk
    counting_compiled.py  count(block, ...)   the same, compiled by numba: quick to run, for millions of answers

`sulh.opinion.engine` chooses between the two and says how such a pair is written. Nothing here keeps state, and no
compiled module is imported until an engine asks for it.
"""
