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
from sulh.papers.method import command, how_to_read, paragraphs
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
        mark_says=how_to_read(findings.inputs.population, words),
        axis_says=direction(statements.axis, words),
        patterns=Patterns(findings, words),
        next_up=_next_up(findings),
        method=paragraphs(findings, words),
        command=command(findings),
    )


def _tally(findings: Findings, words: PageLanguage) -> str:
    """Say how many statements have each standing."""
    firm, likely, unknown, refused = (
        words.number(sum(statement.standing == standing for statement in findings.statements)) for standing in STANDINGS
    )
    return words.say(
        "Firm: {firm}. Likely: {likely}. Not yet known: {unknown}. Refused by a side: {refused}.",
        firm=firm,
        likely=likely,
        unknown=unknown,
        refused=refused,
    )


def _next_up(findings: Findings) -> list[tuple[str, list[str]]]:
    """Return for each side the statements that it would help most to show next, the heaviest first."""
    return [
        (route.side, sorted(route.weights, key=lambda number: -route.weights[number])[:NEXT])
        for route in findings.routing
        if route.weights
    ]
