"""
The fixed words of every message: no name, no number, no kind of what waits.

    reminder(tag, link)   one sentence, and the address of the site where the operator gave one
    proof(tag, code)      the code that proves an address

The page on which somebody gives an address shows the same words, made here.
"""

from __future__ import annotations

from sulh.words.language import language, mark

WAITS = mark("Something waits for you.")
CODE = mark("Your code is {code}.")
WHERE = mark("Type it on the page where this address was given. It holds for half an hour.")
NOT_ME = mark("If you did not ask for it, do nothing.")


def reminder(tag: str, link: str) -> str:
    r"""
    Return what a reminder says.

    >>> reminder("en", ""), reminder("fr", "https://localhost")
    ('Something waits for you.\n', 'Quelque chose vous attend.\n\nhttps://localhost\n')
    """
    said = language(tag).say(WAITS)
    return f"{said}\n\n{link}\n" if link else f"{said}\n"


def proof(tag: str, code: str) -> str:
    r"""
    Return what the message with a code says.

    >>> proof("en", "1234 5678").splitlines()[0]
    'Your code is 1234 5678.'
    """
    words = language(tag)
    return f"{words.say(CODE, code=code)}\n\n{words.say(WHERE)} {words.say(NOT_ME)}\n"
