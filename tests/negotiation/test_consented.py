"""What people agreed at entry covers a package, or one thing of it goes beyond."""

from __future__ import annotations

from msgspec.structs import replace

from sulh.model.package import Clause, Offer
from sulh.negotiation.consented import BEYOND, Consented, uncovered
from tests.negotiation.test_package import PACKAGE

TO = {"en": "The joint committee", "fr": "Le comité mixte"}
AGREED = Consented(addressee=TO, clauses=False, attribution="dialogue_exists", until="2027-01-31")
CLAUSE = Clause(1, 1, {"en": "The road opens", "fr": "La route ouvre"}, recommended=False)
OFFER = Offer("person", {"en": "Two farmers", "fr": "Deux paysans"})
FITS = replace(PACKAGE, addressee=TO, clauses=(), offers=(), attribution="none", expires="2027-01-31")


def test_what_was_agreed_may_leave() -> None:
    """Findings alone, to whom it was said, telling no more and no later than agreed."""
    assert () == uncovered(FITS, AGREED)
    assert () == uncovered(replace(FITS, desk=TO, attribution="dialogue_exists"), AGREED)
    assert () == uncovered(replace(FITS, clauses=(CLAUSE,)), replace(AGREED, clauses=True))


def test_each_thing_beyond_it_is_named() -> None:
    """Another addressee or desk, a clause, an offer, more of its origin, a later day: each alone keeps it here."""
    other = {"en": "The other side's ministry", "fr": "Le ministère"}
    beyond = {
        "addressee": replace(FITS, addressee=other),
        "clauses": replace(FITS, clauses=(CLAUSE,)),
        "offers": replace(FITS, offers=(OFFER,)),
        "attribution": replace(FITS, attribution="side_named"),
        "until": replace(FITS, expires="2027-02-01"),
    }
    assert {kind: (kind,) for kind in BEYOND} == {kind: uncovered(one, AGREED) for kind, one in beyond.items()}
    assert ("addressee",) == uncovered(replace(FITS, desk=other), AGREED)
    assert ("addressee",) == uncovered(replace(FITS, addressee={"en": TO["en"]}), AGREED)
    assert ("offers",) == uncovered(replace(FITS, offers=(OFFER,)), replace(AGREED, clauses=True))
