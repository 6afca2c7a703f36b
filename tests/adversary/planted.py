"""
Words that stand nowhere else, each put where a person would put it, and who may read it again.

    plant(ground)   everything is typed into the pages, behind an address and an agent that nobody may keep
    RIGHTS          canary -> roles with a page on which it may stand; nobody else may ever see it
    leaks(...)      which canaries stand in some bytes

No test lives here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sulh.store import clock
from sulh.store.models import Criticism, Epoch, Statement, StudySheet
from sulh.store.sealing import INSTALLATION, sealer
from tests.adversary import planted_on_map
from tests.adversary.ground import PASSWORD, Door, Ground, stand
from tests.adversary.pages import fill
from tests.cast import DAY, LANGUAGES

SLIP = re.compile(r"<span>(\d{4})</span> <span>(\d{4})</span> <span>(\d{4})</span> <span>(\d{4})</span>")
ADDRESS, AGENT = "203.0.113.77", "Quetzalbrowser/77.3"
HEADERS = {
    "REMOTE_ADDR": ADDRESS,
    "REMOTE_HOST": "quetzal.invalid",
    "HTTP_USER_AGENT": AGENT,
    "HTTP_X_FORWARDED_FOR": ADDRESS,
    "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_FORWARDED": f"for={ADDRESS}",
    "HTTP_VIA": "1.1 quetzal.invalid",
    "HTTP_SEC_CH_UA": AGENT,
}
CANARIES = {
    "name": "Zephyrine Quillfeather",
    "contact": "+999 5550 142 778",
    "remark": "walks with a lantern",
    "passphrase": "lantern quarry mitten elbow",
    "password": PASSWORD,
    "origin": "Cormorantish words about the mill",
    "proposal": "Goldcrestian worry about the ford",
    "refusal": "Because plovers cannot be asked",
    "refused": "Ploverly remark on a neighbour",
    "caucus": "Among us dunnocks we need a lamp",
    "note": "Wrynecks were spoken of at the table",
    "commitment": "Bring the ledger of bitterns",
    "view": "Both see the godwits alike",
    "criticism": "Nightjars nest where the road would run",
    "objection": "Storm petrels cannot land there",
    "question": "Would redshanks be counted at the crossing",
    "unowned": "Might dotterels be let through at dusk",
    "reasons": "Not while the siskins are away",
    "source": "Heard twice from the fieldfares",
    "clause": "The whinchats keep the upper ford",
    "package": "A turnstone paper on the ford",
    "handover": "Carried across by a sandgrouse",
    "wanted": "Yellowhammersmith",
    "accord": "Minutes of the dunlin council",
    "passage": "Wheatears shall keep the mill race open",
    "authority": "Office of the pochards",
    "link": "A lapwing said so at the door",
    "study": "How bee-eaters see their neighbours",
    "group": "Class of the treecreepers",
    "own code": "BR07WAXWING",
    "typed code": "KN04SANDPIPER",
    "code of whoever left": "GO21PHALAROPE",
    "typed answer": "Turnicidae of the ridge",
    "reminders": "ortolan.bunting@example.org",
    "address": ADDRESS,
    "agent": AGENT,
    "host": "quetzal.invalid",
    **planted_on_map.CANARIES,
}
NOBODY: frozenset[str] = frozenset()
ROOM = frozenset({"facilitator", "cofacilitator"})
RIGHTS: dict[str, frozenset[str]] = dict.fromkeys(CANARIES, NOBODY) | {
    "proposal": ROOM | {"hill"},  # its author sees it while it waits
    "refused": ROOM | {"hill"},
    "refusal": ROOM | {"hill"},
    "caucus": ROOM | {"translator", "hill", "hill-reader"},
    "note": ROOM,
    "commitment": ROOM,
    "view": ROOM,
    "criticism": ROOM | {"river"},  # whoever said it sees it among their own
    "objection": frozenset({"hill"}),  # likewise; others read it once its epoch has ended
    "question": ROOM | {"desk"},
    "unowned": ROOM,  # its origin is recorded nowhere: not even the desk finds it again
    "reasons": ROOM | {"desk"},
    "source": ROOM,
    "clause": ROOM,  # of a draft: the sides read it once it is put
    "package": ROOM,  # composed: neither readers nor the desk know of it yet
    "handover": ROOM,
    "accord": ROOM | {"evaluator"},  # its title; its text is for the room
    "passage": ROOM,
    "authority": ROOM,
    "link": ROOM,
    "study": ROOM | {"evaluator"},
    "group": ROOM | {"evaluator"},
    "reminders": frozenset({"facilitator"}),  # whose own address it is
    **planted_on_map.RIGHTS,
}


def plant(ground: Ground) -> dict[str, str]:
    """Type every canary into the pages; return them all, with the entry numbers that were used and made."""
    cast = ground.cast
    _of_participants(ground)
    _of_the_table(ground)
    _of_reminders(ground)
    _of_a_study(ground)
    _of_a_respondent(ground)
    planted_on_map.sow(ground, behind)
    codes = _of_facilitators(ground)
    stranger = behind(stand(cast, "stranger"))
    stranger.post("/w/sign-in", {"login": "facilitator", "password": CANARIES["wanted"]})
    used = {f"code of {name}": code for name, code in cast.codes.items()}
    spaced = used | {f"code {place}": code for place, code in enumerate(codes)}
    bare = {f"{name}, bare": code.replace(" ", "") for name, code in spaced.items()}
    return CANARIES | spaced | bare


def behind(door: Door) -> Door:
    """Let every request of a browser tell where it comes from."""
    door.defaults.update(HEADERS)
    return door


def _of_participants(ground: Ground) -> None:
    cast = ground.cast
    for name in ("hill", "river-reader"):
        door = behind(stand(cast, "stranger"))
        assert 302 == door.post("/", {"code": cast.codes[name]}).status_code
    door = behind(stand(cast, "hill"))
    for key in ("proposal", "refused", "origin"):
        text = CANARIES[key]
        kept = door.post("/propose", {"asks": "experience", "language": "en", "text": text, "seen": text})
        assert (302, "/propose?kept=1") == (kept.status_code, kept.headers["Location"])
    caucus = Statement.objects.get(pk=ground.statements["caucus"])
    for row in caucus.texts.all():
        cast.sealer.put(row, text=CANARIES["caucus"])
        row.save()


def _of_the_table(ground: Ground) -> None:
    """Criticise a clause and reword it, ask with and without an origin, answer, compose, hand over, note a source."""
    cast, ids = ground.cast, ground.ids
    said = Criticism.objects.get(seat=cast.seats["river"])
    cast.sealer.put(said, need={"language": "en", "text": CANARIES["criticism"]})
    said.save()
    objection = Criticism(wording=said.wording, seat=cast.seats["hill"], objection=True, epoch=_running(), on=DAY)
    cast.sealer.put(objection, need={"language": "en", "text": CANARIES["objection"]})
    objection.save()
    desk, facilitator = (behind(stand(cast, who)) for who in ("desk", "facilitator"))
    ask = f"/w/desks/{ids['desk_id']}/ask"
    answer = {"answer": "not-now", "reasons": CANARIES["reasons"]}
    stems = {"statement": str(cast.statements[1].id), "confidence": "low", "source": CANARIES["source"]}
    for told in (
        fill(desk, ask, {"texts_en": CANARIES["question"], "recorded": "yes"}),
        fill(desk, ask, {"texts_en": CANARIES["unowned"], "recorded": "no"}),
        fill(desk, f"/w/packages/{ids['sent_id']}/answer", answer),
        fill(facilitator, f"/w/clauses/{ids['clause_id']}/from", stems),
        fill(facilitator, f"/w/clause/{ids['wording_id']}", {"texts_en": CANARIES["clause"]}),
        fill(facilitator, f"/w/d/{cast.dialogue.id}/packages/new", _composed()),
        fill(facilitator, f"/w/packages/{ids['sent_id']}/handover", {"kind": "carrier", "words": CANARIES["handover"]}),
    ):
        assert 302 == told.status_code
    _of_an_agreement(ground)


def _of_a_study(ground: Ground) -> None:
    """Set a study up, and bring the answers of one person in, with the device they were given on."""
    evaluator, side = behind(stand(ground.cast, "evaluator")), ground.cast.sides["hill"].id
    new = {"title": CANARIES["study"], "template": "short", "languages": ["en"], "assigned": "not_by_lot"}
    made = evaluator.post(f"/w/p/{ground.cast.process.id}/change/studies/new", new)
    at, group = made.headers["Location"], {"arm": "participants", "side": str(side), "label": CANARIES["group"]}
    table = f"group,code,warm_own,deviceid\n1,{CANARIES['own code']},40,{AGENT}\n"
    for path, given in (
        (f"{at}/waves", {"kind": "baseline", "opens": DAY.isoformat(), "closes": DAY.isoformat(), "past": "yes"}),
        (f"{at}/groups", group),
        (f"/w/studies/{ground.ids['study_id']}/groups", group),  # the one whose pages are read
        (f"{at}/answers", {"wave": "1", "file": SimpleUploadedFile("export.csv", table.encode())}),
    ):
        assert 302 == evaluator.post(path, given).status_code
    assert 1 == StudySheet.objects.filter(wave__study=UUID(at.rpartition("/")[2])).count()


def _of_a_respondent(ground: Ground) -> None:
    """Answer as somebody of a group, once with an answer that is none, and take out what lies under another code."""
    door = behind(stand(ground.cast, "stranger"))
    assert 302 == door.post("/", {"code": ground.cast.codes["respondent"]}).status_code
    door = behind(stand(ground.cast, "respondent"))
    kept, gone = CANARIES["typed code"], CANARIES["code of whoever left"]
    before = StudySheet.objects.count()
    assert 422 == fill(door, "/sheet", {"code": kept, "warm_own": CANARIES["typed answer"]}).status_code
    for code in (kept, gone):
        assert 200 == fill(door, "/sheet", {"code": code, "warm_own": "40"}).status_code
    assert 200 == fill(door, "/sheet/out", {"code": gone}).status_code
    assert before + 1 == StudySheet.objects.count()


def _running() -> Epoch:
    """Return an epoch that has not ended."""
    return Epoch.objects.filter(ends__gt=clock.now()).order_by("-ends")[0]


def _of_an_agreement(ground: Ground) -> None:
    """Add an agreement, and confirm its first paragraph by hand."""
    facilitator = behind(stand(ground.cast, "facilitator"))
    accord = {"title": CANARIES["accord"], "source": CANARIES["source"], "text": CANARIES["passage"]}
    added = fill(facilitator, f"/w/p/{ground.cast.process.id}/agreements/new", accord | {"on": DAY.isoformat()})
    assert 302 == added.status_code
    made = added.headers["Location"].partition("?")[0]
    said = {"paragraph": "1", "first": "", "last": "", "authority": CANARIES["authority"], "source": CANARIES["link"]}
    confirmed = fill(
        facilitator, f"{made}/passage", said | {"origin": f"clause {ground.ids['clause_id']}", "confidence": "low"}
    )
    assert (302, made) == (confirmed.status_code, confirmed.headers["Location"])
    ground.ids["agreement_id"] = made.rpartition("/")[2]  # whoever walks all pages comes to this one


def _of_reminders(ground: Ground) -> None:
    """Let somebody have proved an address; there is no mail server to send a code."""
    staff = ground.cast.staff["facilitator"]
    sealer(INSTALLATION).put(staff, reminders=CANARIES["reminders"])
    staff.save()


def _composed() -> dict[str, str]:
    """Return a package as somebody fills it in, every text of it one canary."""
    named = ("title", "summary", "addressee", "use_words", "missing")
    without = {f"kind{place}": "" for place in (1, 2, 3)}
    without |= {f"offer{place}_{tag}": "" for place in (1, 2, 3) for tag in LANGUAGES}
    return without | {f"{name}_{tag}": CANARIES["package"] for name in named for tag in LANGUAGES}


def _of_facilitators(ground: Ground) -> list[str]:
    """Decide, write down, seal and open a name; return the entry numbers that a page showed once."""
    cast, ids = ground.cast, ground.ids
    door = behind(stand(cast, "facilitator"))
    waiting = Statement.objects.filter(dialogue=cast.dialogue, state="proposed").order_by("-number")
    origin, refused = (f"/w/statements/{one.id}" for one in waiting[:2])
    session, pair = f"/w/s/{ids['session_id']}", f"/w/d/{ids['dialogue_id']}/between/{ids['side_id']}/{ids['other_id']}"
    fill(door, f"{refused}/reject", {"reason": CANARIES["refusal"]})
    reworded = {"text": "The mill stood still", "reason": "Milder", "language": "en"}
    fill(door, f"{origin}/reword", reworded)
    fill(door, f"{session}/notes", {"text": CANARIES["note"]})
    fill(door, f"{session}/commitments", {"what": CANARIES["commitment"], "sides": str(ids["side_id"])})
    fill(door, f"{pair}/new", {"on": DAY.isoformat(), "power": CANARIES["view"]})
    fill(door, f"{pair}/on/{DAY}/correct", {"power": CANARIES["view"]})
    _names(ground, door)
    slips = fill(door, f"/w/d/{ids['dialogue_id']}/seats", {"whom": f"participant:{ids['side_id']}", "count": "2"})
    return [" ".join(found) for found in SLIP.findall(slips.content.decode())]


def _names(ground: Ground, door: Client) -> None:
    """Seal somebody, look them up, and look somebody up who is not there."""
    people = f"/w/p/{ground.ids['process_id']}"
    words = {"passphrase": CANARIES["passphrase"]}
    fill(door, f"{people}/key", words | {"again": CANARIES["passphrase"]})
    person = {"name": CANARIES["name"], "contact": CANARIES["contact"], "notes": CANARIES["remark"], "label": "S1"}
    fill(door, f"{people}/people", person)
    found = fill(door, f"{people}/people", words | {"wanted": CANARIES["name"][:9]})
    assert CANARIES["contact"] in found.content.decode(), "the one page on which a name stands"
    fill(door, f"{people}/people", words | {"wanted": CANARIES["wanted"]})


def leaks(content: bytes, canaries: Mapping[str, str]) -> list[str]:
    """Return the canaries in some bytes: as they are, as a page writes them, or as PostgreSQL writes bytes."""
    return [
        name
        for name, word in canaries.items()
        if any(form in content for form in (word.encode(), escape(word).encode(), word.encode().hex().encode()))
    ]
