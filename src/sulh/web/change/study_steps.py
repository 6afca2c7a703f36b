"""
What it takes to set a study up, in the order of work: what is done, what comes next and what is missing.

    StudyShown ──steps──▶ (name, "done" | "next" | "missing" | "later", address, note), ...    none once people answer
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.reads.studies import StudyShown
from sulh.words.language import mark

CALLED: Final[Mapping[str, str]] = {
    "questions": mark("Questions"),
    "asker": mark("Who asks"),
    "waves": mark("Waves"),
    "groups": mark("Groups"),
    "plan": mark("Plan"),
    "numbers": mark("Entry numbers"),
}
WAVES: Final = 2  # one before, and one after: of a single one nothing can be analysed, and nothing planned
Step = tuple[Markup, str, str | None, Markup | None]


def steps(words: PageLanguage, found: StudyShown) -> list[Step]:
    """Return the steps for whoever sets the study up; none once somebody has answered, or everything is done."""
    done = _done(found)
    if not found.evaluates or found.gone or found.begun or all(done.values()):
        return []
    ahead = "next"
    lines: list[Step] = []
    for key, name in CALLED.items():
        state = "done" if done[key] else "later" if _waits(key, found) else ahead
        ahead = "missing" if state == "next" else ahead
        lines.append((words.say(name), state, _address(key, found, state), None))
    return lines


def following(found: StudyShown) -> str:
    """Return the step that comes next, as the one main action of the page; empty once people answer."""
    done = _done(found)
    return "" if found.begun else next((key for key in CALLED if not done[key] and not _waits(key, found)), "")


def _done(found: StudyShown) -> dict[str, bool]:
    return {
        "questions": True,
        "asker": found.told,
        "waves": len(found.waves) >= WAVES,
        "groups": bool(found.groups),
        "plan": found.frozen is not None,
        "numbers": bool(found.groups) and all(one.made is not None for one in found.groups),
    }


def _waits(key: str, found: StudyShown) -> bool:
    """Whether a step cannot be taken before another one."""
    if key == "plan":
        return len(found.waves) < WAVES
    return key == "numbers" and not (found.groups and found.told)


def _address(key: str, found: StudyShown, state: str) -> str | None:
    """Return where a step is taken, or where on the page it stands once it was."""
    pages = {"asker": "study-asker", "waves": "study-wave-new", "groups": "study-groups-new", "plan": "study-plan"}
    if state == "later":
        return None
    return f"#{key}" if state == "done" or key not in pages else reverse(pages[key], args=[found.id])
