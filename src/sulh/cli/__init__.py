"""
The command line: files in, files out.

    app.py       the one `sulh` command, and how errors are told
    analyse.py   sulh analyse   votes → working papers
    publish.py   sulh publish   findings + ledger → a publication
    synth.py     sulh synth     a recipe → a fictional dialogue with the truth beside it
    demo.py      sulh demo      all of it, on a dialogue that Sulh makes up
    progress.py  bars for people, silence for pipes

No rule and no formula lives here.
"""

from sulh.cli.app import main

__all__ = ["main"]
