"""
report.html: the facilitator's working paper, one self-contained file.

    who was asked · what cannot be said · statements by standing · divides · unheard · map and groups · patterns ·
    the further cut · other scores · what to ask next · method · how to reproduce

The parts stand in modules beside this one; here they are put in order.
"""

from __future__ import annotations

from sulh.figures.house import direction, headline
from sulh.model.findings import STANDINGS, Findings
from sulh.papers.asked import asked, gaps
from sulh.papers.method import command, files, how_to_read, how_to_read_limits, paragraphs
from sulh.papers.page import FIRST_LINE, PageLanguage, page_language, render
from sulh.papers.patterns import Patterns
from sulh.papers.standings import Statements

NEXT = 5  # statements named per side as those to ask next


def report_html(findings: Findings, *, lang: str = "en") -> str:
    """
    Return the facilitator's working paper as one HTML file that needs no other file, no script and no network.

    Args:
        findings: From `sulh.analyse`. Not altered.
        lang: Language of the labels: "en", "fr" or "ar".

    Returns:
        The page. The same findings and language give the same bytes.

    Raises:
        SettingError: If Sulh does not speak the language.
    """
    words = page_language(lang)
    statements = Statements(findings, words)
    return render(
        "report.html.j2",
        words,
        findings=findings,
        first_line=words.say(FIRST_LINE),
        headline=headline(findings, words),
        tally=_tally(findings, words),
        asked=asked(findings, words),
        gaps=gaps(findings, words),
        statements=statements,
        sections=statements.sections(),
        mark_says=how_to_read(findings.inputs.population, words),
        limit_says=how_to_read_limits(words),
        axis_says=direction(statements.axis, words),
        patterns=Patterns(findings, words),
        next_up=_next_up(findings),
        method=paragraphs(findings, words),
        command=command(findings),
        files=files(findings, words),
    )


def _tally(findings: Findings, words: PageLanguage) -> str:
    """Say how many statements have each standing."""
    firm, likely, unknown, refused = (
        words.number(sum(statement.standing == standing for statement in findings.statements)) for standing in STANDINGS
    )
    if findings.inputs.population == "room":
        return words.say(
            "Firm: {firm}. Likely: {likely}. Not yet known: {unknown}. Refused or out of reach: {refused}.",
            firm=firm,
            likely=likely,
            unknown=unknown,
            refused=refused,
        )
    return words.say(
        "Firm: {firm}. Likely: {likely}. Not yet known: {unknown}. Refused by a side: {refused}.",
        firm=firm,
        likely=likely,
        unknown=unknown,
        refused=refused,
    )


def _next_up(findings: Findings) -> list[tuple[str, list[str]]]:
    """
    Return for each side the statements that it would help most to show next, the heaviest first.

    What everybody of the side who takes part has answered already cannot be asked again.
    """
    sides = {side.name: side.answered for side in findings.sides}
    asked_out = {
        (name, statement.id)
        for statement in findings.statements
        for name, own in statement.sides.items()
        if own.answered >= sides[name]
    }
    by_side = [
        (route.side, sorted(route.weights, key=lambda number: -route.weights[number])) for route in findings.routing
    ]
    left = [(side, [number for number in ids if (side, number) not in asked_out][:NEXT]) for side, ids in by_side]
    return [(side, ids) for side, ids in left if ids]
