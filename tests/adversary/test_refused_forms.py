"""What comes back unsaved says so by its status too: a script that sends a form reads no sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.adversary.ground import Ground, Route, lay
from tests.adversary.pages import Fields
from tests.adversary.test_hostile_input import Attack, attacks, digest, found_forms
from tests.cast import Cast

OF_STAFF = "/w/"
# Forms whose answer is a page although nothing is stored: what each of them is for.
LOOKS = {
    "harm-check-new": "one part after the other, all kept with the last",
    "people-erase-all": "asks once more before it erases",
}


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """A process with a row of every kind."""
    return lay(cast)


def bodies(attack: Attack) -> Iterator[tuple[str, Fields]]:
    """Return a form with nothing in it, with its token only, with every field empty, and with nothing but nonsense."""
    yield "nothing", {}
    yield "a token", {"csrfmiddlewaretoken": ["x"]}
    yield "empty fields", {name: [""] for name in attack.base}
    yield "nonsense", {name: ["a\x00b"] for name in attack.base}


def taken(attack: Attack, body: Fields) -> bool:
    """Send a form; tell whether it is answered as if it had been taken, and was not."""
    with attack.door.undone():
        response = attack.door.post(attack.path, body)
        return response.status_code < 300 and digest() == attack.before


def of_staff(ground: Ground) -> Iterator[tuple[Route, Attack]]:
    """Return every form of staff that is ours, in the hands of somebody who may send it."""
    for route, attack in attacks(ground, found_forms(ground)):
        if route.declared.asks is not None and attack.path.startswith(OF_STAFF):
            yield route, attack


def test_no_form_of_staff_that_was_refused_is_answered_as_if_it_were_saved(ground: Ground) -> None:
    """Empty or nonsense, each is answered with 422 or another refusal; or it was saved, or it only asks or looks."""
    seen, wrong = 0, []
    for route, attack in of_staff(ground):
        for what, body in bodies(attack):
            seen += 1
            if taken(attack, body) and route.name not in LOOKS:
                wrong.append(f"{route.name}: {what}")

    assert 4 * 80 < seen
    assert [] == wrong
