"""Answering a study by pages alone: number, language, consent, one page with all questions, and out again."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sulh.model.questionnaire import ASKER
from sulh.store.models import Process, Seat, Study, StudyGroup, StudyReport, StudySheet, StudyWave
from sulh.store.study_kept import asked_of
from sulh.store.study_sealing import answers
from sulh.store.writes import own_sheets, studies, study_answers, study_asking, study_groups, study_waves
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_waves import WaveText
from sulh.web.limits import HOUR
from sulh.web.principal import HALVES, SHEET
from tests.adversary.pages import forms
from tests.cast import Cast, On
from tests.store.responding import TYPED, kept, number_of, say_who_asks
from tests.store.studied import AFTER, BEFORE, Studied, begun
from tests.web.people import agree as said_yes
from tests.web.people import sign_in
from tests.web.test_change_pages import text


@pytest.fixture
def made(cast: Cast, on: On) -> Studied:
    """A study whose first wave begins today."""
    return begun(cast, on)


def come(number: str, tag: str = "en") -> Client:
    """Return the browser of somebody who typed the number and chose a language."""
    client = Client()
    assert "/language" == client.post("/", {"code": number}).headers["Location"]
    assert 302 == client.post("/language", {"language": tag, "back": "/home"}).status_code
    return client


def agree(number: str, tag: str = "en") -> Client:
    """Return the browser of somebody who agreed as well."""
    client = come(number, tag)
    said_yes(client)
    return client


def longest(made: Studied) -> tuple[UUID, str]:
    """Return a study with the longest set of questions, a list among them, and the number of its group."""
    row = Study.objects.get(pk=made.study)
    asked = studies.new(made.evaluator, row.process_id, StudyText("Long", "full", ("en", "ar"), "not_by_lot"))
    study_waves.add(made.evaluator, asked, WaveText("baseline", *BEFORE))
    side = str(StudyGroup.objects.get(pk=made.groups["hill", "participants"]).side_id)
    group = study_groups.add(made.evaluator, asked, GroupText("participants", side, "Hill"))
    say_who_asks(made, asked)
    return asked, study_groups.new_number(made.evaluator, group, generation=None).code


def test_the_whole_way_without_a_script(made: Studied, cast: Cast) -> None:
    """Number, language, what one has to know, all questions, saved; the next person begins at the entrance."""
    number = number_of(made)
    client = come(number, "ar")
    assert ["/sheet", "/sheet/first"] == [client.get(at).headers["Location"] for at in ("/home", "/sheet")]
    first = client.get("/sheet/first").content.decode()
    assert "لا يُسأل عن أي اسم" in first
    said_yes(client)
    page = client.get("/sheet")
    form = next(one for one in forms(page.content) if "warm_own" in one.offers | one.holds)
    sent = client.post(form.action, form.holds | TYPED | {"warm_own": "\u0667\u0660"})
    again = client.get("/sheet").content.decode()

    assert ["1"] == form.holds["wave"]
    assert (200, True) == (sent.status_code, "حُفظ" in sent.content.decode())
    assert [{"warm_own": 70.0, "warm_others": 35.0, "trust_most": 2.0, "circles": 3.0, "done_talk": 1.0}] == kept(made)
    assert not any(value in again for value in ('value="70"', "checked", "fa07he", "FA 07 he"))
    left = client.post("/sheet/next")
    assert ("/home", 302) == (left.headers["Location"], client.get("/home").status_code)
    assert "/" == client.get("/home").headers["Location"]
    assert {""} == set(Seat.objects.filter(process=cast.process, role="respondent").values_list("language", flat=True))


def test_a_no_keeps_nothing(made: Studied) -> None:
    """Whoever does not agree is told that nothing was kept, and reaches no question."""
    client = come(number_of(made))
    said = client.post("/sheet/first", {"answer": "no"})

    assert "nothing was kept" in said.content.decode()
    assert "/sheet/first" == client.get("/sheet").headers["Location"]
    assert "/sheet/first" == client.post("/sheet", TYPED | {"wave": "1"}).headers["Location"]
    assert 0 == StudySheet.objects.count()


def test_what_was_typed_comes_back_where_something_cannot_be_kept_but_for_the_code(made: Studied) -> None:
    """The fault is told above and beside its field; every other answer stands as it was given."""
    client = agree(number_of(made))
    bad = TYPED | {"wave": "1", "warm_own": "170", "trust_fair": "4"}
    page = client.post("/sheet", bad)
    body = page.content.decode()

    assert 422 == page.status_code
    assert 0 == StudySheet.objects.count()
    assert 'value="170"' in body
    assert re.search(r'name="trust_fair" value="4" checked', body)
    assert re.search(r'name="circles" value="3" checked', body)
    assert ['href="#code"', 'href="#warm_own"'] == re.findall(r'href="#(?!main)\w+"', body)
    assert 'id="warm_own_error">Please write a whole number from 0 to 100' in body
    assert not any(code in body for code in ("FA 07 he", "fa07he"))
    short = client.post("/sheet", TYPED | {"wave": "1", "code": "x"}).content.decode()
    assert "A code has 4 to 40 letters and digits." in short


def test_a_busy_machine_loses_nothing_that_was_typed(made: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the database does not take it, the page comes back as it was filled, and says that it was not saved."""

    def busy(*_: object, **__: object) -> None:
        raise DatabaseError

    client = agree(number_of(made))
    monkeypatch.setattr(own_sheets, "send", busy)
    page = client.post("/sheet", TYPED | {"wave": "1"})

    assert (503, True) == (page.status_code, 'value="35"' in page.content.decode())
    assert "This was not saved" in page.content.decode()


