"""
What one person typed into the page of a study, as values: the same row as paper or a form server would bring.

    fields of a form ──read_sheet──▶ SheetRow, or what is at fault, by field

A field is called as its question; which list of a list experiment was read is told by whoever asks, never by a field.
Every question may stay unanswered, but for the code. No fault tells what stood there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.formats.cells import plain
from sulh.formats.study_form import CODE
from sulh.formats.study_rows import LONGEST, SHORTEST, SheetRow, as_code, value_of
from sulh.model.questionnaire import Questionnaire

NO_CODE, FAULT_OF_CODE, OFF_SCALE = "code-missing", "code-length", "off-scale"
MOST_LETTERS: Final = 200  # of a field: what is longer is no answer, and is not looked through


def read_sheet(
    asked: Questionnaire, group: int, given: Mapping[str, str], shown: Mapping[str, bool]
) -> tuple[SheetRow, dict[str, str]]:
    r"""
    Read one person's sheet.

    Args:
        asked: What was asked.
        group: Number of the group whose number they came with.
        given: Field -> what was typed or chosen; what is not there was not answered.
        shown: List experiment -> whether the statement that matters was on the list of this page.

    Returns:
        The row, and field -> what is at fault: with any fault the row is to be thrown away.

    >>> from sulh.instruments import questionnaire
    >>> typed = {"code": "FA 07 he", "warm_own": "\u0664\u0660", "trust_most": "4"}
    >>> row, faults = read_sheet(questionnaire("short"), 1, typed, {})
    >>> row.code, dict(row.values), faults
    ('fa07he', {'warm_own': 40.0, 'trust_most': 4.0}, {})
    """
    faults: dict[str, str] = {}
    code = code_of(given.get(CODE, ""))
    if not code:
        faults[CODE] = fault_of(given.get(CODE, ""))
    values: dict[str, float] = {}
    for question in asked.questions:
        key = question.item.key
        typed = given.get(key, "")
        if not (raw := plain(typed[:MOST_LETTERS])):
            continue
        value = value_of(question, raw, longer=shown.get(key, False)) if len(typed) <= MOST_LETTERS else None
        if value is None:
            faults[key] = OFF_SCALE
        else:
            values[key] = value
    lists = {one.item.key for one in asked.questions if one.item.kind == "list"} & values.keys()
    return SheetRow(code, group, values, {key: shown.get(key, False) for key in sorted(lists)}), faults


def code_of(typed: str) -> str:
    """
    Return the code that somebody built, as it is compared; empty where it is none.

    >>> code_of("Fa 07 HE"), code_of("a"), code_of("x" * 500)
    ('fa07he', '', '')
    """
    code = as_code(typed) if len(typed) <= MOST_LETTERS else ""
    return code if SHORTEST <= len(code) <= LONGEST else ""


def fault_of(typed: str) -> str:
    """
    Return what is wrong with what is no code: nothing stands there, or too little or too much.

    >>> fault_of("  "), fault_of("a")
    ('code-missing', 'code-length')
    """
    return FAULT_OF_CODE if typed.strip() else NO_CODE
