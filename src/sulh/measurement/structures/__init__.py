"""
Whether ties change: who works and talks across the sides, what that is worth against chance, and who carries it.

    put together      measure       actors and ties of a day or a span ─▶ Structures
                      released      what of them may be told further: nothing of persons, no small counts
    as arrays         network       each tied pair once; the part in which everybody has a side
    the index         index         E–I of the whole, each side, each level, each actor
                        counting, chance, missing
                                    ties inside and across; the sides dealt anew; what is not known
    the rest          crossing      tables of sides and levels, horizontal and vertical ties, two-step reach
                      brokers       on whom contact hangs (restricted)
                      bodies        where two sides sit together
                      turnover      kept, new, ended, merely not observed
                      over_time     the index on many days
    from elsewhere    edge_list     a list or graph of somebody else as the same input
                      edge_in, edge_child
                                    such a file read and measured in a process of its own
    in words          words         sentences for the codes of doubts and of what cannot be said

Values in (`sulh.model.actors`), findings out (`sulh.model.structures`). Figures come from what the reader may see of
the map, and from no answer of any participant. Who stands where in the network exposes persons: nodes and brokers are
`restricted`. What an initiative did to bring a tie about is not asked here, and no figure says it.
"""
