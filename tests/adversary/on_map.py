"""
What the initiative of an owner has to do with others, a row of every kind: the batteries stand on it too.

    joined(cast, card, desk) ─▶ ids by the names that addresses use

No test lives here.
"""

from __future__ import annotations

from uuid import UUID

from sulh.store import clock
from sulh.store.models import Issue, Link, Match, MeetingDecision, Message, Moment, Offer, Process, WeeklyMeeting
from sulh.store.sealing import sealer
from sulh.store.writes import ground
from sulh.store.writes.ground import ActorText, TieText
from tests.cast import Cast


def joined(cast: Cast, card: UUID, desk: UUID) -> dict[str, UUID | str]:
    """Let the owner's initiative have days, a message, an offer, a link that a desk answers, and a match."""
    process, today, opener = cast.process, clock.today(), sealer(cast.process.id)
    issue = Issue(process=process, on=today)
    opener.put(issue, names={"en": "Water"})
    issue.save()
    link = Link(process=process, one_id=card, desk_id=desk, mode="information", since=today)
    link.proposed_by = UUID(cast.principal("owner").id)
    rows = (
        ("moment_id", Moment(initiative_id=card, occasion="session", start=today, end=today)),
        ("message_id", Message(initiative_id=card, issue=issue, stance="for")),
        ("offer_id", Offer(process=process, initiative_id=card, direction="need", resource="place")),
        ("desk_offer_id", Offer(process=process, desk_id=desk, direction="need", resource="expertise")),
        ("map_link_id", link),
        ("match_id", Match(one_id=card, other=cast.initiative, kinds="issue", since=today)),
    )
    for _, row in rows:
        row.save()
    return {"target_id": desk, **{name: row.id for name, row in rows}, **_met(cast), **_rests_on(cast)}


def _rests_on(cast: Cast) -> dict[str, UUID | str]:
    """Let two actors be tied, and the official process have had a round."""
    keeper, at = cast.principal("coordinator"), cast.process.id
    one, other = (
        ground.add_actor(keeper, at, ActorText("organisation", [(name, "en")])) for name in ("Water Council", "Bridge")
    )
    tie = ground.add_tie(keeper, at, TieText(one, other, "funds", "medium", "Annual report"))
    held = ground.add_round(keeper, at, source="Press release", start=clock.today())
    return {"actor_id": one, "other_actor_id": other, "tie_id": tie, "official_id": held}


def _met(cast: Cast) -> dict[str, UUID | str]:
    """Let those who coordinate have met and decided something, and judge readiness."""
    opener, today = sealer(cast.process.id), clock.today()
    meeting = WeeklyMeeting(process=cast.process, on=today)
    opener.put(meeting, agenda=["Two on one canal."])
    meeting.save()
    decision = MeetingDecision(meeting=meeting, number=1)
    opener.put(decision, words="Ask both.", next_actor="the coordinator")
    decision.save()
    Process.objects.filter(pk=cast.process.id).update(rates_readiness=True)
    return {"meeting_id": meeting.id, "decision_id": decision.id}
