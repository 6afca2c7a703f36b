"""
Rows -> values, for a principal who may see them: one topic a module.

Every function that a page calls takes the acting `Principal` first and asks `sulh.access` (through `sulh.store.asking`
or directly). What comes back are frozen values in the reader's language, never rows: a page cannot reach further than
what it was given.

Of the map of a process, which is read in layers:

    ground, card_rows, keys    actors, ties and places; initiatives, whole; ids as texts: asked by no page
    pictures, neighbourhood    what one reader sees of all of it, or near one initiative (`Seen`)
    map_frames, own_days       what stands around its pages; what an initiative's holder keeps
    own_codes                  whether an owner has a spare code, for that owner
    links, matching            what joins initiatives, for those at either end
    funder_consents            what their owners let funders be told
    sources, map_files         where it is known from, and files, for whoever keeps it
    weekly, judgements, strengths      what coordinators read besides
"""
