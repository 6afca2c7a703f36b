"""Before a round opens: the page of a dialogue with its list of steps, and the small page behind each of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal, Refused
from sulh.designs.dialogues import unfilled
from sulh.store.kinds import design_of, phases_of
from sulh.store.reads import dialogues as reads
from sulh.store.reads.seats import seats_of
from sulh.store.writes import agreed_texts
from sulh.store.writes import dialogues as writes
from sulh.store.writes.dialogues import WHO
from sulh.web.jinja import words_of
from sulh.web.setup.around import around_dialogue, done, go_on, shown
from sulh.web.setup.capacity import shows
from sulh.web.setup.dialogue_forms import DialogueNames, SidesForm, TextForm
from sulh.web.setup.forms import OWN
from sulh.web.setup.steps import KINDS_OF_TEXT, steps
from sulh.words.language import mark

PARTS = {"asked": mark("Who is asked"), "chosen": mark("How they are chosen"), "missing": mark("Who is missing")}
LONGEST_PHASE = 2  # digits


def dialogue(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show how far a dialogue is, and what comes next."""
    words = words_of(request)
    here, frame = around_dialogue(request, principal, dialogue_id, "dialogue")
    found = reads.dialogue_page(principal, dialogue_id, words.tag)
    design = design_of(found.kind)
    phase = next((one for one in design.phases if one.number == found.phase), None)
    values = {
        "title": words.say("Preparation"),
        "dialogue": found,
        "name_of": frame.dialogue,
        "design": design,
        "phase": phase,
        "steps": steps(words, found, seats_of(principal, dialogue_id, words.tag)),
        "ready": not found.gaps,
        "questions": [prompt for prompt in design.prompts if prompt.form == "question"],
    }
    return shown(request, "setup/dialogue.html.j2", values, here=here)


