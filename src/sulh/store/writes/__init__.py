"""
One function a verb, each one transaction, for a principal who may do it: one topic a module.

Every function takes the acting `Principal` first, asks `sulh.access`, checks the state by a conditional change (whoever
changed one row won, the other is told by `Conflict`), and enters the act in the process log where it is one.
"""
