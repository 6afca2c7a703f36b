"""
The vocabulary: what Sulh speaks of, as frozen values, and every finding it can return.

    dialogue.py     Votes, Sides, Cut, About, Dialogue: what goes into an analysis
    findings.py     Findings and its parts: what comes out of an analysis (`findings.json`)
    publication.py  Publication, Ledger and their parts: what may leave (`publication.json`)

Nothing here computes a result, reads a file or knows a screen.
"""
