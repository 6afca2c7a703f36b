"""
The one text of a dialogue: drafted by facilitators, read and criticised by the sides.

    urls.py      addresses
    drafting.py  the facilitators' pages: the text, one clause, the next step
    concerns.py  what was said of it, and replies
    reading.py   what participants and readers see: the version that is put, a criticism, the last question
    forms.py     what facilitators fill in
"""
