"""
The words of the map, as message ids: what each key of its code lists is called on pages and in papers.

What the keys mean stands in `sulh.model`; `Language.say` translates. Sector tracks and levels are in
`sulh.formats.meeting_words`.
"""

from __future__ import annotations

from sulh.model.actors import ActorKind, Confidence, Intensity, PlaceKind, TieKind
from sulh.model.initiatives import (
    Audience,
    Change,
    Direction,
    Mode,
    Occasion,
    Quadrant,
    Resource,
    Stance,
    Tier,
    WorkPhase,
)
from sulh.words.language import mark

TIER_WORDS: dict[Tier, str] = {
    "none": mark("Nothing"),
    "existence": mark("That it exists: sector track, region, quarter"),
    "theme_area": mark("Theme and area: title, issues, places, sides, levels"),
    "actors": mark("Also the actors: who is responsible, engaged, paying"),
    "timing": mark("Also the timing: dates, sessions, delicate days"),
    "detail": mark("Everything"),
}
TIER_SHORT: dict[Tier, str] = {
    "none": mark("nothing"),
    "existence": mark("that it exists"),
    "theme_area": mark("theme and area"),
    "actors": mark("actors"),
    "timing": mark("timing"),
    "detail": mark("everything"),
}
AUDIENCE_WORDS: dict[Audience, str] = {
    "coordinators": mark("Coordinators of this process"),
    "facilitators": mark("Facilitators of this process"),
    "owners": mark("Owners of other initiatives"),
    "desks": mark("Desks of the official process"),
    "funders": mark("Funders"),
    "public": mark("The public, in files that are exported"),
}
AUDIENCE_SHORT: dict[Audience, str] = {
    "coordinators": mark("A coordinator"),
    "facilitators": mark("A facilitator"),
    "owners": mark("An owner of another initiative"),
    "desks": mark("A desk"),
    "funders": mark("A funder"),
    "public": mark("Somebody with a file"),
}
QUADRANT_WORDS: dict[Quadrant, str] = {
    "more_personal": mark("More people, personal change"),
    "key_personal": mark("Key people, personal change"),
    "more_sociopolitical": mark("More people, change in society and politics"),
    "key_sociopolitical": mark("Key people, change in society and politics"),
}
CHANGE_WORDS: dict[Change, str] = {
    "attitudes": mark("Attitudes"),
    "structures": mark("Structures"),
    "political_legal": mark("Political and legal relationships"),
}
PHASE_WORDS: dict[WorkPhase, str] = {
    "planned": mark("Planned"),
    "running": mark("Under way"),
    "paused": mark("Paused"),
    "ended": mark("Ended"),
}
OCCASION_WORDS: dict[Occasion, str] = {
    "session": mark("session"),
    "public_event": mark("public event"),
    "delicate": mark("delicate days"),
}
STANCE_WORDS: dict[Stance, str] = {"for": mark("For it"), "against": mark("Against it")}
RESOURCE_WORDS: dict[Resource, str] = {
    "access": mark("Access to somebody"),
    "trust": mark("Trust of somebody"),
    "place": mark("A place to meet"),
    "language": mark("Language"),
    "expertise": mark("Expertise"),
    "leverage": mark("Leverage"),
    "money": mark("Money"),
    "time": mark("Time"),
    "deniability": mark("Deniability"),
}
DIRECTION_WORDS: dict[Direction, str] = {"offer": mark("Offers"), "need": mark("Needs")}
MODE_WORDS: dict[Mode, str] = {
    "information": mark("Sharing information"),
    "joint_analysis": mark("Joint analysis"),
    "joint_planning": mark("Joint planning"),
    "shared_resources": mark("Sharing resources"),
    "coordinated_action": mark("Coordinated action"),
    "hand_off": mark("Handing over responsibility"),
    "borrowed_leverage": mark("Borrowing leverage"),
}
LINK_WORDS: dict[str, str] = {
    "proposed": mark("Proposed"),
    "accepted": mark("Agreed by both"),
    "declined": mark("Declined"),
    "lapsed": mark("Lapsed without an answer"),
    "ended": mark("Has ended"),
}
ACTOR_WORDS: dict[ActorKind, str] = {
    "state": mark("State or government"),
    "armed_group": mark("Armed group"),
    "party": mark("Political party or movement"),
    "organisation": mark("Organisation"),
    "international": mark("International body"),
    "business": mark("Business"),
    "religious": mark("Religious body"),
    "media": mark("Media"),
    "diaspora": mark("Diaspora body"),
    "community": mark("Community"),
    "person": mark("Person"),
}
TIE_WORDS: dict[TieKind, str] = {
    "member_of": mark("is part of"),
    "leads": mark("leads"),
    "funds": mark("funds"),
    "represents": mark("represents"),
    "works_with": mark("works with"),
    "allied": mark("is allied with"),
    "talks_with": mark("talks with"),
    "trusts": mark("trusts"),
    "distrusts": mark("distrusts"),
    "hostile": mark("is hostile to"),
}
PLACE_WORDS: dict[PlaceKind, str] = {
    "country": mark("Country"),
    "region": mark("Region"),
    "district": mark("District"),
    "site": mark("Village, town or site"),
}
CONFIDENCE_WORDS: dict[Confidence, str] = {
    "low": mark("Unsure"),
    "medium": mark("Likely so"),
    "high": mark("Well known"),
}
INTENSITY_WORDS: dict[Intensity, str] = {
    "minor": mark("25 to 999 deaths in battle each year"),
    "war": mark("1,000 or more deaths in battle each year"),
}
