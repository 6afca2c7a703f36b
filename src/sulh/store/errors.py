"""
Words for what cannot be done now, with codes that pages put into sentences.

    SulhError
    ├── Conflict     somebody was quicker, or the state has changed meanwhile
    ├── Incomplete   something has to be there first; `missing` says what
    └── Invalid      a value that cannot be kept, told by field
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sulh.errors import SulhError


class Conflict(SulhError):
    """
    It is no longer as it was when the page was opened.

    Args:
        code: What has changed, such as `round-closed` or `somebody-was-quicker`.
    """

    def __init__(self, code: str) -> None:
        """Keep the code; pages have the sentence."""
        self.code = code
        super().__init__(code)


class Incomplete(SulhError):
    """
    Something has to be there first.

    Args:
        missing: Codes of what is missing, such as `consent-text:fr`.
    """

    def __init__(self, missing: Sequence[str]) -> None:
        """Keep the codes; pages have the sentences."""
        self.missing = tuple(missing)
        super().__init__(", ".join(missing))


class Invalid(SulhError):
    """
    Values that cannot be kept.

    Args:
        faults: Field -> code, such as `too-long`.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the codes by field; forms show them there."""
        self.faults = dict(faults)
        super().__init__(", ".join(f"{field}: {code}" for field, code in self.faults.items()))
