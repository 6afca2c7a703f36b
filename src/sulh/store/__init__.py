"""
What is kept: rows in, values out.

    models/    fields and constraints, nothing else
    reads/     rows -> the values of the core, for a principal who may see them
    writes/    one function a verb, each one transaction, for a principal who may do it
    sealing    names and texts under the key of their process; SQL sees no text
    asking     a row by its id, if the principal may: absent and refused are the same

Nothing here knows a request, a page or a language of pages. Time, randomness and ids come from `sulh.store.clock`.
"""
