"""
From one dialogue to its findings: everything that is computed from answers.

    analyse.py          the order of the steps
    engine.py, blocks.py, engine_dask.py, kernels/   passes over the answers, here or on several machines
    tally.py            counts by side, which add up
    interval.py, standing.py, contrast.py            own answers, standings, divides and unheard: what decides
    pooled.py, factors.py                            the pooled estimate: what orders, and decides nothing
    projection.py, clustering.py, partitions.py, groups.py, representative.py   the map and opinion groups
    integrity/          patterns that deserve a look
    routing.py          which statement to show next
    judged.py, subsets.py, account.py                how findings are written from all this
    comparison.py, polis.py                          what others compute of the same answers

Values in, findings out. No file is read here (see `sulh.formats`), nothing is published (see `sulh.disclosure`) and
nothing is drawn (see `sulh.figures`).
"""
