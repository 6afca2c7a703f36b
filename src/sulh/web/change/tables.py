"""
Stipulations as tables: taken along with what stands of each, and brought in, all of them or none.

What is to be doubted of them stands on a second sheet of the workbook; in CSV there is no room beside the rows.

    GET  w/carried-out/<agreement>/stipulations.csv, .xlsx
    POST w/carried-out/<agreement>/stipulations/table   a line for everything that was not understood; nothing half kept
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.formats.implementation_tables import STIPULATIONS, StipulationRow, read_stipulations
from sulh.formats.implementation_words import THEME_WORDS
from sulh.formats.known import Known
from sulh.formats.map_table import table_csv, table_xlsx
from sulh.formats.media import CSV, XLSX
from sulh.formats.remarks import Read
from sulh.model.implementation import THEMES
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads import implementation as reads
from sulh.store.reads.implementation import Standing
from sulh.store.writes import stipulations as writes
from sulh.store.writes.stipulations import StipulationText
from sulh.web.change.agreement_doubting import about
from sulh.web.change.forms import FAULTS, TableForm
from sulh.web.change.implementation import keeping
from sulh.web.downloads import download
from sulh.web.jinja import NOT_KEPT, page, words_of
from sulh.web.map.came import NOTHING_YET, lines
from sulh.web.uploads import say_size

KINDS: Final = {"csv": CSV, "xlsx": XLSX}
MOST_LINES: Final = 200
SET_ASIDE: Final = ("low", "high", "state", "sources")  # columns that are written, and set aside when read


def take(request: HttpRequest, principal: Principal, agreement_id: UUID, form: str) -> HttpResponse:
    """Give the stipulations of an agreement as a table."""
    words = words_of(request)
    found = reads.standing(principal, agreement_id, words.tag)
    if form not in KINDS:
        raise Refused
    rows = [
        StipulationRow(
            what=one.words,
            authority=one.authority,
            theme=one.value.theme,
            number=one.value.number,
            sides=one.value.sides,
            due=one.value.due,
            low=one.coded.low,
            high=one.coded.high,
            state=one.coded.state,
            sources=" · ".join(one.sources),
        )
        for one in found.stipulations
    ]
    known = Known({"sides": _names(found)})
    data = table_csv(STIPULATIONS, rows, known=known) if form == "csv" else _book(words, found, rows, known)
    return download(data, KINDS[form], f"stipulations.{form}")


def bring(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Take a table of stipulations; where a line is not understood, nothing is kept and every such line is told."""
    words = words_of(request)
    found, shown = keeping(request, principal, agreement_id)
    form = TableForm(words, request.POST or None, request.FILES or None)
    say_size(request, words, form)
    read: Read[StipulationRow] = Read()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        read = read_stipulations(file.read(), str(file.name), _names(found))
        if read.values and not read.remarks:
            try:
                writes.add_all(principal, agreement_id, [(one.number, _given(one)) for one in read.values])
                return HttpResponseRedirect(reverse("carried-out", args=[agreement_id]) + "#stipulations")
            except Invalid as refusal:
                form.add_error("file", _told(words, refusal))
    values = {
        "title": words.say("Bring a table of stipulations"),
        "form": form,
        "action": request.path,
        "lines": lines(words, read.remarks[:MOST_LINES], NOTHING_YET),
        "more": len(read.remarks) - MOST_LINES,
        "columns": [column.name for column in STIPULATIONS.columns if column.name not in SET_ASIDE],
        "themes": [(one, words.say(THEME_WORDS[one])) for one in THEMES],
    }
    status = NOT_KEPT if request.method == "POST" else 200
    return page(request, "change/bring.html.j2", values, here=shown.here, status=status)


def _book(words: PageLanguage, found: Standing, rows: list[StipulationRow], known: Known) -> bytes:
    return table_xlsx(STIPULATIONS, rows, known=known, about=about(words, found))


def _names(found: Standing) -> dict[str, tuple[str, ...]]:
    return {side.id: (side.name,) for side in found.sides}


def _told(words: PageLanguage, refusal: Invalid) -> str:
    """Return which row of a file cannot be kept, and why, as far as there are words for it."""
    told = words.say("Row {n} cannot be kept.", n=words.number(int(refusal.faults["row"])))
    why = [words.say(FAULTS[code]) for code in refusal.faults.values() if code in FAULTS]
    return str(Markup(" ").join([told, *why]))


def _given(row: StipulationRow) -> StipulationText:
    return StipulationText(row.what, row.authority, row.theme, row.sides, row.due)
