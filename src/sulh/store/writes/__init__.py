"""
One function a verb, each one transaction, for a principal who may do it: one topic a module.

Every function takes the acting `Principal` first, asks `sulh.access`, checks the state by a conditional change (whoever
changed one row won, the other is told by `Conflict`), and enters the act in the process log where it is one.

Of the map of a process:

    looks                      looking: pages get the map from here, and it is written down for the owners who looked
    cards, engaging, moments, offers, owner_codes      an initiative, by whoever holds it
    own_codes                  a spare code and a new first one, by the owner whose seat it is
    links, matching            what joins initiatives
    telling_funders            what owners let funders be told
    ground, ground_changes, merging                    actors, ties, places, issues, rounds of the official process
    map_files, map_making, map_undoing                 a file: brought, put on the map, taken back
    dismissals, weekly, judgements                     what was put aside; the week; phase and readiness

What concerns one owner's initiative is not in the process log, which facilitators and the administrator read.
"""
