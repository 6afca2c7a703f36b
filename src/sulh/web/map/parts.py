"""A long list, a part at a time: which rows stand on the page, and where the parts before and after it are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

from sulh.web.incoming import a_number

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """
    Rows `first` to `last` of `count`; `number` of `pages`.

    `previous`, `next`: addresses; empty at either end.
    """

    rows: Sequence[T]
    first: int
    last: int
    count: int
    number: int
    pages: int
    previous: str
    next: str


def part_of(request: HttpRequest, rows: Sequence[T], size: int, **kept: str) -> Part[T]:
    """
    Return the part that `?page=` asks for; beyond either end the nearest.

    Args:
        request: Whose address says which.
        rows: All of them.
        size: How many stand on a page.
        kept: What else stands in the address, such as a filter.
    """
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, a_number(request.GET.get("page"))), pages)
    shown = rows[(number - 1) * size : number * size]
    first = (number - 1) * size + 1 if rows else 0
    return Part(
        rows=shown,
        first=first,
        last=first + len(shown) - 1 if rows else 0,
        count=len(rows),
        number=number,
        pages=pages,
        previous=_at(number - 1, kept) if number > 1 else "",
        next=_at(number + 1, kept) if number < pages else "",
    )


def _at(number: int, kept: Mapping[str, str]) -> str:
    return "?" + urlencode({**{key: value for key, value in kept.items() if value}, "page": str(number)})
