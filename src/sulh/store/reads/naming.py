"""
Kept findings and publications hold ids of sides and numbers of statements; here they get names and texts to be read.

    kept (side ids, no texts) ──put_names──▶ the same, with names in the reader's language and alphabetical order
                              ──put_texts──▶ texts in the reader's language
                              ──without────▶ nothing of statements that were taken back since

Nothing is computed from answers here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from sulh.model.findings import Findings, Group, Groups, Integrity
from sulh.model.publication import Publication
from sulh.store.reads.frames import NamedSide

Paper = TypeVar("Paper", Findings, Publication)
replace = msgspec.structs.replace


def names_of(sides: Sequence[NamedSide]) -> dict[str, str]:
    """
    Return id -> name in the order of names, no name twice.

    >>> names_of([NamedSide("b", "Hill", 1), NamedSide("a", "Hill", 0)])
    {'a': 'Hill', 'b': 'Hill (2)'}
    """
    named: dict[str, str] = {}
    for side in sorted(sides, key=lambda side: (side.name, side.mark)):
        same = sum(name.startswith(side.name) for name in named.values())
        named[side.id] = f"{side.name} ({same + 1})" if side.name in named.values() else side.name
    return named


def put_names(paper: Paper, names: Mapping[str, str]) -> Paper:
    """
    Return a paper with names in place of the ids of sides; sides come in the order of `names`.

    Args:
        paper: Its sides are named by id.
        names: Id -> name, in the order of names.
    """
    kept = [side.name for side in paper.sides]
    order: list[str] = [names.get(side, side) for side in kept]
    renamed = msgspec.convert(_renamed(msgspec.to_builtins(paper), names), type(paper))
    ordered = sorted(order, key=[*names.values(), *order].index)
    if isinstance(renamed, Findings):
        return _findings_in_order(renamed, ordered, [ordered.index(names.get(side, side)) for side in kept])
    return _publication_in_order(renamed, ordered)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Replace every id of a side, wherever it stands: no other text looks like one."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(inner, names) for inner in value]
    return value


def _ordered(by_side: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    return {name: by_side[name] for name in [*order, *by_side] if name in by_side}


def _findings_in_order(findings: Findings, order: list[str], places: list[int]) -> Findings:
    """Put sides in order; `places` says where each side now stands that was first, second, ..."""
    statements = [replace(one, sides=_ordered(one.sides, order)) for one in findings.statements]
    groups = findings.groups
    if groups is not None and groups.map is not None:
        moved = [(x, y, places[side] if side >= 0 else side, group) for x, y, side, group in groups.map.positions]
        groups = replace(groups, map=replace(groups.map, positions=moved))
    if groups is not None:
        groups = replace(groups, groups=[replace(one, by_side=_ordered(one.by_side, order)) for one in groups.groups])
    sides = sorted(findings.sides, key=lambda side: order.index(side.name))
    return replace(findings, sides=sides, statements=statements, groups=groups)


def _publication_in_order(publication: Publication, order: list[str]) -> Publication:
    statements = [
        one
        if one.numbers is None
        else replace(one, numbers=replace(one.numbers, sides=_ordered(one.numbers.sides, order)))
        for one in publication.statements
    ]
    sides = sorted(publication.sides, key=lambda side: order.index(side.name))
    return replace(publication, sides=sides, statements=statements)


def put_texts(paper: Paper, texts: Mapping[str, str]) -> Paper:
    """Return a paper whose statements have these texts, by number; None where there is none."""
    return replace(paper, statements=[replace(one, text=texts.get(one.id)) for one in paper.statements])


def without(findings: Findings, gone: Collection[str]) -> Findings:
    """Return findings in which nothing is said of some statements: those taken back appear nowhere."""
    if not gone:
        return findings
    integrity, groups = findings.integrity, findings.groups
    return replace(
        findings,
        statements=_rest(findings.statements, gone),
        comparison=_rest(findings.comparison, gone),
        divides=_rest(findings.divides, gone),
        unheard=_rest(findings.unheard, gone),
        routing=[replace(one, weights=_kept(one.weights, gone)) for one in findings.routing],
        integrity=None if integrity is None else _integrity_without(integrity, gone),
        groups=None if groups is None else _groups_without(groups, gone),
    )


def _rest(items: list[Any], gone: Collection[str]) -> list[Any]:
    return [item for item in items if item.id not in gone]


def _kept(by_id: dict[str, Any], gone: Collection[str]) -> dict[str, Any]:
    return {identifier: value for identifier, value in by_id.items() if identifier not in gone}


def _integrity_without(integrity: Integrity, gone: Collection[str]) -> Integrity:
    return replace(integrity, without=_rest(integrity.without, gone))


def _groups_without(groups: Groups, gone: Collection[str]) -> Groups:
    def told(group: Group) -> Group:
        return replace(group, representative=_rest(group.representative, gone))

    drawn = groups.map
    return replace(
        groups,
        groups=[told(group) for group in groups.groups],
        by_side={side: _rest(items, gone) for side, items in groups.by_side.items()},
        map=None if drawn is None else replace(drawn, statements=_kept(drawn.statements, gone)),
    )
