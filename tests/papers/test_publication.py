from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest

from sulh.disclosure.publish import publish
from sulh.model.publication import CAUCUS_NOTICE, NOTICES, Ledger, Publication, Word
from sulh.papers import publication as module
from sulh.papers import publication_html
from sulh.words.language import LANGUAGES
from tests.papers.cast import CAST, bridge, large, workshop
from tests.papers.test_report import Page


def twice(name: str) -> Publication:
    """The second publication of the same findings: everything in it is carried over."""
    _, ledger = publish(CAST[name](), Ledger(), audience="room")
    return publish(CAST[name](), ledger, audience="room")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CAST)
def test_every_state_has_its_page(name: str, lang: str) -> None:
    """Whatever may leave, the page is whole, in its language, and loads nothing."""
    publication, _ = publish(CAST[name](), Ledger(), audience="room")
    page = Page(publication_html(publication, lang=lang))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]

    assert lang == dict(page.tags)["html"]["lang"]
    assert len(ids) == len(set(ids))
    assert not {"script", "img", "link", "iframe", "form"} & {tag for tag, _ in page.tags}


def test_the_first_line_says_for_whom_it_is() -> None:
    """The page begins with the notice of the publication, in the file and on the page."""
    for audience in ("room", "public"):
        publication, _ = publish(bridge(), Ledger(), audience=audience)
        html = publication_html(publication)
        assert html.startswith(f"<!-- {NOTICES[audience]} -->")
        assert NOTICES[audience] == Page(html).text[0]
    assert NOTICES == module.NOTICES


def test_words_come_without_numbers() -> None:
    """Where the publication holds words alone, the page shows no count, no interval and no figure."""
    publication, _ = publish(bridge(), Ledger(), audience="room")
    html = publication_html(publication)

    assert not any(statement.numbers for statement in publication.statements)
    assert "<svg" not in html
    assert "Firm on every side" in html


def test_numbers_are_shown_where_they_are_held() -> None:
    """Exactly the statements that hold numbers are drawn."""
    publication, _ = publish(large(), Ledger(), audience="room")
    held = sum(statement.numbers is not None for statement in publication.statements)

    assert 0 < held == publication_html(publication).count('class="strip"')


def test_a_publication_without_anything_new_says_so_once() -> None:
    """Where everything was said before, one sentence at the top says why, and that opinions may have changed."""
    html = publication_html(twice("bridge"))

    assert 1 == html.count("Nothing here is new since publication 1")
    assert "It does not mean that opinions stayed the same." in html
    assert "not judged anew" not in html
    assert "unchanged" not in html


def test_what_was_said_earlier_than_the_rest_is_marked() -> None:
    """Where some words are new, those that are not say in which publication they stood first."""
    said = twice("bridge")
    first, *others = said.statements
    mixed = msgspec.structs.replace(said, statements=[msgspec.structs.replace(first, since=said.number), *others])
    html = publication_html(mixed)

    assert sum(statement.since == 1 for statement in others) == html.count("From publication 1; not judged anew since.")
    assert "Nothing here is new" not in html


def test_firm_says_what_it_means() -> None:
    """A page of words alone says what firm means, in a consultation and in a room."""
    open_to_all = publication_html(publish(bridge(), Ledger(), audience="room")[0])
    room = publication_html(publish(workshop(12), Ledger(), audience="room")[0])

    assert "At least 60% of those who answered on every side agree, allowing for chance" in open_to_all
    assert "At least 60% of those invited on every side agree." in room


def divided(*, numbers: int) -> str:
    """The page of two statements with most on one side, so many of them with numbers."""
    publication, _ = publish(large(), Ledger(), audience="room")
    held = next(statement for statement in publication.statements if statement.numbers is not None)
    one = msgspec.structs.replace(held, word="most-on-one-side")
    bare = msgspec.structs.replace(one, id="bare", numbers=None)
    return publication_html(msgspec.structs.replace(publication, statements=[one, one, bare, bare][2 - numbers :][:2]))


def test_which_side_is_hidden_only_where_words_stand_alone() -> None:
    """Where numbers stand beside a word, the page does not claim that the side is not said."""
    assert "It is not said which side." in divided(numbers=0)
    assert "Where only words are given, which side is not said." in divided(numbers=1)
    assert "not said" not in divided(numbers=2)


def test_the_test_for_safety_has_an_answer() -> None:
    """Readers learn what was looked for, that nothing was found, and what that does not cover."""
    html = publication_html(publish(bridge(), Ledger(), audience="public")[0])

    assert "No way was found. Not covered are" in html


def test_a_circle_of_three_reads_well() -> None:
    """With three a side the page holds the statements, says why nothing more leaves, and claims to tell no answers."""
    publication, _ = publish(workshop(3), Ledger(), audience="room")
    html = publication_html(publication)

    assert "Nothing counted from answers is said here" in html
    assert "Too few answers" not in html
    assert "tells what those who took part answered" not in html
    assert "tells what those who took part answered" in publication_html(
        publish(bridge(), Ledger(), audience="room")[0]
    )


def test_one_side_alone_is_spoken_of_as_one() -> None:
    """A publication of one side says nothing of every side or any side."""
    html = publication_html(publish(CAST["one side"](), Ledger(), audience="room")[0])

    assert html.startswith(f"<!-- {CAUCUS_NOTICE} -->")
    assert "on this side" in html
    assert not re.search("every side|any side|each side", html.partition("<main>")[2])


def test_every_word_of_one_side_has_its_own_heading() -> None:
    """None of the words that one side can get speaks of several."""
    for word in set(get_args(Word)) - {"most-on-one-side"}:  # one and not another: never of one
        assert not re.search("every side|any side|some side|each side", " ".join(module.headings(word, alone=True)))
        assert module.headings(word, alone=False) == module.HEADINGS[word]


def test_title_and_style_name_nobody() -> None:
    """What shows in a list of windows names neither the process nor a side."""
    publication, _ = publish(bridge(), Ledger(), audience="public")
    head = publication_html(publication).partition("</head>")[0]

    assert "<title>For reading</title>" in head
    assert "Serin" not in head
    assert "bank" not in head


def test_the_page_holds_no_more_than_the_publication() -> None:
    """A publication read back from its JSON gives the same page: nothing comes from elsewhere."""
    publication, _ = publish(large(40), Ledger(), audience="room")
    again = msgspec.json.decode(msgspec.json.encode(publication), type=Publication)

    assert publication_html(publication, lang="ar") == publication_html(again, lang="ar")


def test_participants_read_no_words_of_attack() -> None:
    """Pages that participants read hold no such word."""
    text = " ".join(Page(publication_html(publish(bridge(), Ledger(), audience="room")[0])).text).lower()

    assert not [word for word in ("attack", "brigade", "spoiler", "receipt", "enemy", "!") if word in text]
