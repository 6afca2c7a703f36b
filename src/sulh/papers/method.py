"""
The method in plain words, and how to come to the same findings again.

    how_to_read  what a mark and its line say
    paragraphs   what each word of the report means, with this report's level and confidence
    command      the command line that makes the same findings from the same files
"""

from __future__ import annotations

from sulh.model.findings import Findings, Population
from sulh.papers.page import PageLanguage


def paragraphs(findings: Findings, words: PageLanguage) -> list[str]:
    """Return the method in plain words."""
    options, room = findings.inputs.options, findings.inputs.population == "room"
    level, confidence = words.share(options.level), words.share(options.confidence)
    said = [
        words.say(
            "Every side is judged by its own answers alone, and every side counts the same whatever its size. "
            "The side that agrees least decides. More support on one side never lifts a statement that another rejects."
        )
    ]
    if room:
        said.append(
            words.say(
                "Everybody invited is known, so nothing is estimated: the line on each row runs from what is certain "
                "already to what is still possible when those who have not answered do. A statement is firm when on "
                "every side at least {level} of those invited agree.",
                level=level,
            )
        )
    else:
        said.append(
            words.say(
                "The line on each row is an interval: each of its ends holds in about {confidence} of cases. It speaks "
                "of those who answered and of others like them, never of the side as a whole. A statement is firm when "
                "on every side the lower end reaches {level}.",
                confidence=confidence,
                level=level,
            )
        )
    return [*said, *_fewest(findings, words), _passes(findings, words), *_orders(findings, words)]


def how_to_read(population: Population, words: PageLanguage) -> str:
    """Return what a mark and its line say: in a room what is still possible, in a consultation how sure it is."""
    if population == "room":
        return words.say(
            "Each mark is the share of a side's answers so far that agree; the line runs from what is certain already "
            "among those invited to what is still possible."
        )
    return words.say(
        "Each mark is the share of a side's own answers that agree; the line through it shows how sure that is."
    )


def how_to_read_limits(words: PageLanguage) -> str:
    """Return what the sentence beside the figure of a row says."""
    return words.say(
        "The sentence of each row names the side that limits the finding, with its own numbers. Where the finding is "
        "firm, it also says how many people of a side would have to turn from yes to no for it to be lost."
    )


def _fewest(findings: Findings, words: PageLanguage) -> list[str]:
    """Say without how many answers nothing can be firm, and why that is no number to aim at."""
    if not findings.sides:
        return []
    if findings.inputs.population == "room":
        fewest = [
            words.say("{side}: {number}", side=words.name(side.name), number=words.number(side.needed))
            for side in findings.sides
        ]
        return [words.say("Agreements that firm takes at least: {fewest}.", fewest=words.listing(fewest))]
    return [
        words.count(
            "One answer from each side is the least with which a statement can be firm, if it agrees.",
            "{n} answers from each side are the least with which a statement can be firm, if all of them agree. It is "
            "no number to aim at: so few speak for themselves, and one no among them is enough to lose it.",
            max(side.needed for side in findings.sides),
        )
    ]


def _passes(findings: Findings, words: PageLanguage) -> str:
    if findings.inputs.options.pass_as == "missing":
        return words.say("A pass was read as no answer. It is shown apart.")
    return words.say("A pass counts as an answer that does not agree. It is shown apart.")


def _orders(findings: Findings, words: PageLanguage) -> list[str]:
    level = words.share(findings.inputs.options.level)
    if findings.inputs.population == "room":
        refused = words.say(
            "Refused or out of reach: on some side more of its own answers reject than accept, among at least three, "
            "or too few are left to reach {level}.",
            level=level,
        )
    else:
        refused = words.say(
            "Refused: on some side more of its own answers reject than accept, among at least five. With fewer a no is "
            "not yet a refusal."
        )
    likely = words.say(
        "Likely: not firm and not refused, and on every side at least {level} of those who answered agree.", level=level
    )
    return [
        words.together([likely, refused, words.say("Not yet known: all others.")]),
        words.say(
            "Within a standing, statements come in the order of an estimate that borrows a little from similar "
            "answers. The estimate orders this paper; it decides nothing and does not leave this room."
        ),
    ]


def files(findings: Findings, words: PageLanguage) -> str:
    """Return the files that were read, each with its rows, as one phrase; empty where none is known."""
    return words.listing(
        [
            words.say("{file} ({rows})", file=words.name(file), rows=words.number(rows))
            for file, rows in findings.inputs.files.items()
        ]
    )


def command(findings: Findings) -> str:
    """
    Return the command line that makes the same findings; file names are for the reader to fill in.

    Args:
        findings: Their options are written out, defaults too.
    """
    read = findings.inputs
    parts = ["sulh analyse VOTES"]
    parts += ["--sides SIDES"] if findings.sides else []
    parts += ["--invited INVITED"] if read.population == "room" else []
    parts += ["--cut CUT"] if findings.cut is not None else []
    parts += ["--exclude EXCLUDED"] if read.excluded else []
    parts += ["--lenient"] if read.skipped else []
    options = read.options
    parts.append(f"--level {options.level!r} --confidence {options.confidence!r} --pass-as {options.pass_as}")
    return " ".join([*parts, f"--seed {options.seed} --out PAPERS"])
