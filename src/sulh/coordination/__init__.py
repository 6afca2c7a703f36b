"""
Tracks in step: what collides, what is missing, who could help whom, and how much of it anybody sees.

    how much is seen    tiers                 a card as an audience sees it
                        audiences, told       which findings a reader is told
                        to_funders            what two owners may let funders be told
                        leaving, incoming     what may travel in a file, what a file would put on a map (fitting)
    what is found       detect                findings over a picture, most pressing first; or of one card alone
                          same_matter, clash, crowding, gaps, dependency, resting, official
                                              what each kind is, with its threshold
                          world, masks, pressing, ranked, codes
                                              indexes, all pairs at once, order, long lists, sentences
                          neighbourhood       the part of a picture that one card can touch
                        before                what a day would collide with, before it is kept
                        coverage, on_item     who is reached and who is not; what of one item nobody covers
                        strengths, strength_codes
                                              weaknesses and strengths, with what a process shows of each
    who could join      offers                what is offered to what is needed
                        partners, track_one   whom to link with, and why
                        blind                 the same matter, for two who both agreed to be told
                        link_states, match_states
                                              what may happen to a link and to a blind match
    who is who          names                 may two entries be one actor (name_codes: why, in sentences)
                          candidates, likeness, spelling, name_words
                                              which are worth judging, how alike, how names are spelt, common words
                        searching             looking for somebody by a name

Values in (`sulh.model.picture`), findings out. A finding says what it rests on and never how good or bad anybody is.
Everything is computed from what its reader sees, but for `blind` and `to_funders`, which say of themselves what more
they look at.
"""
