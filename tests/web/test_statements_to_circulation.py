"""From a proposal to a statement that circulates, through the pages."""

from __future__ import annotations

from django.test import Client

from sulh.store.reads.readiness import ready_statements
from tests.cast import Cast
from tests.store.moderated import SAID, propose
from tests.web.people import sign_in


def test_a_proposal_is_accepted_translated_and_circulates(client: Client, cast: Cast) -> None:
    """What one person proposes is accepted, written in every language, and can then be put."""
    statement = propose(cast)
    shelf = f"/w/d/{cast.dialogue.id}/statements"
    sign_in(client, cast, "facilitator")

    assert SAID in client.get(shelf).content.decode()
    assert 302 == client.post(f"/w/statements/{statement.id}/accept", {"seen": "0"}).status_code
    assert statement not in ready_statements(cast.dialogue, None)

    translator = sign_in(Client(), cast, "translator")
    listed = translator.get(f"/w/d/{cast.dialogue.id}/translations").content.decode()
    assert SAID in listed
    for tag, text in (("ar", "انتظرنا أربع ليال عند الجسر"), ("fr", "Nous avons attendu quatre nuits au pont")):
        form = {"text": text, "back": "We waited at the bridge for four nights", "back_language": "en"}
        assert 302 == translator.post(f"/w/statements/{statement.id}/in/{tag}", form).status_code

    assert statement in ready_statements(cast.dialogue, None)
    page = client.get(f"/w/statements/{statement.id}").content.decode()
    assert "Translated back" in page
