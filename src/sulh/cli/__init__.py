"""
The command line: files in, files out; and one installation of the platform, installed, checked and served.

    main.py      the commands, and how errors are told
    app.py       the one `sulh` command that they belong to
    analyse.py   sulh analyse   votes → working papers
    publish.py   sulh publish   findings + ledger → a publication
    synth.py     sulh synth     a recipe → a fictional dialogue with the truth beside it
    example.py   sulh example   the engine, on a dialogue that Sulh makes up
    show.py      the demonstration, step by step
    keygen.py    sulh keygen    a facilitator's key, on their own machine
    open_boxes.py sulh open     names and contacts, on the facilitator's own machine
    verify.py    sulh verify    whether a paper of a package is what it says
    log.py       sulh log       verifies a process log, offline
    serve.py     sulh install, check, upgrade, serve
    backup.py    sulh backup, restore
    demo.py      sulh demo      the platform with a fictional process
    installation.py  what these share: settings, Django made ready by its name, two operating-system processes
    options.py   options that several commands share
    sentences.py what several commands say
    cluster.py   where the passes run
    progress.py  bars for people, silence for pipes

No rule and no formula lives here.
"""

from sulh.cli.main import main

__all__ = ["main"]
