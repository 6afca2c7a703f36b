"""
From dialogue to the official table: one text, what may leave, and how it stands.

    machine.py          a state machine as a table; what is not in the table is refused
    text_states.py      how a one-text moves from a first draft to the last question
    package_states.py   how a package moves from composed to sent, answered or recalled
    question_states.py  how a desk's question moves
    one_text.py         versions, criticisms and replies as values; what stands in the way of the next step
    differences.py      two wordings side by side, word by word, in any direction of writing
    approval.py         what the readers of every side said of one hash, and what others may see of it
    package.py          the canonical bytes of a package, its hash and its short code
    channel.py          who is next, and since when it waits
    balance.py          what got through, side by side
    passages.py         a text as words and sentences with their places, in any script
    tracing.py          passages of an agreement that are close to a clause
    chains.py           chains of links from a statement to a passage of an agreement; nothing is added up
    contingency.py      which third-party methods tend to lead at which stage of escalation: advice
    readiness.py        whom raters judge to be ready, and how broad that group is on each side

Values in, findings out: nothing here knows a database, a page or a clock. What may be said of answers is decided in
`sulh.disclosure`.
"""
