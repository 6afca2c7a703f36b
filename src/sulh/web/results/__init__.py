"""
The results room, and what leaves it.

    results.py   working papers of closed epochs            shown.py   the same rows as the paper's, and what changed
    leaving.py   previews, publishing, what was published   why.py     why a statement goes out as it does, in words

Nothing is computed here: what a page says was found in `sulh.opinion` or allowed by `sulh.disclosure`.
"""
