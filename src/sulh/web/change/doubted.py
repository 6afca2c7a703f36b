"""What is to be doubted of one thing that stands side by side: its own room says it, page and files tell it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup


class Doubted(NamedTuple):
    """A study, the ties or an agreement, with what is to be doubted of it."""

    name: Markup
    texts: tuple[Markup, ...]