def test_the_same_is_said_whether_there_was_a_sheet_or_not(made: Studied) -> None:
    """Saved or replaced, taken out or never there: the same bytes, in whole blocks."""
    client = agree(number_of(made))

    def bare(content: bytes) -> bytes:
        return re.sub(rb'value="\w{64}"', b"", content)

    sent = [client.post("/sheet", TYPED | {"wave": "1"}).content for _ in range(2)]
    out = [client.post("/sheet/out", {"code": TYPED["code"]}).content for _ in range(2)]
    assert 1 == len({bare(content) for content in sent})
    assert 1 == len({bare(content) for content in out})
    assert {0} == {len(content) % 4096 for content in (*sent, *out)}
    assert 0 == StudySheet.objects.count()
    assert 422 == client.post("/sheet/out", {"code": "x"}).status_code


def test_whoever_agreed_to_other_words_is_led_to_read_once_more(made: Studied) -> None:
    """Worded anew while the words or the questions lay open: nothing is kept, and that is said."""
    number = number_of(made)
    reading, sending = come(number), agree(number)
    before = reading.get("/sheet/first").content
    said = {part: dict.fromkeys(("en", "fr", "ar"), "The valley school asks.") for part in ASKER}
    study_asking.say_who(made.evaluator, made.study, said)
    held = next(one.holds for one in forms(before) if "read" in one.holds)
    stale = reading.post("/sheet/first", held | {"answer": "yes"})
    sent = sending.post("/sheet", TYPED | {"wave": "1"})
    for answer in (stale, sent):
        body = answer.content.decode()
        assert (422, True) == (answer.status_code, "has changed. Please read it once more." in body)
        assert "The valley school asks." in body
    assert [False, True] == ["Nothing of what you answered was kept" in one.content.decode() for one in (stale, sent)]
    assert "/sheet/first" == reading.get("/sheet").headers["Location"]
    assert "has changed. Please read it once more." in text(sending, "sheet")
    assert 0 == StudySheet.objects.count()
    said_yes(sending)
    assert 200 == sending.post("/sheet", TYPED | {"wave": "1"}).status_code

    assert 1 == StudySheet.objects.count()


