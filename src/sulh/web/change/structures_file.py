"""
A network of somebody else, measured and kept nowhere.

    GET, POST  change/structures/file   the figures, and a line for everything in the file that was not understood

The file is read and measured in a process of its own (`sulh.measurement.structures.edge_in`). Whoever brought it reads
all counts, and who stands between whom by the names of the file.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.errors import EngineError
from sulh.formats.track_words import ACTOR_WORDS, CONFIDENCE_WORDS, TIE_WORDS
from sulh.measurement.structures.edge_in import Asked, Measured, measured
from sulh.measurement.structures.edge_list import Assumed, File
from sulh.measurement.structures.measure import DRAWS
from sulh.measurement.structures.network import AGAINST
from sulh.measurement.structures.words import CAUTIONS
from sulh.model.structures import Structures
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.structures import SEED
from sulh.web.change.around import below
from sulh.web.change.forms import ChangeForm
from sulh.web.change.structures import AREA
from sulh.web.change.structures_heads import heads
from sulh.web.change.structures_telling import Row, Telling
from sulh.web.jinja import NOT_KEPT, page, words_of
from sulh.web.map.came import lines
from sulh.web.meetings.forms import day_field
from sulh.web.setup.forms import spoken_choices
from sulh.web.uploads import say_size
from sulh.words.language import mark

MOST: Final = 40  # lines of a file, or brokers, that are told
SLOW: Final = mark("Files cannot be read just now. Please try again later.")


class NetworkForm(ChangeForm):
    """A network of somebody else, and what its file leaves unsaid."""

    edges = forms.FileField(label=mark("Ties: CSV, XLSX or GraphML"), allow_empty_file=True, max_length=200)
    actors = forms.FileField(
        label=mark("Actors with their sides: CSV or XLSX; a graph holds them itself"),
        allow_empty_file=True,
        max_length=200,
        required=False,
    )

    def __init__(self, words: PageLanguage, *args: Any) -> None:
        """Offer what ties and actors can be, where the file does not say it."""
        super().__init__(words, *args)
        ties = {kind: text for kind, text in TIE_WORDS.items() if kind not in AGAINST}
        for name, label, choices in (
            ("tie", mark("What a tie is, where the file does not say it; ties of this kind count"), ties),
            ("confidence", mark("How sure ties are, where the file does not say it"), CONFIDENCE_WORDS),
            ("actor", mark("What an actor is, where the file does not say it"), ACTOR_WORDS),
        ):
            self.fields[name] = forms.ChoiceField(label=words.say(label), choices=spoken_choices(words, choices))
        self.fields["day"] = day_field(words.say("As of which day"), required=False)

    def measured(self) -> Measured:
        """
        Return what is found in the files.

        Raises:
            EngineError: If they cannot be read just now, whatever is in them.
        """
        given = self.cleaned_data
        assumed = Assumed(given["tie"], given["confidence"], given["actor"])
        actors = _file(given["actors"]) if given["actors"] else None
        return measured(_file(given["edges"]), actors, Asked(assumed, given["day"] or clock.today(), SEED, DRAWS))


def _file(sent: Any) -> File:
    return File(sent.read(), str(sent.name))


def bring(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Measure a network of somebody else; nothing of it is kept."""
    words = words_of(request)
    shown = below(request, principal, process_id, AREA)
    form, found = NetworkForm(words, request.POST or None, request.FILES or None), Measured()
    say_size(request, words, form, "edges")
    if request.method == "POST" and form.is_valid():
        try:
            found = form.measured()
        except EngineError:
            form.add_error(None, str(words.say(SLOW)))
    telling, figures = Telling(words, {}), found.found
    if figures is not None:
        telling = Telling(words, {side: side for side in figures.basis.sides})
    values = {
        "title": words.say("Measure a network from a file"),
        "form": form,
        "action": request.path,
        "figures": None if figures is None else telling.figures(figures),
        "together": [] if figures is None else telling.together(len(figures.bodies)),
        "brokers": [] if figures is None else _brokers(words, telling, figures),
        "lines": lines(words, found.remarks[:MOST]),
        "more": len(found.remarks) - MOST,
        "cautions": CAUTIONS,
        "heads": heads(words),
    }
    status = NOT_KEPT if request.method == "POST" and figures is None else 200
    return page(request, "change/structures_file.html.j2", values, here=shown.here, status=status)


def _brokers(words: PageLanguage, telling: Telling, found: Structures) -> tuple[Row, ...]:
    """Return on whom contact hangs, as the file calls them."""
    held = found.restricted.brokers[:MOST] if found.restricted else ()
    return telling.brokers(held, {one.actor: words.name(one.actor) for one in held})
