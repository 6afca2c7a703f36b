"""
The map of a process: the official table as its spine, who works on what, what collides and what is missing.

    home      what the official table needs, the five most pressing findings, who works on what
    cards     initiatives: seen at the reader's tier, and kept by whoever holds them
    owning    an owner's own page: who sees how much, who looked
    telling   findings put into words
    actors    those with a part in the conflict: search, ties with their sources, who may be the same (alike, ties)
    official  rounds of the talks and issues; items: one page a point of the agenda
    engaged   what an initiative is tied to, chosen by name out of thousands (picking)
    ground_drawings   the network of actors, and places on the outlines of the earth

Everybody sees their own picture (`sulh.store.writes.looks`); no page here knows more than its reader may.
"""