def dialogue_name(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Change title and question."""
    words = words_of(request)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    found = reads.dialogue_page(principal, dialogue_id, words.tag)
    form = DialogueNames(
        words,
        request.POST or None,
        titles=found.titles,
        question=found.question,
        tags=found.languages,
        initial={"stamp": found.stamps["titles"]},
    )
    if request.method == "POST" and form.is_valid():
        with form.telling():
            stamp = form.cleaned_data["stamp"]
            writes.rename(principal, dialogue_id, form.texts("titles"), form.texts("question"), stamp=stamp)
            return done("dialogue", dialogue_id=dialogue_id)
    values = {"title": words.say("Title and question")}
    return shown(request, "setup/dialogue_name.html.j2", values, here=here, form=form)


def sides(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Say which sides take part and how many are invited, until the first round opens."""
    words = words_of(request)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    found = reads.dialogue_page(principal, dialogue_id, words.tag)
    counted = found.population == "room"
    form = SidesForm(words, request.POST or None, sides=found.taking_part, counted=counted)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.invite(principal, dialogue_id, form.invited())
            return done("dialogue-shows", dialogue_id=dialogue_id)
    values = {"title": words.say("Sides and numbers") if counted else words.say("Sides"), "dialogue": found}
    return shown(request, "setup/sides.html.j2", values, here=here, form=form)


def what_it_shows(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Say what a room of this size can ever show."""
    words = words_of(request)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    found = reads.dialogue_page(principal, dialogue_id, words.tag)
    taking = [side for side in found.taking_part if side.takes_part]
    told = shows(
        words,
        design_of(found.kind),
        {side.id: side.name for side in taking},
        {side.id: side.invited for side in taking},
        k=found.k,
        level=found.level,
    )
    values = {
        "title": words.say("What this room can show"),
        "shows": told,
        "dialogue": found,
        "sides": [(side, side.invited) for side in taking],
    }
    return shown(request, "setup/shows.html.j2", values, here=here)


def who(request: HttpRequest, principal: Principal, dialogue_id: UUID, part: str) -> HttpResponse:
    """Write down who is asked, how they are chosen, who is missing: three small pages, one after the other."""
    words = words_of(request)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    found = reads.dialogue_page(principal, dialogue_id, words.tag)
    if part not in WHO:
        raise Refused
    form = TextForm(
        words,
        request.POST or None,
        values=found.who[part],
        tags=found.languages,
        rows=4,
        called=PARTS[part],
        needed=False,
        initial={"stamp": found.stamps[part]},
    )
    if request.method == "POST" and form.is_valid():
        with form.telling():
            stamp = form.cleaned_data["stamp"]
            changed = writes.say_who(principal, dialogue_id, part, form.texts("text"), stamp=stamp)
            lead = done if changed else go_on
            after = WHO[WHO.index(part) + 1 :]
            if after:
                return lead("who-is-asked", dialogue_id=dialogue_id, part=after[0])
            return lead("dialogue", dialogue_id=dialogue_id)
    asked = design_of(found.kind).asked
    hints = {"asked": asked.who, "chosen": asked.how, "missing": asked.missing}
    values = {
        "title": words.say(PARTS[part]),
        "hint": hints[part][words.tag],
        "voices": [voice.text[words.tag] for voice in asked.voices] if part == "missing" else [],
        "place": words.say("Part {n} of {all}", n=words.number(WHO.index(part) + 1), all=words.number(len(WHO))),
    }
    return shown(request, "setup/who.html.j2", values, here=here, form=form)


def consent_text(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Read and change what each person accepts."""
    return _agreed_text(request, principal, dialogue_id, "consent")


def ground_rules(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Read and change the rules among those who take part."""
    return _agreed_text(request, principal, dialogue_id, "rules")


def _agreed_text(request: HttpRequest, principal: Principal, dialogue_id: UUID, kind: str) -> HttpResponse:
    """Show a text to be changed; what changes is a new version."""
    words = words_of(request)
    here, frame = around_dialogue(request, principal, dialogue_id, "")
    found = reads.text(principal, dialogue_id, kind)
    form = TextForm(
        words,
        request.POST or None,
        values={tag: "\n\n".join(parts) for tag, parts in found.paragraphs.items()},
        tags=frame.languages,
        rows=14,
        called=KINDS_OF_TEXT[kind],
        needed=True,
        initial={"version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        with form.telling():
            version = form.cleaned_data["version"] or 0
            agreed_texts.change(principal, dialogue_id, kind, form.texts("text"), version_seen=version)
            return done("dialogue", dialogue_id=dialogue_id)
    values = {
        "title": words.say(KINDS_OF_TEXT[kind]),
        "dialogue_id": dialogue_id,
        "consultation": frame.population == "consultation",
        "text": found,
        "open": [words.name(OWN[tag]) for tag in found.open],
        "waiting": [(tag, one) for tag in found.open for one in found.paragraphs[tag] if unfilled(one)],
    }
    return shown(request, "setup/text.html.j2", values, here=here, form=form)


def phase(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Go on to the next phase, or back to an earlier one."""
    words = words_of(request)
    found = reads.dialogue_page(principal, dialogue_id, words.tag)
    if found.phase is None:
        raise Refused
    if request.method == "POST":
        to, seen = _whole(request.POST.get("phase")), _whole(request.POST.get("seen"))
        writes.move(principal, dialogue_id, phase=to, phase_seen=seen)
        return done("dialogue", dialogue_id=dialogue_id)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    checks = reads.harm_page(principal, dialogue_id).checks
    following = found.phase + 1 if found.phase + 1 in phases_of(found.kind) else None
    newest = next((check for check in checks if check.phase == following), None)
    values = {
        "title": words.say("Phase"),
        "dialogue": found,
        "phases": design_of(found.kind).phases,
        "following": following,
        "go": following is not None and newest is not None and newest.go,
        "design": design_of(found.kind),
    }
    return shown(request, "setup/phase.html.j2", values, here=here)


def _whole(text: str | None) -> int:
    """Return a small whole number as it came in; one that is no phase for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) <= LONGEST_PHASE else -1