def test_a_number_that_takes_no_more_says_so_in_whole_blocks(made: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends under a known code or a new one is told the same, in as many bytes."""
    client = agree(number_of(made))
    client.post("/sheet", TYPED | {"wave": "1"})
    monkeypatch.setattr(own_sheets, "MOST_SENT", 1)
    full = [client.post("/sheet", TYPED | {"wave": "1", "code": code}) for code in ("FA07he", "MO03da")]
    late = client.post("/sheet", TYPED | {"wave": "9"})

    assert 1 == len({re.sub(rb'value="\w{64}"', b"", one.content) for one in full})
    assert [(409, 0)] * 3 == [(one.status_code, len(one.content) % 4096) for one in (*full, late)]


def test_a_code_stands_in_no_session_and_on_no_page(made: Studied) -> None:
    """What a session holds is to what somebody agreed, and which list they read."""
    client = agree(number_of(made))
    pages = [
        client.post("/sheet", TYPED | {"wave": "1"}),
        client.post("/sheet", TYPED | {"wave": "1", "warm_own": "-"}),
        client.get("/sheet"),
        client.post("/sheet/out", {"code": TYPED["code"]}),
    ]

    assert not any(b"07 he" in one.content for one in pages)
    asked = asked_of(Study.objects.get(pk=made.study))
    assert (asked.digest, {}) == (client.session[SHEET], client.session[HALVES])
    assert "07" not in str({k: v for k, v in client.session.items() if k not in ("since", "seen", "seat", SHEET)})


def test_which_list_somebody_reads_is_drawn_once_a_stay_and_taken_from_no_form(made: Studied) -> None:
    """Half of the people read one statement more; what a form says of it is not looked at."""
    asked, number = longest(made)
    seen = set()
    for turn in range(24):
        client = agree(number)
        longer = client.session[HALVES]["keep_away"]
        pages = [client.get("/sheet").content.decode() for _ in range(2)]
        assert [longer] * 2 == ["keep the other community away" in page for page in pages]
        client.post("/sheet/first", {"answer": "no"})
        said_yes(client)
        assert longer is client.session[HALVES]["keep_away"]
        highest = client.post("/sheet", {"wave": "1", "code": f"abcd{turn}", "keep_away": "4", "keep_away_half": "b"})
        assert (200 if longer else 422) == highest.status_code
        client.post("/sheet", {"wave": "1", "code": f"abcd{turn}", "keep_away": "2"})
        seen.add(longer)

    row = Study.objects.get(pk=asked)
    shown = [answers(row).get(one, "answers")["shown"] for one in StudySheet.objects.filter(wave__study=row)]
    assert ({True, False}, 24) == (seen, len(shown))
    assert {True, False} == {one["keep_away"] for one in shown}


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_page_of_twenty_questions_is_light(made: Studied, tag: str) -> None:
    """All questions of the longest set weigh less than 100 kB, and little on the line; drawings included."""
    client = agree(longest(made)[1], tag)
    page = client.get("/sheet", headers={"Accept-Encoding": "gzip"})
    whole = gzip.decompress(page.content)

    assert 7 == whole.count(b"<svg")
    assert 60_000 > len(whole)
    assert 9_000 > len(page.content)


def test_what_is_asked_takes_as_many_questions_to_the_database_whatever_was_answered(
    made: Studied, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Showing the page and keeping a sheet cost the same in an empty study and in one with answers."""
    client = agree(number_of(made))
    counts = []
    for code in ("FA 07 he", "MO 03 da"):
        with django_assert_max_num_queries(6) as shown:
            client.get("/sheet")
        with django_assert_max_num_queries(17) as sent:
            client.post("/sheet", TYPED | {"wave": "1", "code": code})
        counts.append((len(shown), len(sent)))
        made.bring(after=False)

    assert counts[0] == counts[1]


def test_between_the_waves_a_calm_page_says_from_which_day_on(made: Studied, on: On) -> None:
    """Between, after the last, and in a closed process; taking out goes on."""
    client = agree(number_of(made))
    client.post("/sheet", TYPED | {"wave": "1"})
    on(BEFORE[1] + timedelta(days=2))
    between = text(client, "sheet")
    late = client.post("/sheet", TYPED | {"wave": "1"})
    on(AFTER[1] + timedelta(days=2))
    after = text(client, "sheet-first")
    Process.objects.update(closed=AFTER[1])

    assert "1 October 2026" in unescape(between)
    assert (409, True) == (late.status_code, "not asked any more" in late.content.decode())
    assert "whether more questions come" in after
    assert "This has ended." in text(client, "sheet")
    assert 409 == client.post("/sheet", TYPED | {"wave": "2"}).status_code
    assert 200 == client.post("/sheet/out", {"code": TYPED["code"]}).status_code
    assert 0 == StudySheet.objects.count()


def test_a_stay_lasts_as_long_as_a_page_takes_to_fill(made: Studied) -> None:
    """In the high profile too: whoever reads twenty questions asks for nothing meanwhile."""
    number = number_of(made)
    Process.objects.update(profile="high")

    assert 2 * HOUR == agree(number).session["idle"]


def test_an_evaluator_prints_the_number_once_and_replaces_it(made: Studied, cast: Cast) -> None:
    """The slips say nothing of what is asked or by whom; whoever came in with the number before is out."""
    one = sign_in(Client(), cast, "evaluator")
    group = made.groups["hill", "participants"]
    assert "no entry number yet" in text(one, "study", made.study)
    say_who_asks(made)
    assert "An entry number for this group" in text(one, "study-group", group)
    slips = one.post(reverse("study-number", args=[group]), {"made": ""}).content.decode()
    number = "".join(re.findall(r"<span>(\d{4})</span>", slips)[:4])
    client = agree(number)
    assert 409 == one.post(reverse("study-number", args=[group]), {"made": ""}).status_code
    assert 302 == one.post(reverse("study-group", args=[group]), {"asked": "12", "label": "Hill"}).status_code
    assert "A new entry number for this group" in text(one, "study-group", group)
    again = one.post(reverse("study-number", args=[group]), {"made": "0"}).content.decode()

    assert (8, 12) == (slips.count('class="slip"'), again.count('class="slip"'))
    assert not any(word in slips.partition('class="slips"')[2] for word in ("Neighbours", "hill", "Hill", "Sulh"))
    assert 3 * 8 == len(re.findall(r'<p lang="(?:en|ar|fr)" dir="(?:ltr|rtl)">', slips))
    assert 404 == client.get("/sheet").status_code
    assert number not in text(one, "study", made.study)
    assert "12 people are asked" in text(one, "study", made.study)
    for who in ("facilitator", "translator"):
        other = sign_in(Client(), cast, who)
        assert 404 == other.post(reverse("study-number", args=[group]), {"made": "1"}).status_code
        assert 404 == other.get(reverse("study-group", args=[group])).status_code


def test_how_many_of_those_who_are_asked_answered_stands_with_each_wave(made: Studied, cast: Cast) -> None:
    """Of few only that they are few, on every page; more answers than people asked are told beside the wave."""
    one = sign_in(Client(), cast, "evaluator")
    client = agree(number_of(made))
    for place in range(4):
        client.post("/sheet", TYPED | {"wave": "1", "code": f"abcd{place}"})
    for group in made.groups.values():
        study_groups.say_asked(made.evaluator, group, 1)
    pages = [text(one, "study", made.study), text(one, "studies", cast.process.id)]
    assert ["Fewer than 5 people answered" in page for page in pages] == [True, True]
    assert not any("gone round" in page for page in pages)
    assert 1 == pages[0].count("Take it away"), "of the wave that has not begun, and of no group"
    client.post("/sheet", TYPED | {"wave": "1", "code": "abcd9"})
    many = text(one, "study", made.study)

    assert "5 of 4 people who are asked answered" in many
    assert 1 == many.count("the number of a group may have gone round")


def test_a_report_says_first_what_share_of_those_who_were_asked_answered(made: Studied, cast: Cast, on: On) -> None:
    """Nobody said how many; a part of them; more than were asked: each is told before any figure."""
    one = sign_in(Client(), cast, "evaluator")
    shown = reads_of(one, made, on)
    assert "nobody had said of all groups how many people were asked" in shown[0]
    assert "At first 24 of the 48 people who were asked answered (50%)" in shown[1]
    assert "At first 24 people answered, and 20 were asked" in shown[2]
    assert all(page.index("At first") < page.index("12.50") for page in shown[1:])


def reads_of(one: Client, made: Studied, on: On) -> list[str]:
    """Return the page of a report where nobody, and where 12 and 5 people of each group were said to be asked."""
    made.bring(after=False)
    on(AFTER[1] + timedelta(days=1))
    made.bring(after=True)
    pages = []
    for asked in (0, 12, 5):
        StudyGroup.objects.update(asked=asked)
        report = study_answers.analyse(made.evaluator, made.study)
        pages.append(text(one, "study-report", report))
        StudyReport.objects.all().delete()
        StudyWave.objects.update(analysed=False)
    return pages
