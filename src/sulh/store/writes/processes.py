"""
A process, and what is declared in it before anybody answers.

    found ── name, raise_profile
      ├─ add_side, name_side, remove_side
      ├─ add_initiative, change_initiative
      └─ give_role, end_role

A process has a key of its own from its first moment; if founding it fails, the key dies with it. A profile is raised
and never lowered. Names of others are sealed; the log holds codes and ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role, Thing, ask
from sulh.errors import VaultError
from sulh.model.tracks import LEVELS, SECTOR_TRACKS
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.fresh import fresh_id
from sulh.store.kinds import HIGH, K_OF_PROFILE, MOST_SIDES, STANDARD
from sulh.store.models import (
    DeclaredRoles,
    Dialogue,
    Initiative,
    Membership,
    OutcomeStatement,
    Process,
    Side,
    Staff,
    Stipulation,
    StudyGroup,
)
from sulh.store.models.process import PROFILES
from sulh.store.sealing import Sealer, keyring, sealer
from sulh.store.texts import NAME, NOTE, SENTENCE, Reading, as_seen
from sulh.store.writes import agreed_texts, log
from sulh.words.language import LANGUAGES

# The roles that a facilitator gives.
GIVEN_HERE = (Role.FACILITATOR, Role.TRANSLATOR, Role.COORDINATOR, Role.FUNDER, Role.EVALUATOR)
APART = {Role.FACILITATOR: Role.COORDINATOR, Role.COORDINATOR: Role.FACILITATOR}  # both only if it is declared
# A funder is told of gaps alone; a desk would read outcomes with names before anything was released to it.
NEVER_BOTH = {
    "pays-and-coordinates": {Role.FUNDER, Role.COORDINATOR},
    "pays-and-evaluates": {Role.FUNDER, Role.EVALUATOR},
    "sits-and-evaluates": {Role.DESK, Role.EVALUATOR},
}
NAMING_SIDES = (Stipulation, OutcomeStatement)
TRACKS = tuple(track.key for track in SECTOR_TRACKS)
_TEXTS_OF_INITIATIVE = ("titles", "aim", "agenda_item")


@dataclass(frozen=True)
class InitiativeText:
    """
    What a form says of an initiative.

    Attributes:
        titles: By language; one is enough.
        aim: What it is for.
        agenda_item: The item of the official agenda it bears on, if any.
        tracks: Keys of sector tracks; one or more.
        levels: Of three levels of society; one or more.
    """

    titles: Mapping[str, str]
    aim: str
    tracks: Sequence[str]
    levels: Sequence[str]
    agenda_item: str = ""


def found(
    principal: Principal, name: str, *, profile: str, facilitators: Sequence[str], new_id: UUID | None = None
) -> UUID:
    """
    Begin a process and name its first facilitators.

    Args:
        principal: An administrator.
        name: What staff call it.
        profile: "standard" or "high".
        facilitators: Names of accounts, at least one.
        new_id: Id of the process; None for any. A form that comes twice founds one process.

    Raises:
        Refused: If the principal founds no processes.
        Invalid: If the name or profile cannot be kept, or an account is not there.
        Conflict: If the same form is being worked on at this moment.
    """
    ask(principal, "processes", CHANGE, Thing())
    reading = Reading()
    called = reading.text("name", name, most=NAME)
    reading.choice("profile", profile, PROFILES)
    people = _accounts(reading, facilitators)
    reading.done()
    process = Process(id=new_id or clock.random_id(), profile=profile, began=clock.today())
    if Process.objects.filter(pk=process.id).exists():
        return process.id
    _new_key(str(process.id))
    try:
        _keep_new(principal, process, called, people)
    except BaseException:
        keyring().destroy(str(process.id))
        raise
    return process.id


@transaction.atomic
def name(principal: Principal, process_id: UUID, called: str, *, stamp: str) -> None:
    """
    Call a process something else.

    Raises:
        Conflict: If somebody else has renamed it since the page was opened.
    """
    process = asking.get(principal, "process", CHANGE, Process, process_id, lock=True)
    as_seen(process, stamp, "name")
    reading = Reading()
    text = reading.text("name", called, most=NAME)
    reading.done()
    sealer(process.id).put(process, name=text)
    process.save(update_fields=["name"])
    log.enter(process.id, "process-named", principal)


@transaction.atomic
def raise_profile(principal: Principal, process_id: UUID) -> None:
    """
    Raise a process to the high profile: at any time, and never back.

    The threshold of each dialogue rises with it. The consent text of each is replaced by that of the high profile,
    because what is kept and shown is another from now on: participants are asked again.

    Raises:
        Conflict: If it is high already.
    """
    asking.get(principal, "process", CHANGE, Process, process_id)
    dialogues = Dialogue.objects.filter(process_id=process_id).order_by("id")
    list(dialogues.select_for_update().values_list("id"))  # before the process, in the order of every other act
    raised = Process.objects.filter(pk=process_id, profile=STANDARD).update(profile=HIGH)
    if raised != 1:
        raise Conflict("profile-is-high")
    for dialogue in dialogues.all():  # read anew: one may have been created while the process was waited for
        Dialogue.objects.filter(pk=dialogue.id).update(k=max(dialogue.k, K_OF_PROFILE[HIGH]))
        agreed_texts.consent_of_profile(principal, dialogue, HIGH)
    log.enter(process_id, "profile-raised", principal, profile=HIGH)


@transaction.atomic
def add_side(principal: Principal, process_id: UUID, names: Mapping[str, str]) -> UUID:
    """
    Declare a side; it gets the first shape that is free.

    Raises:
        Conflict: If there are as many sides as shapes.
        Invalid: If it has no name, or another side has the same.
    """
    process = asking.get(principal, "process", CHANGE, Process, process_id, lock=True)
    sealed = sealer(process.id)
    taken = list(process.sides.all())
    free = [mark for mark in range(MOST_SIDES) if mark not in {side.mark for side in taken}]
    if not free:
        raise Conflict("too-many-sides")
    side = Side(process=process, mark=free[0])
    sealed.put(side, names=_names(sealed, names, taken))
    side.save()
    log.enter(process.id, "side-added", principal, side=str(side.id), mark=side.mark)
    return side.id


@transaction.atomic
def name_side(principal: Principal, side_id: UUID, names: Mapping[str, str], *, stamp: str) -> None:
    """
    Call a side something else.

    Raises:
        Conflict: If somebody else has renamed it since the page was opened.
    """
    side = _side(principal, side_id)
    as_seen(side, stamp, "names")
    sealed = sealer(side.process_id)
    sealed.put(side, names=_names(sealed, names, side.process.sides.exclude(pk=side.id)))
    side.save(update_fields=["names"])
    log.enter(side.process_id, "side-named", principal, side=str(side.id))


@transaction.atomic
def remove_side(principal: Principal, side_id: UUID) -> None:
    """
    Take back a side that was declared by mistake.

    Raises:
        Conflict: If it takes part in a dialogue, or somebody acts for it; `side-is-named`, in what is measured.
    """
    side = _side(principal, side_id)
    if side.dialogues.exists() or side.seats.exists() or Membership.objects.filter(side=side).exists():
        raise Conflict("side-takes-part")
    named = (StudyGroup.objects.filter(side=side), *(one.objects.filter(sides=side) for one in NAMING_SIDES))
    if any(rows.exists() for rows in named):
        raise Conflict("side-is-named")
    side.delete()
    log.enter(side.process_id, "side-removed", principal, side=str(side_id))


@transaction.atomic
def add_initiative(principal: Principal, process_id: UUID, text: InitiativeText, *, new_id: UUID | None = None) -> UUID:
    """
    Write down a piece of peace work; `new_id` as for `found`.

    Raises:
        Invalid: If a value cannot be kept.
    """
    process = asking.get(principal, "process", CHANGE, Process, process_id, lock=True)
    if new_id is not None and process.initiatives.filter(pk=new_id, ownership=None).exists():
        return new_id
    made = Initiative(id=fresh_id(Initiative, new_id), process=process, phase="")
    _write(made, text)
    made.save(force_insert=True)
    log.enter(process.id, "initiative-added", principal, initiative=str(made.id))
    return made.id


@transaction.atomic
def change_initiative(principal: Principal, initiative_id: UUID, text: InitiativeText, *, stamp: str) -> None:
    """
    Change what is written of an initiative.

    Raises:
        Conflict: If somebody else has changed it since the page was opened.
        Invalid: If a value cannot be kept.
    """
    row = asking.get(principal, "initiative", CHANGE, Initiative, initiative_id, lock=True)
    as_seen(row, stamp, *_TEXTS_OF_INITIATIVE)
    _write(row, text)
    row.save()
    log.enter(row.process_id, "initiative-changed", principal, initiative=str(row.id))


@transaction.atomic
def give_role(principal: Principal, process_id: UUID, *, account: str, role: str, declared: bool = False) -> None:
    """
    Let an account work in a process. Whether there is such an account is not told by how this ends.

    Args:
        principal: A facilitator.
        process_id: Which process.
        account: The name of the account.
        role: One of `GIVEN_HERE`.
        declared: That somebody who convenes here may coordinate too, or the other way round: shown to all from then on.

    Raises:
        Invalid: If the role is none that is given here, or the name is none.
        Conflict: `coordinates-and-convenes`, for both roles at once unless it is declared; `pays-and-coordinates`;
            `pays-and-evaluates`; `sits-and-evaluates`, for an account of a desk.
    """
    process = asking.get(principal, "process", CHANGE, Process, process_id, lock=True)
    ask(principal, "staff", CHANGE, asking.thing_of(process))
    reading = Reading()
    called = reading.text("account", account, most=40)
    reading.choice("role", role, GIVEN_HERE)
    reading.done()
    staff = Staff.objects.filter(account=called, is_active=True).first()
    if staff is None or Membership.objects.filter(staff=staff, process=process, role=role, ended=None).exists():
        return
    _keep_apart(principal, process, staff, role, declared=declared)
    _join(principal, process, staff, role)


@transaction.atomic
def end_role(principal: Principal, membership_id: UUID) -> None:
    """
    End the role of somebody, with their next request.

    Raises:
        Conflict: If it has ended already, or no facilitator would be left.
    """
    held = asking.get(principal, "staff", CHANGE, Membership, membership_id)
    Process.objects.select_for_update().get(pk=held.process_id)
    working = Membership.objects.filter(process_id=held.process_id, role=Role.FACILITATOR, ended=None)
    if held.role == Role.FACILITATOR and not working.exclude(pk=held.id).exists():
        raise Conflict("last-facilitator")
    if Membership.objects.filter(pk=held.id, ended=None).update(ended=clock.today()) != 1:
        raise Conflict("role-has-ended")
    log.enter(held.process_id, "role-ended", principal, role=held.role, account=str(held.staff_id))


def _new_key(name: str) -> None:
    """Make the key of a process; of two who found the same one at once, the second is told."""
    try:
        keyring().new_data_key(name)
    except VaultError:
        if name in keyring().names():
            raise Conflict("somebody-was-quicker") from None
        raise


@transaction.atomic
def _keep_new(principal: Principal, process: Process, called: str, people: Sequence[Staff]) -> None:
    sealer(process.id).put(process, name=called)
    process.save(force_insert=True)
    log.enter(process.id, "process-founded", principal, profile=process.profile)
    for person in people:
        _join(principal, process, person, Role.FACILITATOR)


def _join(principal: Principal, process: Process, staff: Staff, role: str) -> None:
    Membership.objects.create(staff=staff, process=process, role=role)
    log.enter(process.id, "role-given", principal, role=str(role), account=str(staff.id))


def _keep_apart(principal: Principal, process: Process, staff: Staff, role: str, *, declared: bool) -> None:
    """Refuse two roles that nobody holds at once; and, unless declared, that one convenes and coordinates."""
    held = staff.memberships.filter(process=process, ended=None)
    never_both(held.values_list("role", flat=True), role)
    other = APART.get(Role(role))
    if other is None or not held.filter(role=other).exists():
        return
    if not declared:
        raise Conflict("coordinates-and-convenes")
    DeclaredRoles.objects.get_or_create(process=process, staff=staff, defaults={"on": clock.today()})
    log.enter(process.id, "roles-declared", principal, account=str(staff.id))


def never_both(held: Iterable[str], role: str) -> None:
    """
    Refuse a role beside those that somebody holds in a process, where no declaration could make both right.

    Raises:
        Conflict: One of `NEVER_BOTH`.
    """
    working = set(held)
    for code, both in NEVER_BOTH.items():
        if role in both and working & (both - {role}):
            raise Conflict(code)


def _accounts(reading: Reading, given: Sequence[str]) -> list[Staff]:
    """Return the accounts of these names, each once, in their order."""
    called = list(dict.fromkeys(one.strip() for one in given if one.strip()))
    found = {staff.account: staff for staff in Staff.objects.filter(account__in=called, is_active=True)}
    if not called:
        reading.faults["facilitators"] = "empty"
    elif len(found) < len(called):
        reading.faults["facilitators"] = "no-account"
    return [found[one] for one in called if one in found]


def _side(principal: Principal, side_id: UUID) -> Side:
    """Return a side of a process that the principal may change; the process is locked, so that names stay unlike."""
    side = asking.get(principal, "process", CHANGE, Side, side_id)
    Process.objects.select_for_update().get(pk=side.process_id)
    fresh = Side.objects.filter(pk=side_id).first()
    if fresh is None:
        raise Refused
    return fresh


def _names(sealed: Sealer, given: Mapping[str, str], others: Iterable[Side]) -> dict[str, str]:
    """Return the names of a side, at least in one language, none of which another side has."""
    reading = Reading()
    names = reading.texts("names", given, LANGUAGES, most=NAME, needed=False)
    if not names:
        reading.faults.setdefault(f"names_{LANGUAGES[0]}", "one-language")
    reading.done()
    taken = {(tag, text.casefold()) for side in others for tag, text in sealed.texts(side, "names").items()}
    same = {f"names_{tag}": "name-is-taken" for tag, text in names.items() if (tag, text.casefold()) in taken}
    if same:
        raise Invalid(same)
    return names


def _write(row: Initiative, given: InitiativeText) -> None:
    reading = Reading()
    titles = reading.texts("titles", given.titles, LANGUAGES, most=NAME, needed=False)
    aim = reading.lines("aim", given.aim, most=NOTE)
    item = reading.text("agenda_item", given.agenda_item, most=SENTENCE, needed=False)
    if not titles:
        reading.faults.setdefault(f"titles_{LANGUAGES[0]}", "one-language")
    if not given.tracks or set(given.tracks) - set(TRACKS):
        reading.faults["tracks"] = "no-choice"
    if not given.levels or set(given.levels) - set(LEVELS):
        reading.faults["levels"] = "no-choice"
    reading.done()
    row.levels = ",".join(level for level in LEVELS if level in given.levels)
    row.sector_tracks = ",".join(track for track in TRACKS if track in given.tracks)
    sealer(row.process_id).put(row, titles=titles, aim=aim, agenda_item=item)
