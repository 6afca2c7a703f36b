"""
Attitudes: whether people who took part changed, beside people who did not, with every doubt that a reader would raise.

    analysing     a whole study, from rows to a report
    joining       rows to people over waves, by a code that leads to nobody
    measures      items to what is analysed; which kinds of item an instrument lacks
    distance      whether social distance may be summed
    resulting     one measure at one wave: effect or change, by side, with its doubts
    attrition     who was lost, and how unlike the groups were from the start
    bounds        what those who were lost could change
    lists         list experiments
    families      many results, some of them luck
    following     whether a report gives nobody away beside the last one
    plans         what was laid down before: its bytes and hash
    estimating    which method holds for so many clusters
    cells, drawing     means within clusters and their variance; bootstrap and randomisation
    findings, words    what comes out, and what its codes say

All of it is about those who took part, never about a society; a computed group never stands for a side. The rows come
from people who consented to this study under its own key and leave no trace in a report. Formulas and known answers:
docs/methods/attitudes.md.
"""
