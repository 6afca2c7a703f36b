"""What reading and writing of a look back at a session rest on alike: its four answers, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXTS: Final = ("happened", "surprised", "otherwise", "harm")


@dataclass(frozen=True)
class ReflectionText:
    """Four answers; the first has to be there."""

    happened: str
    surprised: str = ""
    otherwise: str = ""
    harm: str = ""
