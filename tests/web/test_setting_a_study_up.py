"""Setting a study up by pages: groups and numbers at once, a plan that is asked about, names that can be mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sulh.model.questionnaire import ASKER
from sulh.store import clock
from sulh.store.models import Seat, Study, StudyGroup
from tests.adversary.coded import evaluators
from tests.cast import Cast, On
from tests.store.responding import say_who_asks
from tests.store.studied import AFTER, BEFORE, Studied, studied
from tests.web.people import sign_in
from tests.web.test_change_pages import keep, text

PLANNED: dict[str, object] = {
    "waves": ["2"],
    "compared": ["comparison"],
    "look_warm_others": "primary:up",
    "look_discrimination": "other:up",
}


def visible(page: str) -> int:
    """Count the words of a page that are read before anything is pressed: none that are folded, or another's choice."""
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"<details><summary>(.*?)</summary>.*?</details>", r"\1", main, flags=re.DOTALL)
    for hidden in ("select", "script"):
        main = re.sub(rf"<{hidden}.*?</{hidden}>", " ", main, flags=re.DOTALL)
    return len(re.findall(r"\w[\w’'-]*", re.sub(r"<[^>]*>", " ", main)))


@pytest.fixture
def made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Studied:
    """A study on the day before its first wave."""
    monkeypatch.setattr(clock, "today", lambda: BEFORE[0] - timedelta(days=1))
    return studied(cast)


@pytest.fixture
def one(made: Studied, cast: Cast) -> Client:
    """Whoever evaluates it."""
    del made
    return sign_in(Client(), cast, "evaluator")


def test_twelve_groups_take_one_page_and_their_numbers_one_press(one: Client, made: Studied, cast: Cast) -> None:
    """Three of each side and kind; all slips on one sheet, each with its group's number; afterwards none is shown."""
    StudyGroup.objects.all().delete()
    counts = {
        f"n_{arm}_{cast.sides[side].id}": "3" for arm in ("participants", "comparison") for side in ("hill", "river")
    }
    none = one.post(reverse("study-groups-new", args=[made.study]), {"asked": "5"})
    assert 422 == none.status_code
    assert f'id="id_n_participants_{cast.sides["hill"].id}_error"' in none.content.decode()
    keep(one, "study-groups-new", made.study, **counts, asked="5", together="on")
    assert 409 == one.post(reverse("study-numbers", args=[made.study])).status_code
    say_who_asks(made)
    before = text(one, "study", made.study)
    slips = one.post(reverse("study-numbers", args=[made.study])).content.decode()
    numbers = re.findall(r'class="digits" dir="ltr">(.*?)</p>', slips)

    assert 12 == StudyGroup.objects.filter(together=True, asked=5).count()
    assert "12 groups have no entry number yet" in before
    assert (60, 12) == (len(numbers), len(set(numbers)))
    assert {str(number) for number in range(1, 13)} == set(re.findall(r'class="label" dir="ltr">(\d+)<', slips))
    assert "no entry number yet" not in text(one, "study", made.study)
    assert 409 == one.post(reverse("study-numbers", args=[made.study])).status_code


