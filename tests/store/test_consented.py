"""Without readers, what each person agreed at entry decides what may go to the official table; nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client

from sulh.access import Refused, Role
from sulh.negotiation.consented import Consented
from sulh.negotiation.package import read
from sulh.store import clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Acceptance, AgreedText, Dialogue, LogRecord, Seat
from sulh.store.reads.approving import content_of, package
from sulh.store.reads.consent import asked
from sulh.store.writes import agreed_texts, leaving, release
from tests.cast import DAY, Cast
from tests.store.packaged import Packaged, draft_of, published, texts
from tests.web.people import enter, sign_in

TO = texts("The joint committee")


def consultation(cast: Cast, *, clauses: bool = False, days: int = 60) -> Consented:
    """Make the dialogue a consultation without readers whose people agreed to one addressee; everybody answers."""
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(population="consultation")
    cast.dialogue.refresh_from_db()
    Seat.objects.filter(dialogue=cast.dialogue, role=Role.READER).update(left=True)
    until = clock.today() + timedelta(days=days)
    agreed = Consented(addressee=TO, clauses=clauses, attribution="none", until=until.isoformat())
    agreed_texts.allow_release(cast.principal("facilitator"), cast.dialogue.id, agreed, version_seen=1)
    published(cast)
    everybody_accepts(cast)
    return agreed


def everybody_accepts(cast: Cast) -> None:
    """Let everybody who takes part accept the consent text as it is now."""
    newest = AgreedText.objects.filter(dialogue=cast.dialogue, kind="consent").latest("version")
    for seat in Seat.objects.filter(dialogue=cast.dialogue, left=False):
        Acceptance.objects.get_or_create(seat=seat, text=newest, defaults={"on": DAY})


def composed(cast: Cast, **other: Any) -> Packaged:
    """Return a confirmed package of what was published, with other choices where they are named."""
    draft = replace(draft_of(cast), **({"clauses": (), "offers": (), "addressee": TO} | other))
    made = Packaged(cast, release.compose(cast.principal("facilitator"), cast.dialogue.id, draft))
    made.confirm()
    return made


def let_go(made: Packaged) -> None:
    """Let it go as people agreed."""
    release.consent(made.facilitator, made.id, seen=made.row.digest)


def test_it_goes_as_each_person_agreed(cast: Cast) -> None:
    """Two facilitators, no reader, no approval; the bytes say so, and it can be sent, once."""
    consultation(cast)
    made = composed(cast)
    assert "consent" == read(content_of(made.row)).basis
    sheet = package(made.facilitator, made.id, "en")
    assert sheet.row.by_consent
    assert "consent" in sheet.can
    assert "ask" not in sheet.can
    let_go(made)
    with pytest.raises(Conflict):
        let_go(made)
    made.send()
    assert "sent" == made.row.state
    assert not made.row.approvals.exists()
    acts = [msgspec.json.decode(record.body)["act"] for record in LogRecord.objects.order_by("number")]
    assert ["package-composed", "package-confirmed", "package-consented", "package-sent"] == acts[-4:]


def test_what_goes_beyond_it_stays(cast: Cast) -> None:
    """Another addressee, an offer or a later day is refused with its reason."""
    consultation(cast)
    late = clock.today() + timedelta(days=90)
    beyond: tuple[tuple[str, dict[str, Any]], ...] = (
        ("consent-addressee", {"addressee": texts("A ministry")}),
        ("consent-until", {"expires": late}),
        ("consent-offers", {"offers": (("person", texts("Two farmers")),)}),
    )
    for code, other in beyond:
        made = composed(cast, **other)
        with pytest.raises(Incomplete) as refused:
            let_go(made)
        assert [code] == list(refused.value.missing)
        assert "confirmed" == made.row.state


def test_one_person_who_accepted_another_text_keeps_it_here(cast: Cast) -> None:
    """Whoever answered and never accepted this version is not spoken for; once they have left, they need not be."""
    consultation(cast)
    silent = cast.seats["hill"]
    Acceptance.objects.filter(seat=silent, text__version=2).delete()
    made = composed(cast)
    with pytest.raises(Incomplete) as refused:
        let_go(made)
    assert ["consent-says-nothing"] == list(refused.value.missing)
    leaving.leave(cast.principal("hill"))
    let_go(made)
    assert "approved" == made.row.state


def test_once_there_is_a_reader_readers_are_asked(cast: Cast) -> None:
    """A reader who comes ends the way by consent: the package is composed anew, and asked about."""
    consultation(cast)
    made = composed(cast)
    Seat.objects.filter(dialogue=cast.dialogue, role=Role.READER).update(left=False)
    with pytest.raises(Incomplete) as refused:
        let_go(made)
    assert ["not-by-consent"] == list(refused.value.missing)
    with pytest.raises(Conflict, match="there-are-readers-now"):
        made.ask()


def test_what_changed_before_it_was_sent_keeps_it_here(cast: Cast) -> None:
    """A reader who comes, or a newer text that somebody has accepted, ends what was allowed and not yet sent."""
    agreed = consultation(cast)
    made = composed(cast)
    let_go(made)
    Seat.objects.filter(dialogue=cast.dialogue, role=Role.READER).update(left=False)
    with pytest.raises(Incomplete) as refused:
        made.send()
    assert ["not-by-consent"] == list(refused.value.missing)
    Seat.objects.filter(dialogue=cast.dialogue, role=Role.READER).update(left=True)
    other = replace_(agreed, addressee=texts("A ministry"))
    agreed_texts.allow_release(cast.principal("facilitator"), cast.dialogue.id, other, version_seen=2)
    everybody_accepts(cast)
    with pytest.raises(Incomplete) as refused:
        made.send()
    assert ["consent-addressee"] == list(refused.value.missing)
    assert "approved" == made.row.state


def test_a_room_is_never_spoken_for(cast: Cast) -> None:
    """Where people are invited one by one nothing goes by consent, and its text cannot say that something may."""
    agreed = Consented(addressee=TO, clauses=False, attribution="none", until="2030-01-01")
    with pytest.raises(Conflict, match="readers-are-asked"):
        agreed_texts.allow_release(cast.principal("facilitator"), cast.dialogue.id, agreed, version_seen=1)
    with pytest.raises(Refused):
        agreed_texts.allow_release(cast.principal("translator"), cast.dialogue.id, agreed, version_seen=1)
    published(cast)
    made = composed(cast)
    with pytest.raises(Incomplete) as refused:
        let_go(made)
    assert ["not-by-consent"] == list(refused.value.missing)


def test_everybody_reads_it_before_they_come_in(cast: Cast) -> None:
    """It is a part of the text that is accepted; a later version keeps it, and taking it back is a version as well."""
    agreed = consultation(cast)
    facilitator = cast.principal("facilitator")
    pages = {page.kind: page for page in asked(cast.principal("hill"), "fr").texts}
    assert (agreed, None) == (pages["consent"].release, pages["rules"].release)
    words = {tag: f"Other words {tag}" for tag in cast.dialogue.tags}
    agreed_texts.change(facilitator, cast.dialogue.id, "consent", words, version_seen=2)
    assert agreed == {page.kind: page for page in asked(cast.principal("hill"), "fr").texts}["consent"].release
    for wrong in (replace_(agreed, until="2020-01-01"), replace_(agreed, addressee={"en": "Only one"})):
        with pytest.raises(Invalid):
            agreed_texts.allow_release(facilitator, cast.dialogue.id, wrong, version_seen=3)
    assert 4 == agreed_texts.allow_release(facilitator, cast.dialogue.id, None, version_seen=3)
    assert None is {page.kind: page for page in asked(cast.principal("hill"), "fr").texts}["consent"].release


def replace_(agreed: Consented, **other: Any) -> Consented:
    """Return the same with other parts."""
    return msgspec.structs.replace(agreed, **other)


def test_its_pages(client: Client, cast: Cast) -> None:
    """A facilitator writes it down, a person reads it at entry, and the package says by what right it goes."""
    consultation(cast)
    sign_in(client, cast, "facilitator")
    address = f"/w/d/{cast.dialogue.id}/consent/release"
    assert "The joint committee (en)" in client.get(address).content.decode()
    given = {f"addressee_{tag}": text for tag, text in TO.items()}
    fields = given | {"what": "clauses", "attribution": "none", "until": "2027-01-31", "version": "2"}
    assert 422 == client.post(address, fields | {"until": "x"}).status_code
    assert 302 == client.post(address, fields).status_code
    assert 409 == client.post(address, fields).status_code
    everybody_accepts(cast)
    made = composed(cast)
    page = client.get(f"/w/packages/{made.id}").content.decode()
    assert "It can go as each person agreed at entry" in page
    assert (
        "It can go as each person agreed at entry" in client.get(f"/w/d/{cast.dialogue.id}/packages").content.decode()
    )
    assert "No side approved it" in page
    step = f"/w/packages/{made.id}/next/consent"
    assert "Let it go" in client.get(step).content.decode()
    assert 302 == client.post(step, {"seen": made.row.digest}).status_code
    for place in (f"/w/d/{cast.dialogue.id}/packages", f"/w/p/{cast.process.id}/table", f"/w/packages/{made.id}"):
        assert "Approved by every side" not in client.get(place).content.decode()
    hill = enter(Client(), cast, "hill")
    entered = hill.get("/agree").content.decode()
    assert "The joint committee (en)" in entered
    assert "clauses of the text" in entered
    assert 404 == hill.get(address).status_code
    ballots = {"side": str(cast.sides["hill"].id), "language": "en", "count": 1, "seen": 0}
    printed = client.post(f"/w/r/{cast.round().id}/ballots", ballots).content.decode()
    assert "may be sent to <bdi>The joint committee (en)</bdi> until" in printed  # read out to people on paper, too
    assert 409 == client.post(address, fields | {"version": "3", "what": "findings"}).status_code
    assert 302 == client.post(address, fields | {"version": "3", "nothing": "yes"}).status_code
