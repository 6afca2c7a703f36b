"""The acts of the process log in sentences. One without a sentence is shown as its code: nothing is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from sulh.formats.outcome_words import ROLE_WORDS, VERDICT_WORDS
from sulh.papers.page import PageLanguage
from sulh.papers.transfer.phrases import ATTRIBUTION_WORDS
from sulh.web.chain.words import CONFIDENCES
from sulh.web.desk.words import ANSWERS, HANDOVERS, ITEM_STATES
from sulh.words.language import mark

ACTS: dict[str, str] = {
    "process-founded": mark("The process was founded"),
    "process-named": mark("The process got another name"),
    "profile-raised": mark("The risk profile was raised to high"),
    "process-closed": mark("The process was closed; everything is kept for {days} days"),
    "process-purged": mark("The process was deleted at once"),
    "process-ended": mark("The time of the closed process was over"),
    "key-destroyed": mark("The key of the process was destroyed, with all that it protected"),
    "shares-made": mark("The key of the process was cut into two shares for custodians"),
    "side-added": mark("A side was declared"),
    "side-named": mark("A side got other names"),
    "side-removed": mark("A side was taken back"),
    "initiative-added": mark("An initiative was written down"),
    "initiative-changed": mark("An initiative was changed"),
    "role-given": mark("Somebody was given a role: {role}"),
    "role-ended": mark("A role ended: {role}"),
    "account-renewed": mark("An administrator gave somebody who works here a new first password"),
    "account-closed": mark("An administrator closed the account of somebody who works here"),
    "dialogue-created": mark("A dialogue was created, level {level} %, threshold {k}"),
    "dialogue-bears": mark("It was said on which item of the official agenda a dialogue bears: {item}"),
    "dialogue-named": mark("A dialogue got another title or question"),
    "who-is-asked": mark("Who is asked, how they are chosen or who is missing was written down"),
    "sides-invited": mark("Sides and numbers invited were set"),
    "attribution-set": mark("What a release may tell of a side was written down: {to}"),
    "text-version": mark("{text}: version {version}"),
    "harm-check": mark("Harm check number {number}: {decision}"),
    "phase-changed": mark("The phase was changed from {before} to {after}"),
    "seats-made": mark("Slips with entry numbers were made: {count}"),
    "seat-withdrawn": mark("A slip was withdrawn"),
    "code-replaced": mark("A lost entry number was replaced"),
    "reader-appointed": mark("A reader of a side was appointed"),
    "key-made": mark("A facilitator made their key"),
    "key-replaced": mark("A facilitator replaced their key"),
    "identity-sealed": mark("A name was written down and locked"),
    "identity-opened": mark("Names were opened: {shown}"),
    "identities-exported": mark("Locked names were taken out: {boxes}"),
    "identity-erased": mark("Locked names were erased: {boxes}"),
    "statement-seeded": mark("Statement {statement} was written by the facilitators"),
    "statement-drawn": mark("Statement {statement} was drawn from a note"),
    "statement-accepted": mark("Statement {statement} was accepted"),
    "statement-rejected": mark("Statement {statement} was rejected"),
    "statement-reworded": mark("Statement {statement} was reworded"),
    "statement-merged": mark("Statement {statement} was merged into another"),
    "statement-withdrawn": mark("Statement {statement} was withdrawn"),
    "statement-to-all": mark("Statement {statement} was opened to all sides"),
    "statement-translated": mark("Statement {statement} was translated"),
    "original-opened": mark("The original of statement {statement} was opened"),
    "round-made": mark("Round {number} was drafted"),
    "package-consented": mark("Package {number} may go to the official table as people agreed at entry"),
    "sounding-made": mark("Round {number}, with clauses of the text, was drafted"),
    "nobody-objects": mark("It was announced that nobody cannot live with a clause"),
    "round-changed": mark("Round {number} was changed before it opened"),
    "round-dropped": mark("Round {number} was dropped before it opened"),
    "round-opened": mark("Round {number} was opened"),
    "round-paused": mark("Round {number} was paused"),
    "round-resumed": mark("Round {number} went on"),
    "round-closed": mark("Round {number} was closed"),
    "round-reopened": mark("Round {number} was opened again"),
    "epoch-ended": mark("Part {epoch} of round {number} ended"),
    "paper-ballots-made": mark("Paper ballots were made: {count}"),
    "paper-erased": mark("A paper ballot was taken back and erased"),
    "paper-entered": mark("Paper ballots were entered: {count}"),
    "published": mark("Results were published, number {number}, threshold {k}"),
    "session-held": mark("A meeting was written down"),
    "commitment-made": mark("A commitment was written down"),
    "commitment-done": mark("A commitment was marked as done"),
    "commitment-reopened": mark("A commitment was marked as not done"),
    "text-begun": mark("A text was begun"),
    "text-put": mark("Version {version} of the text was put to the sides"),
    "text-redrafted": mark("The next version of the text was begun"),
    "text-called": mark("The readers were asked about version {version} of the text"),
    "text-reopened": mark("The question to the readers was taken back"),
    "text-answered": mark("The readers of every side have answered on version {version}: {to}"),
    "package-composed": mark("Package {number} was composed"),
    "package-changed": mark("Package {number} was composed anew: what was said of it before is void"),
    "package-confirmed": mark("Package {number} was confirmed by a second facilitator"),
    "package-asked": mark("Package {number} was put before the readers of every side"),
    "package-approved": mark("Package {number} was approved by every side, as its hash says"),
    "package-not-released": mark("Package {number} was not released"),
    "package-dropped": mark("Package {number} was dropped before anybody was asked"),
    "package-sent": mark("Package {number} was sent"),
    "package-recalled": mark("Package {number} was recalled"),
    "package-opened": mark("Package {number} was opened by its desk"),
    "package-handed-over": mark("Package {number} was handed over: {to}"),
    "package-answered": mark("Package {number} was answered: {to}"),
    "desk-added": mark("A desk was written down"),
    "readiness-on": mark("Judging readiness was switched on"),
    "readiness-off": mark("Judging readiness was switched off, and what was judged was deleted"),
    "roles-declared": mark("It was declared that somebody coordinates and facilitates here at once"),
    "official-round-added": mark("Round {number} of the official talks was written down"),
    "official-round-changed": mark("Round {number} of the official talks was changed"),
    "official-round-dropped": mark("Round {number} of the official talks was taken back"),
    "item-added": mark("Item {item} of the official agenda was written down: {to}"),
    "item-changed": mark("Item {item} of the official agenda was changed: {to}"),
    "question-came": mark("Question {number} came in"),
    "question-taken": mark("Question {number} was taken into a dialogue"),
    "question-put": mark("Question {number} was turned into a statement"),
    "question-declined": mark("Question {number} was declined"),
    "question-closed": mark("Question {number} was closed"),
    "parts-judged": mark("What became of the parts of package {number} was written down"),
    "contribution-noted": mark("What statement {statement} contributed to was written down: {to}"),
    "contribution-withdrawn": mark("A link between a statement and a clause was taken back"),
    "agreement-added": mark("An agreement was added"),
    "agreement-removed": mark("An agreement was deleted"),
    "provision-confirmed": mark("A passage of an agreement was confirmed: {to}"),
    "provision-unlinked": mark("What contributed to a passage of an agreement was taken back"),
    "provision-withdrawn": mark("A passage of an agreement was taken back"),
    "coding-opened": mark("Two people began to score how far an agreement is carried out"),
    "coding-closed": mark("How far an agreement is carried out was scored"),
    "coding-called-off": mark("Scoring an agreement was given up"),
    "study-set-up": mark("A study of attitudes was set up"),
    "study-plan-frozen": mark("A plan was laid down for a study of attitudes: {plan}"),
    "study-analysed": mark("A study of attitudes was analysed: report {number}"),
    "study-answers-deleted": mark("All answers of a study of attitudes were deleted, with their key"),
    "outcome-added": mark("Outcome {number} was written down"),
    "outcome-removed": mark("Outcome {number} was deleted before anybody had judged it"),
    "outcome-judged": mark("Somebody independent was asked about outcome {number}: {to}"),
    "outcome-unjudged": mark("What was taken down about outcome {number} was taken back: {to}"),
    "indicator-added": mark("Indicator {number} was written down"),
    "indicator-removed": mark("Indicator {number} was deleted before anything was found"),
    "indicator-put": mark("Numbers of indicator {number} were written down: {to}"),
    "relationship-noted": mark("What is seen of a relationship was written down"),
}
VALUES: dict[str, str] = {
    "go": mark("go"),
    "no-go": mark("no-go"),
    "facilitator": mark("Facilitator"),
    "translator": mark("Translator"),
    "coordinator": mark("Coordinator"),
    "funder": mark("Funder"),
    "consent": mark("Consent text"),
    "rules": mark("Ground rules"),
    "desk": mark("Desk"),
    **ITEM_STATES,
    **ANSWERS,
    **HANDOVERS,
    **CONFIDENCES,
    **{str(key): told for key, told in VERDICT_WORDS.items()},
    **{str(key): told for key, told in ROLE_WORDS.items()},
    **{str(level): told for level, told in ATTRIBUTION_WORDS.items()},
    "recommended": mark("the sides can recommend it"),
    "not-recommended": mark("the sides cannot recommend it"),
}


def sentence(words: PageLanguage, act: str, refs: Mapping[str, str | int]) -> Markup:
    """Return what was done, in the reader's language."""
    told = {key: _value(words, value) for key, value in refs.items()}
    try:
        return words.say(ACTS[act], **told)
    except KeyError:  # a record of another version of the program
        return Markup("{}").format(act)


def _value(words: PageLanguage, value: str | int) -> Markup | str:
    if isinstance(value, int):
        return words.number(value)
    return words.say(VALUES[value]) if value in VALUES else value
