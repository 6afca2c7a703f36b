"""
Who stands where among the ties, by name: it exposes persons, and is for those who may see the ties themselves.

    GET  map/brokers   on whom contact across the sides hangs, where two sides sit together, the index of each actor
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup, escape

from sulh.access import Principal
from sulh.figures.drawn import name_in
from sulh.measurement.structures.words import CAUTIONS
from sulh.model.structures import NodeIndex
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import structures as reads
from sulh.store.sealing import in_language
from sulh.web.change.structures_telling import Row, Telling, names_in
from sulh.web.jinja import page, words_of
from sulh.web.map.around import below
from sulh.web.map.parts import part_of

PAGE: Final = 40  # actors on a page
NAMED: Final = 40  # brokers, and joint bodies, that are called by name


def brokers(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show by name on whom contact across the sides hangs, and where two sides sit together."""
    words = words_of(request)
    found, sides = reads.brokers(principal, process_id, clock.today())
    shown = below(request, principal, process_id, "map-network")
    nodes, held = ((), ()) if found.restricted is None else (found.restricted.nodes, found.restricted.brokers)
    part = part_of(request, nodes, PAGE)
    named = (
        *(one.actor for one in held[:NAMED]),
        *(one.actor for one in part.rows),
        *(one.id for one in found.bodies[:NAMED]),
    )
    actors = reads.called(principal, process_id, named)
    names = {key: words.name(name_in(actor.names, words.tag)) for key, actor in actors.items()}
    projects = [one.id for one in found.bodies[:NAMED] if one.kind == "project"]
    titles = reads.titled(principal, process_id, projects)
    names |= {key: words.name(in_language(texts, words.tag)) for key, texts in titles.items()}
    telling = Telling(words, names_in(words, sides))
    values = {
        "title": words.say("On whom contact hangs"),
        "process_id": process_id,
        "brokers": telling.brokers(held[:NAMED], names),
        "bodies": telling.bodies(found.bodies[:NAMED], names),
        "part": part,
        "nodes": [_node(words, telling, one, names[one.actor]) for one in part.rows],
        "cautions": CAUTIONS,
    }
    return page(request, "change/brokers.html.j2", values, here=shown.here)


def _node(words: PageLanguage, telling: Telling, one: NodeIndex, name: Markup) -> Row:
    """Return one actor: who, side, ties across and inside, the index of these, and what chance gives."""
    told = ("–" if value is None else words.decimal(value) for value in (one.value, one.expected))
    counts = (telling.count(number) for number in (one.external, one.internal))
    return (name, telling.side(one.side), *counts, *(escape(text) for text in told))
