"""
What waits, told outside the pages: one's own address for reminders, and the digest to print.

    views.py      both pages
    forms.py      an address, and the code that proves it
    digest.py     a line of the digest in words, and where it leads
"""
