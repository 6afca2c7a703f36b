from __future__ import annotations

import msgspec
import pytest

from sulh.disclosure.publish import publish
from sulh.model.publication import NOTICES, Ledger, Publication
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


def test_carried_over_items_say_since_when() -> None:
    """What was said before says in which publication it was said first."""
    said = twice("bridge")

    assert publication_html(said).count("Said since publication 1, unchanged.") == sum(
        statement.since == 1 for statement in said.statements
    )


def test_a_circle_of_three_reads_well() -> None:
    """With three a side the page holds the statements and says why nothing more leaves."""
    publication, _ = publish(workshop(3), Ledger(), audience="room")
    html = publication_html(publication)

    assert "In a circle this small nothing counted from answers leaves the room" in html
    assert "Too few answers" not in html


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
