"""
The facilitator's way up to the open door: process, sides, initiative, dialogue, and what a round needs first.

    urls.py        the addresses
    processes.py   process, sides, initiatives
    people.py      who works in a process
    creating.py    a new dialogue from a design, and what a room of its size can show
    preparing.py   the page of a dialogue, and the small pages behind its steps
    steps.py       the list of steps with their state
    harm.py        the harm check, in parts
    record.py      the process log in words
    forms.py, dialogue_forms.py, faults.py    what is filled in, and what is said of what cannot be kept
    capacity.py, acts.py                      sentences
"""
