"""Indicators and outcomes as files: a workbook that is read back, and results of IATI that the schema allows."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

from lxml import etree
from msgspec.structs import replace
from openpyxl import load_workbook

from sulh.formats.iati import Reporter, iati
from sulh.formats.iati_results import BEFORE, CHOSEN, FEW, result
from sulh.formats.iati_schema import faults_of
from sulh.formats.logframe import ABOUT, Logframe, logframe
from sulh.model.actors import Name
from sulh.model.initiatives import Card
from sulh.model.outcomes import Assumption, Indicator, Look, Outcome, Reading, Substantiation, Theory, Withheld

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
MET = Indicator(
    id="i",
    number=1,
    level="outcome",
    family="structures",
    words="Traders who cross the bridge & back",
    unit="people",
    source="Count at the bridge",
    initiative="a",
    cut="side",
    parts=("Hill", "River"),
    readings=(
        Reading("baseline", JANUARY, 0, Decimal(12)),
        Reading("baseline", JANUARY, 1, Decimal(9)),
        Reading("actual", JUNE, 0, Decimal("20.500")),
        Reading("actual", DECEMBER, 0, Decimal(18)),
        Reading("target", DECEMBER, 0, Decimal(40)),
        Reading("actual", DECEMBER, 2, Decimal(0)),
    ),
)
BARE = Indicator("j", 2, "output", "attitudes", "Trust", "%", "", rises=False)
DENIED = Outcome(
    id="o",
    number=1,
    who="authority",
    actor="=1+1",
    changed="policy",
    words="Opens the road",
    family="political_legal",
    on=JUNE,
    sides=("s",),
    substantiations=(
        Substantiation("x", "denies", "A clerk", "It was open before", DECEMBER),
        Substantiation("y", "agrees", "A driver", "It is open", DECEMBER),
    ),
)
THEORY = Theory(
    "t",
    "a",
    "If they meet, they trade",
    ("economy",),
    (
        Assumption("u", 1, "The road stays open", (Look("holds", "Seen", JANUARY), Look("failed", "Closed", JUNE))),
        Assumption("v", 2, "Nobody is threatened"),
    ),
)


def test_a_logframe_is_read_back_as_it_was_written() -> None:
    """A sheet begins with its columns; numbers have their day, zero is not what is missing, denials stand beside."""
    names, doubts = {"a": "Bridge work", "s": "Hill"}, {"o": ("disputed",)}
    held = Logframe((BARE, MET), (THEORY,), (DENIED,), names, doubts, process="The valley", on=JUNE)
    data = logframe(held)
    book = load_workbook(io.BytesIO(data))
    rows = {one.title: [[cell or "" for cell in row] for row in one.iter_rows(values_only=True)] for one in book}

    assert data == logframe(held)
    assert ["level", "number", "initiative", "number", "outcome", "about"] == [sheet[0][0] for sheet in rows.values()]
    assert [["Process: The valley"], ["As it stood on 2026-06-01."], *([one] for one in ABOUT)] == rows["about"][1:]
    assert {*CHOSEN} <= {*ABOUT}
    assert [
        ["Traders who cross the bridge & back", "", "12", "2026-01-01", "40", "2026-12-01", "18", "2026-12-01"],
        ["Traders who cross the bridge & back", "Hill", "9", "2026-01-01", "", "", "", ""],
        ["Traders who cross the bridge & back", "River", "", "", "", "", "0", "2026-12-01"],
        ["Trust", "", "", "", "", "", "", ""],
    ] == [[row[3], row[6], *row[8:14]] for row in rows["logframe"][1:]]
    assert ["20.5"] == [row[5] for row in rows["readings"] if row[3] == "2026-06-01"]
    assert ["holds", "failed", ""] == [row[5] for row in rows["assumptions"][1:]]
    (outcome,) = (dict(zip(rows["outcomes"][0], row, strict=True)) for row in rows["outcomes"][1:])
    assert ("=1+1", "Hill", "", "disputed") == tuple(outcome[key] for key in ("actor", "sides", "evidence", "doubts"))
    assert ("1", "0", "1") == tuple(outcome[key] for key in ("agrees", "partly", "denies"))
    assert ["denies", "agrees"] == [row[2] for row in rows["substantiations"][1:]]


def test_texts_stand_as_they_were_written_and_their_letters_are_named() -> None:
    """Most letters of a row are Arabic here and Latin there, whoever takes the file; also of a bare theory."""
    theory = replace(THEORY, assumptions=())
    held = Logframe((replace(MET, words="تجار يعبرون الجسر", source=""), BARE), (theory,), (DENIED,))
    book = load_workbook(io.BytesIO(logframe(held)))
    told = {one.title: [row[-1].value for row in one] for one in book}

    assert ["language", *["und-Arab"] * 3, "und-Latn"] == told["logframe"]
    assert ["language", "und-Latn"] == told["assumptions"] == told["outcomes"]
    assert {"language", "und-Arab"} == {*told["readings"]}
    assert ["language", "und-Latn", "und-Latn"] == told["substantiations"]
    assert "تجار يعبرون الجسر" == book["logframe"]["D2"].value


def test_what_is_withheld_is_told_as_such_and_the_number_stands_nowhere() -> None:
    """In the workbook in place of the number, also of the newest; in results as a sentence that the schema allows."""
    of = replace(MET, readings=MET.readings[:5], withheld=(Withheld("actual", DECEMBER, 2),))
    before = replace(of, readings=MET.readings[2:5], withheld=(Withheld("baseline", JANUARY, 0),))
    book = load_workbook(io.BytesIO(logframe(Logframe((of,)))))
    rows = {one.title: list(one.iter_rows(min_row=2, values_only=True)) for one in book}
    written = iati(
        [Card("a", titles={"en": "Bridge work"}, owner="XX-1", phase="running", start=JANUARY)],
        reporter=Reporter("XX-1", "21", Name("Peace office", "en")),
        now=datetime(2026, 11, 27, tzinfo=UTC),
        results={"a": [result(of), result(replace(before, unit="", source=""))]},
    ).data

    assert ("withheld", "2026-12-01") == rows["logframe"][2][12:14]
    assert ["River"] == [row[4] for row in rows["readings"] if row[5] == "withheld"]
    assert ([[]], 2, 1) == (faults_of(written), written.count(FEW.encode()), written.count(BEFORE.encode()))


def test_results_are_as_the_schema_of_iati_wants_them() -> None:
    """Type, who chose it, baseline, a period for each day and no longer, parts as dimensions, zero as zero."""
    card = Card("a", titles={"en": "Bridge work"}, owner="XX-1", phase="running", start=JANUARY)
    written = iati(
        [card, replace(card, id="b")],
        reporter=Reporter("XX-1", "21", Name("Peace office", "en")),
        now=datetime(2026, 11, 27, tzinfo=UTC),
        results={"a": [result(MET), result(BARE)]},
    ).data
    first, second = etree.fromstring(written).findall("iati-activity")

    assert [[], []] == faults_of(written)
    assert [("2", "true", "1"), ("1", "false", "2")] == [
        (one.get("type"), one[2].get("ascending"), one[2].get("measure")) for one in first.findall("result")
    ]
    cautions = [one.findtext("description/narrative") or "" for one in first.findall("result")]
    assert [True] * 2 == [all(said in told for said in CHOSEN) for told in cautions]
    periods = first.findall("result/indicator/period")
    assert [("2026-06-01",) * 2, ("2026-12-01",) * 2] == [
        (one[0].get("iso-date"), one[1].get("iso-date")) for one in periods
    ]
    assert [("target", "40", None), ("actual", "18", None), ("actual", "0", "River")] == [
        (one.tag, one.get("value"), next((each.get("value") for each in one), None)) for one in periods[1][2:]
    ]
    assert [("12", None), ("9", "Hill")] == [
        (one.get("value"), next((each.get("value") for each in one), None)) for one in first.iter("baseline")
    ]
    assert second.find("result") is None
