"""
The command line: files in, files out.

    main.py      the commands, and how errors are told
    app.py       the one `sulh` command that they belong to
    analyse.py   sulh analyse   votes → working papers
    publish.py   sulh publish   findings + ledger → a publication
    synth.py     sulh synth     a recipe → a fictional dialogue with the truth beside it
    example.py   sulh example   the engine, on a dialogue that Sulh makes up
    show.py      the demonstration, step by step
    options.py   options that several commands share
    sentences.py what several commands say
    cluster.py   where the passes run
    progress.py  bars for people, silence for pipes

No rule and no formula lives here.
"""

from sulh.cli.main import main

__all__ = ["main"]
