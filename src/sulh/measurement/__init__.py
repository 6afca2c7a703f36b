"""
Whether anything changes: three families of figures beside one another, never one score.

    attitudes       whether people who took part changed, beside people who did not
    structures      who is tied to whom across the sides, against chance and against what is missing
    implementation  how far what was agreed is carried out, and how sure anybody can be of that
    outcomes        who changed what, as people tell it: what a sceptical reader would ask of that
    beside          the three on one axis of days: what moved for certain, where it stays alone, what nobody measured

Values in (`sulh.model`), findings out: no clock, no files, no database. Each finding carries its doubts as codes, and
what could not be said is None with a reason: unobserved is not ended, unscored is not zero. Nothing here compares
initiatives with one another or says what caused what.
"""
