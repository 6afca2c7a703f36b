"""
Words that stand nowhere else, put where those who keep initiatives in step write, and who may read them again.

    sow(ground)     everything is typed into the pages of the map; the owner shows others that the initiative exists

No test lives here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from uuid import UUID

from sulh.store.models import Actor, Link
from tests.adversary.ground import Door, Ground, stand
from tests.adversary.pages import fill

OWNER, WEEK = frozenset({"owner"}), frozenset({"coordinator"})
KEEPERS = frozenset({"coordinator", "facilitator", "cofacilitator"})
CANARIES: Final = {
    "title": "Choughs around one table",
    "aim": "Let the ptarmigans speak first",
    "independent": "The capercaillie would be seen there",
    "offered": "A barn of the kittiwakes stands empty",
    "joint": "We could share the guillemots",
    "quiet": "Ferruginous Duckworth",
    "aside": "The razorbills settled that in spring",
    "agenda": "Two on the shearwater canal",
    "minutes": "The fulmars were asked twice",
    "decided": "Write to the gannets by Monday",
    "stage": "Since the skuas burnt the bridge",
    "ready": "An interview with the phalaropes",
    "dissent": "One of us trusts the avocets less",
    "known": "From a letter of the whimbrels",
}
RIGHTS: Final = dict.fromkeys(("title", "aim", "independent", "offered", "quiet"), OWNER) | {
    "joint": frozenset({"owner", "desk"}),  # the desk that the link was proposed to
    "known": KEEPERS,  # where the map is known from is for whoever keeps it
    **dict.fromkeys(("aside", "agenda", "minutes", "decided", "stage", "ready", "dissent"), WEEK),
}
ASIDE = re.compile(r'href="([^"]+/aside)"')


def sow(ground: Ground, behind: Callable[[Door], Door]) -> None:
    """Type every canary of the map into a page."""
    ids = ground.ids
    owner, coordinator = (behind(stand(ground.cast, who)) for who in ("owner", "coordinator"))
    home = f"/w/p/{ids['process_id']}/map"
    card, meeting = f"{home}/initiatives/{ids['card_id']}", f"{home}/week/{ids['meeting_id']}"
    pressing = ASIDE.search(coordinator.get(f"{home}/findings").content.decode())
    assert pressing is not None
    Link.objects.filter(pk=ids["map_link_id"]).delete()
    Actor.objects.get(pk=ids["actor_id"]).sides.add(ground.cast.sides["hill"])
    words = {"titles_en": CANARIES["title"], "aim": CANARIES["aim"], "independent": CANARIES["independent"]}
    judged = {"actor": str(ids["actor_id"]), "motivation": "4", "optimism": "4"}
    judged |= {"source": CANARIES["ready"], "dissent": CANARIES["dissent"]}
    known = {"kind": "organisation", "source": CANARIES["known"]}
    seen = {"reasons": CANARIES["stage"], "source": CANARIES["stage"], "stage": "discussion"}
    for told in (
        fill(owner, f"{card}/change", words),
        fill(owner, f"{card}/offers", {"direction": "offer", "resource": "place", "said": CANARIES["offered"]}),
        fill(owner, f"{card}/link/{ids['desk_id']}", {"mode": "information", "said": CANARIES["joint"]}),
        fill(owner, f"{card}/name", {"kind": "person", "name_0": CANARIES["quiet"]}),
        fill(coordinator, pressing[1], {"reason": CANARIES["aside"]}),
        fill(coordinator, f"{meeting}/write", {"agenda": CANARIES["agenda"], "minutes": CANARIES["minutes"]}),
        fill(coordinator, f"{meeting}/decide", {"what": CANARIES["decided"], "next_actor": CANARIES["decided"]}),
        fill(coordinator, f"{home}/phase/new", seen),
        fill(coordinator, f"{home}/readiness/new", judged),
        fill(coordinator, f"{home}/actors/{ids['actor_id']}/change", known),
    ):
        assert 302 == told.status_code
    # Whoever walks all pages comes to this one.
    ids["map_link_id"] = str(Link.objects.get(desk=UUID(str(ids["desk_id"]))).id)
