"""
Sessions: who was present in numbers, notes and what is drawn from them, commitments, relationships, the report.

    urls.py                            the addresses
    views.py                           the list, a new session, one session, counts, the report
    notes.py                           notes, and statements drawn from them
    agreements.py                      commitments, and the relationship of two sides
    forms.py, around.py                what is filled in; what stands around a page
"""
