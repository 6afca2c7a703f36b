"""
Political and legal relationships: how far what was agreed is carried out, and how sure anybody can be of that.

    coded         what the scores of one stipulation amount to: told alike, settled, in dispute, scored once, unscored
    index         score over 3n: by day, theme and side that owes it, with what disagreement and silence leave open
    reliability   how far two coders, or several, agree beyond chance
    overdue       what was owed by a day and is not there; since when nothing has moved

Nothing here says why. Who acted is an authority (`sulh.model.implementation`); that unofficial work contributed is a
chain of judgements (`sulh.negotiation.chains`) and stands beside these figures, never in them.
"""
