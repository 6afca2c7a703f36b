"""
The loops over answers, each in two forms that give equal results.

    counting     how many answered how, by side or any other label
    factors      what the pooled estimate is fitted and judged by
    spreading    directions of the map, carried to the people and back
    nearest      one round of k-means

    topic.py             plain NumPy: quick to start, for dialogues that fit a desk
    topic_compiled.py    the same functions, compiled by numba (compiling.py): quick to run, for millions of answers

`sulh.opinion.engine` chooses between the two and says how such a pair is written. Nothing here keeps state, and no
compiled module is imported until an engine asks for it.
"""
