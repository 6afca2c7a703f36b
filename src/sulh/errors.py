"""
All the words for failure, on one screen.

Every error that Sulh raises on purpose is a `SulhError`. It says what happened, to what, what was expected and
what to do, in one or two plain sentences: the command line prints them as they stand and ends with exit code 2.

    SulhError
    ├── InputError        a file, a row or a value that cannot be read
    ├── SettingError      an option out of range, or two that contradict each other
    ├── DisclosureError   a publication that the ledger does not allow
    ├── EngineError       a helper library or a scheduler that is missing or does not answer
    ├── VaultError        a key that is absent or destroyed, a box that does not open, a record that cannot be
    │   └── TooBusy       more codes or passphrases to test at this moment than the machine has memory for
    └── ShapeError        arrays that do not fit each other (library callers only)
"""

from __future__ import annotations


class SulhError(Exception):
    """Something that a person can put right; its text says how."""


class InputError(SulhError):
    """
    A file, a row or a value that cannot be read.

    Args:
        kind: A short fixed name of the fault, such as `unknown-statement`; `--lenient` counts by it.
        file: The name of the file, without the path of the machine.
        line: The line in the file, from 1; None when the fault is not of one line.
        expected: What should have stood there, in words.
        found: What stood there, in words; never a vote together with a person.

    >>> print(InputError("bad-vote", "votes.csv", 7, expected="a vote of -1, 0 or 1", found="'2'"))
    votes.csv, line 7: expected a vote of -1, 0 or 1, found '2'.
    """

    def __init__(self, kind: str, file: str, line: int | None, *, expected: str, found: str) -> None:
        """Keep the parts, so that callers can count, translate or show them."""
        self.kind = kind
        self.file = file
        self.line = line
        self.expected = expected
        self.found = found
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: expected {expected}, found {found}.")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross the border of an operating-system process unharmed."""
        return (_input_error, (self.kind, self.file, self.line, self.expected, self.found))


def _input_error(kind: str, file: str, line: int | None, expected: str, found: str) -> InputError:
    return InputError(kind, file, line, expected=expected, found=found)


class SettingError(SulhError):
    """An option out of range, or two options that contradict each other."""


class DisclosureError(SulhError):
    """A publication that the ledger does not allow; nothing was written."""


class EngineError(SulhError):
    """A helper library or a scheduler that is missing or does not answer."""


class ShapeError(SulhError, ValueError):
    """Two arrays that do not fit each other."""


class VaultError(SulhError):
    """A key that is absent or destroyed, a box that does not open, a record that cannot be; never a secret."""


class TooBusy(VaultError):
    """More codes or passphrases to test at this moment than the machine has memory for; the same again soon may do."""
