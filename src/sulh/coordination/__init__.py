"""
Tracks in step: what collides, what is missing, who could help whom, and how much of it anybody sees.

    tiers        a card as an audience sees it              names     may two entries be one actor
    detect       findings over a picture, most pressing first
    offers       what is offered to what is needed          link_states, match_states

Values in (`sulh.model.picture`), findings out. A finding says what it rests on and never how good or bad anybody is.
"""