def test_a_whole_study_takes_eight_forms(cast: Cast, on: On) -> None:
    """A study, two waves, twelve groups, who asks, a plan that is read once more, all numbers: as the guide says."""
    on(BEFORE[0])
    evaluators(cast)
    one, sent = sign_in(Client(), cast, "evaluator"), 0

    def send(route: str, at: object, given: Mapping[str, object], status: int = 302) -> None:
        nonlocal sent
        sent += 1
        assert status == one.post(reverse(route, args=[at]), given).status_code

    def read(route: str, most: int) -> str:
        page = text(one, route, study)
        assert visible(page) <= most, (route, visible(page))
        return page

    new = {"title": "Neighbours", "template": "short", "languages": ["en", "fr", "ar"], "assigned": "not_by_lot"}
    send("study-new", cast.process.id, new)
    study = Study.objects.get().id
    empty = read("study", 190)
    assert ["done", "next", "missing", "missing", "later", "later"] == re.findall(r'<li class="(\w+)"', empty)
    assert "A plan says in which later wave it looks" in empty
    for kind, (opens, closes) in (("baseline", BEFORE), ("end", AFTER)):
        send("study-wave-new", study, {"kind": kind, "opens": opens.isoformat(), "closes": closes.isoformat()})
    sides = [cast.sides[side].id for side in ("hill", "river")]
    counts = {f"n_{arm}_{side}": "3" for arm in ("participants", "comparison") for side in sides}
    read("study-groups-new", 125)
    send("study-groups-new", study, counts | {"asked": "8", "together": "on"})
    read("study-asker", 125)
    read("study-plan", 150)
    send("study-asker", study, {f"{part}_{tag}": "The school" for part in ASKER for tag in ("en", "fr", "ar")})
    send("study-plan", study, PLANNED, 200)
    send("study-plan", study, PLANNED | {"sure": "yes"})
    assert ["done"] * 5 + ["next"] == re.findall(r'<li class="(\w+)"', read("study", 230))
    send("study-numbers", study, {}, 200)

    assert 8 == sent
    assert '<ol class="steps">' not in text(one, "study", study)
    assert 12 == Seat.objects.exclude(group=None).count()
    assert Study.objects.get().frozen


def test_no_number_is_offered_before_the_study_says_who_asks(one: Client, made: Studied) -> None:
    """On the page of the study and on that of a group; then making the number stands before anything else."""
    group, link = made.groups["hill", "participants"], reverse("study-asker", args=[made.study])
    pages = text(one, "study-group", group), text(one, "study", made.study)
    say_who_asks(made)
    after = text(one, "study-group", group)

    assert [(True, False)] * 2 == [(link in page, "Make the number" in page) for page in pages]
    assert after.index("Make the number") < after.index("Keep it")
    assert "Make the numbers" in text(one, "study", made.study)


def test_a_plan_is_laid_down_after_it_was_read_in_plain_words(one: Client, made: Studied) -> None:
    """The first press lays nothing down: it says compared with whom, the primary first, and what cannot be told."""
    StudyGroup.objects.update(together=True)
    read = one.post(reverse("study-plan", args=[made.study]), PLANNED).content.decode()
    assert Study.objects.get().frozen is None
    keep(one, "study-plan", made.study, **PLANNED, sure="yes")
    again = one.post(reverse("study-plan", args=[made.study]), PLANNED)
    shown = text(one, "study", made.study)

    assert (200, True) == (again.status_code, "The plan of this study stands" in again.content.decode())
    for page in (read, shown):
        at = [page.index(said) for said in ("Compared with: People who do not take part", "Primary, ", "Secondary, ")]
        assert sorted(at) == at
        assert page.count("expected to rise, for the better") == 1 == page.count("expected to rise, for the worse")
    assert "The questions and the waves that are set stand with it" in read
    assert "1 primary outcome" in read
    assert "It takes 3 groups of each side" in read
    assert "nobody to compare with" not in read
    assert 'name="look_warm_others" value="primary:up"' in read


def test_who_goes_back_from_a_plan_finds_all_they_chose(one: Client, made: Studied) -> None:
    """At first what exists is chosen: the only later wave, the kind of groups that is there. Nothing is laid down."""
    first = text(one, "study-plan", made.study)
    again = one.post(reverse("study-plan", args=[made.study]), PLANNED | {"sure": "yes", "back": "yes"})
    page = again.content.decode()

    assert ["2", "comparison"] == re.findall(r'value="(\w+)"[^>]* checked', first)
    assert "(may stay empty)" not in first[first.index("look_") :]
    assert 200 == again.status_code
    assert ["primary:up", "other:up"] == re.findall(r'value="(\w+:\w+)" selected', page)
    assert Study.objects.get().frozen is None


