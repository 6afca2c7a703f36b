"""
The figure of chains and the table beside it, in words.

    Links ──drawn──▶ Drawn ─┬─ title, svg    the first chains, one a line
                            ├─ rows          every link: from, to, how sure, source
                            └─ more          chains that are not drawn: their links stand in the rows
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from sulh.figures.chains import ChainLine, Stop, chain_figure
from sulh.negotiation.chains import ORDER, Chains, Link, Node, chains
from sulh.papers.page import PageLanguage
from sulh.store.reads.chain_links import Links, ThingRead
from sulh.web.chain import words as of
from sulh.web.desk.words import ANSWERS

MOST = 30  # chains of a figure
Row = tuple[Markup, Markup, Markup, Markup]  # from, to, how sure, source


@dataclass(frozen=True)
class Drawn:
    """See the head of the module; `unlinked` clauses stand in no link."""

    title: str
    svg: Markup
    rows: tuple[Row, ...]
    count: int
    more: int
    unlinked: int


def drawn(words: PageLanguage, found: Links) -> Drawn | None:
    """Return the figure and its table; None where nothing is linked."""
    if not found.links:
        return None
    walked = chains(found.links, most=MOST)
    lines = [_line(words, found, chain) for chain in walked.shown]
    title = _title(words, found)
    svg = chain_figure(lines, words, title=title, alternative=_alternative(words, lines, walked))
    return Drawn(
        title=title,
        svg=Markup(svg),  # noqa: S704 - drawn from numbers and words of ours, which the figure escapes
        rows=_rows(words, found),
        count=len(walked.shown),
        more=walked.count - len(walked.shown),
        unlinked=found.unlinked,
    )


def _title(words: PageLanguage, found: Links) -> str:
    reached = len({link.later for link in found.links if link.later.kind == "provision"})
    if not reached:
        return str(words.say("No chain leads to a passage of an agreement so far."))
    return str(
        words.count(
            "Chains lead to {n} passage of an agreement.", "Chains lead to {n} passages of agreements.", reached
        )
    )


def _line(words: PageLanguage, found: Links, chain: Sequence[Link]) -> ChainLine:
    stops = [_stop(words, found, chain[0].earlier, None)]
    stops += [_stop(words, found, link.later, link.confidence) for link in chain]
    return ChainLine(tuple(stops), _ending(words, chain))


def _stop(words: PageLanguage, found: Links, node: Node, confidence: str | None) -> Stop:
    thing = found.things[node]
    label = words.say(ANSWERS[thing.code]) if node.kind == "answer" else words.number(thing.number)
    return Stop(ORDER.index(node.kind), str(label), confidence)


def _ending(words: PageLanguage, chain: Sequence[Link]) -> str:
    """Return what is said where a chain ends before a passage."""
    last = chain[-1].later.kind
    if last == "provision":
        return ""
    through = next((link.through for link in chain if link.through), "")
    if through:
        return str(words.say(of.THROUGH[through]))
    return str(words.say("Not sent so far"))


def _alternative(words: PageLanguage, lines: Sequence[ChainLine], walked: Chains) -> str:
    """Return every chain that is drawn in a sentence, link by link."""
    said = []
    for chain, line in zip(walked.shown, lines, strict=True):
        kinds = [chain[0].earlier.kind, *(link.later.kind for link in chain)]
        parts = [f"{words.say(of.LINKS[kind])} {stop.label}" for kind, stop in zip(kinds, line.stops, strict=True)]
        sure = [str(words.say(of.CONFIDENCES[link.confidence] if link.confidence else of.RECORDED)) for link in chain]
        steps = [f"{part} ({how})" for part, how in zip(parts[1:], sure, strict=True)]
        said.append(" → ".join([parts[0], *steps]) + (f". {line.ending}" if line.ending else ""))
    return words.semicolon.join(said)


def _rows(words: PageLanguage, found: Links) -> tuple[Row, ...]:
    named = {node: _named(words, found, node) for node in found.things}
    return tuple((named[link.earlier], named[link.later], *_why(words, link)) for link in found.links)


def _why(words: PageLanguage, link: Link) -> tuple[Markup, Markup]:
    """Return how sure somebody was of a link, and its source; for what is recorded also what became of it."""
    if link.confidence is None:
        sure, source = words.say("Recorded"), words.say("Recorded by itself")
    else:
        sure, source = words.say(of.CONFIDENCES[link.confidence]), words.name(link.source)
    if link.through:
        source = words.together((source, Markup("· {}").format(words.say(of.THROUGH[link.through]))))
    return sure, source


def _named(words: PageLanguage, found: Links, node: Node) -> Markup:
    """Return what one end of a link is, with its text or a link to it."""
    thing = found.things[node]
    number = words.number(thing.number)
    if node.kind == "answer":
        day, answer = words.when(thing.on.isoformat()) if thing.on else "", words.say(ANSWERS[thing.code])
        return words.say("Answer to package {n}: {answer}, {day}", n=number, answer=answer, day=day)
    if node.kind == "provision":
        return _passage(words, thing, number)
    return words.say(of.NUMBERED[node.kind], n=number, text=words.name(of.short(thing.text)))


def _passage(words: PageLanguage, thing: ThingRead, number: str) -> Markup:
    where, title = thing.agreement or ("", "")
    shown = Markup('<a href="{}">{}</a>').format(reverse("agreement", args=[where]), words.name(title))
    return words.say(
        "{agreement}, paragraph {n}: {text}", agreement=shown, n=number, text=words.name(of.short(thing.text))
    )
