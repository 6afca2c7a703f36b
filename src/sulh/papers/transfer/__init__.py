"""
A transfer package on paper: a one-page non-paper and the full package, in DOCX and PDF, and the check of such files.

    rendering.py   canonical bytes -> files
    blocks.py      what a paper says, before it has any looks      full.py, non_paper.py: what each of the two says
    phrases.py     what the codes of a package are called          seal.py: hash, letters, mark; label.py: which paper
    word.py, pdf.py   looks
    carried.py     what a file carries: bytes, label, words        checking.py: whether it is what it says

Everything stems from the canonical bytes (`sulh.negotiation.package`) and from nothing else.
"""