def test_a_plan_of_many_primary_outcomes_with_nobody_to_compare_is_doubted_before_it_stands(
    one: Client, made: Studied
) -> None:
    """Four primary outcomes, no group at all, compared with nobody: each is said before anything is laid down."""
    StudyGroup.objects.all().delete()
    four = {f"look_{key}": "primary:up" for key in ("warm_others", "trust", "discrimination", "done_talk")}
    read = one.post(reverse("study-plan", args=[made.study]), {"waves": ["2"], **four}).content.decode()

    for said in (
        "Compared with nobody",
        "nobody to compare with",
        "More than 3 primary",
        "No group of people who take",
    ):
        assert said in read
    assert 422 == one.post(reverse("study-plan", args=[made.study]), {"waves": ["2"]}).status_code


def test_a_name_and_a_question_are_mended_by_their_pages(one: Client, made: Studied) -> None:
    """A group is called otherwise until somebody has answered; a question of one's own is worded anew."""
    group = made.groups["hill", "participants"]
    keep(one, "study-group", group, label="The upper school", asked="9")
    put = {f"{part}_{tag}": "The bridge" for part in ("texts", "names") for tag in ("en", "fr", "ar")}
    keep(one, "study-question-new", made.study, better="higher", **put)
    link = re.findall(r"/questions/(own_\w+)", text(one, "study", made.study))
    keep(one, "study-question", made.study, link[0], better="lower", **put | {"texts_en": "The bridge is mended."})
    shown = text(one, "study", made.study)

    assert ("The upper school" in shown, "The bridge is mended." in shown) == (True, True)
    assert 1 == len(link)
    assert 404 == one.get(reverse("study-question", args=[made.study, "warm_own"])).status_code
    Study.objects.get().waves.update(opens=clock.today())
    assert 'name="label"' in text(one, "study-group", group)
    made.bring(after=False)
    assert 'name="label"' not in text(one, "study-group", group)


def test_a_wrong_year_is_told_and_days_that_are_past_are_asked_about(one: Client, cast: Cast, on: On) -> None:
    """The first wave is the one before; the later ones are not offered as it, and can be taken away once begun."""
    on(AFTER[0])
    keep(one, "study-new", cast.process.id, title="Late", template="short", languages=["en"], assigned="not_by_lot")
    study = Study.objects.get(waves=None)
    sent = {"kind": "baseline", "opens": "2025-09-20", "closes": "2026-09-25"}
    year = one.post(reverse("study-wave-new", args=[study.id]), sent).content.decode()
    past = one.post(reverse("study-wave-new", args=[study.id]), sent | {"opens": "2026-09-20"}).content.decode()

    assert "Is the year right?" in year
    assert ("Is that right" in past, 'name="past"' in past) == (True, True)
    assert 'name="past"' not in text(one, "study-wave-new", study.id)
    keep(one, "study-wave-new", study.id, **sent | {"opens": "2026-09-20", "past": "on"})
    assert 'value="baseline"' not in text(one, "study-wave-new", study.id)
    keep(one, "study-wave-remove", study.waves.get().id)
    assert not study.waves.exists()


def test_a_wave_on_days_of_another_and_a_second_group_of_one_name_are_told_at_their_fields(
    one: Client, made: Studied, cast: Cast
) -> None:
    """Nothing of either is kept."""
    day = AFTER[0].isoformat()
    wave = one.post(reverse("study-wave-new", args=[made.study]), {"kind": "during", "opens": day, "closes": day})
    group = {"arm": "participants", "side": str(cast.sides["hill"].id), "label": "hill participants"}
    again = one.post(reverse("study-group-new", args=[made.study]), group)

    assert [422, 422] == [wave.status_code, again.status_code]
    assert "Another wave is asked on some of these days" in wave.content.decode()
    assert "Another group of this study is called so" in again.content.decode()
    assert (2, 4) == (Study.objects.get().waves.count(), StudyGroup.objects.count())


def test_what_nobody_answered_is_not_offered_to_be_deleted(one: Client, made: Studied) -> None:
    """With the first answers it is."""
    assert "Delete all answers" not in text(one, "study", made.study)
    Study.objects.get().waves.update(opens=clock.today())
    made.bring(after=False)
    assert "Delete all answers" in text(one, "study", made.study)
