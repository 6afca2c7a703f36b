"""The same answers on a screen, by hand, by table and through a survey form give the same findings."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sulh.opinion.analyse import analyse
from sulh.store.models import Epoch, Round, Seat
from sulh.store.reads.answers_of import answers_of
from tests.cast import Cast, make_cast
from tests.web.people import enter, sign_in

ANSWERS = {"hill": [(1, 1, -1), (1, 0, -1), (1, 1, 1)], "river": [(1, -1, 0), (0, -1, 1)]}
WORDS = {1: "agree", -1: "disagree", 0: "pass"}
At = Callable[..., None]


def pairs(cast: Cast) -> list[tuple[Seat, tuple[int, ...]]]:
    """Return a seat for each line of answers: on paper, so that every way can be taken."""
    made: list[tuple[Seat, tuple[int, ...]]] = []
    for side, lines in ANSWERS.items():
        for number, line in enumerate(lines):
            digits = f"4{len(made)}{number}00000"[:8]
            seat = Seat.objects.create(
                role="participant",
                process=cast.process,
                dialogue=cast.dialogue,
                side=cast.sides[side],
                label=digits,
                ballot=digits,
                channel="paper",
                language="en",
            )
            made.append((seat, line))
    return made


def on_screen(client: Client, cast: Cast, opened: Round) -> None:
    """Answer one statement after the other."""
    del client
    for number, (seat, line) in enumerate(pairs(cast)):
        name = f"person-{number}"
        cast.seats[name] = seat
        for text in cast.dialogue.agreed_texts.all():
            seat.acceptances.create(text=text, on=text.on)
        browser = enter(Client(), cast, name)
        for statement, value in zip(cast.statements, line, strict=True):
            form = {"round": str(opened.id), "statement": str(statement.id), "answer": WORDS[value]}
            assert 200 == browser.post(reverse("answer"), form).status_code


def uploaded(client: Client, cast: Cast, opened: Round, file: SimpleUploadedFile, kind: str) -> None:
    """Hand a file over to the page of tables."""
    sign_in(client, cast, "facilitator")
    sent = client.post(reverse("paper-table", kwargs={"round_id": opened.id}), {"kind": kind, "file": file})
    assert 302 == sent.status_code, sent.content.decode()


def by_table(client: Client, cast: Cast, opened: Round) -> None:
    """Hand over a table with a row for each ballot."""
    rows = [",".join([seat.ballot, *map(str, line)]) for seat, line in pairs(cast)]
    table = "\n".join(["ballot,1,2,3", *rows]) + "\n"
    uploaded(client, cast, opened, SimpleUploadedFile("ballots.csv", table.encode()), "table")


def by_form(client: Client, cast: Cast, opened: Round) -> None:
    """Fetch the form, and hand back what a program for surveys would export."""
    made = pairs(cast)
    sign_in(client, cast, "facilitator")
    form = client.get(reverse("paper-form", kwargs={"round_id": opened.id})).content
    survey = openpyxl.load_workbook(io.BytesIO(form))["survey"]
    head = [cell.value for cell in survey[1]]
    names = [row[head.index("name")] for row in survey.iter_rows(min_row=2, values_only=True) if row[0]]
    asked = [str(name) for name in names]
    rows = [";".join(["2026-11-26", seat.ballot, *(WORDS[value] for value in line)]) for seat, line in made]
    export = "\n".join([";".join(["_submission_time", *asked[: 1 + len(cast.statements)]]), *rows]) + "\n"
    uploaded(client, cast, opened, SimpleUploadedFile("export.csv", export.encode()), "form")


WAYS = {"screen": on_screen, "table": by_table, "form": by_form}


@pytest.mark.django_db
def test_every_way_counts_alike(at: At) -> None:
    """Whichever way the answers came, the analysis of the epoch is the same."""
    found = {}
    for number, (name, way) in enumerate(WAYS.items(), 1):
        cast = make_cast(f"{name}-", number=number)
        opened = cast.round(hours=1)
        way(Client(), cast, opened)
        found[name] = (cast, opened)
    at(hours=2)

    told = {name: plain(cast, opened) for name, (cast, opened) in found.items()}
    assert told["screen"] == told["table"] == told["form"]
    assert len(cast.statements) == len(told["screen"])


def plain(cast: Cast, opened: Round) -> list[tuple[object, ...]]:
    """Return what was found of each statement: standing, witness, margin, and each side's own answers, by name."""
    names = {str(side.id): name for name, side in cast.sides.items()}
    found = analyse(answers_of(Epoch.objects.get(round=opened))).statements
    return sorted(
        (
            one.id,
            one.standing,
            names.get(str(one.witness)),
            one.margin,
            sorted(
                (names[side], own.agree, own.disagree, own.passed, own.low, own.high) for side, own in one.sides.items()
            ),
        )
        for one in found
    )
