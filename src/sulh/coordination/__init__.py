"""
Tracks in step: what collides, what is missing, who could help whom, and how much of it anybody sees.

    tiers        a card as an audience sees it              names     may two entries be one actor
    detect       findings over a picture, most pressing first; of one card, from its neighbourhood
      same_matter, clash, crowding, gaps, dependency, resting, official      what each kind is, with its threshold
      world, pressing, codes                                                 indexes, order, sentences
    offers       what is offered to what is needed          partners, track_one     whom to link with, and why
    coverage     who is reached, and who is not             blind     the same matter, for two who both agreed
    strengths, strength_codes                              weaknesses and strengths, with what a process shows of each
    link_states, match_states                               what may happen to a link and to a blind match

Values in (`sulh.model.picture`), findings out. A finding says what it rests on and never how good or bad anybody is.
"""
