"""
What the page of weaknesses and strengths says: of each topic its name, what is often said of it, and a next step.

    TOPIC_WORDS, OFTEN_SAID    topic ─▶ message       CODES        code of an Evidence ─▶ sentence
                               WHOLE  the same where     NEXT_STEPS   code of a next step ─▶ sentence
                                      all are named

The topics are what the literature names as weaknesses and strengths of unofficial diplomacy: what is often said, which
is no finding about this process. Sentences are filled in as `sulh.coordination.codes` tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from sulh.words.language import mark

Topic = Literal[
    "influence",
    "resources",
    "pace",
    "open_war",
    "authoritarian",
    "accountability",
    "coordination",
    "access",
    "free_speech",
    "excluded",
    "continuity",
]
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
STRENGTHS: Final[frozenset[Topic]] = frozenset({"access", "free_speech", "excluded", "continuity"})

TOPIC_WORDS: Final[Mapping[Topic, str]] = {
    "influence": mark("Influence on the official process"),
    "resources": mark("Resources"),
    "pace": mark("Pace"),
    "open_war": mark("Open war"),
    "authoritarian": mark("Work under watch"),
    "accountability": mark("Answering for advice"),
    "coordination": mark("Coordination"),
    "access": mark("Access"),
    "free_speech": mark("Free speech"),
    "excluded": mark("Voices that the official table does not hear"),
    "continuity": mark("Continuity"),
}
OFTEN_SAID: Final[Mapping[Topic, str]] = {
    "influence": mark("Unofficial work decides nothing and carries nothing out: it needs a desk that takes it up."),
    "resources": mark("Unofficial work has little money, few people and borrowed rooms."),
    "pace": mark("Unofficial work is slow, and what is slow is easily overtaken."),
    "open_war": mark("While force is used, unofficial work can do little."),
    "authoritarian": mark("Where the authorities watch, people who meet can be put at risk."),
    "accountability": mark("Whoever gives advice unofficially is seldom asked to answer for it."),
    "coordination": mark("Many work side by side without knowing of one another."),
    "access": mark("Unofficial people can reach those whom officials may not meet."),
    "free_speech": mark("Nobody speaks for an office, so people can say what they think."),
    "excluded": mark("Those whom the official table leaves out can be heard."),
    "continuity": mark("Unofficial work can go on before, during and after violence."),
}
CODES: Final[Mapping[str, str]] = {
    "packages-released": mark("Packages released on points of the official agenda: {number}. They are on {refs}."),
    "packages-answered": mark("Of the packages that were released, answered: {number}."),
    "packages-waiting": mark("Of the packages that were released, waiting for an answer: {number}."),
    "linked-to-desk": mark("Initiatives with an accepted link to a desk: {number}. Among them {cards}."),
    "without-link": mark("Initiatives without a link to the official process and without a reason why: {number}."),
    "needs-unmet": mark("Needs beside which no offer stands: {number}. Their kinds are {refs}."),
    "needs-met": mark("Needs beside which an offer stands: {number}."),
    "stalled-longest": mark("{refs} has stood still since {days}."),
    "talks-stand-still": mark("The official talks have stood still since {days}."),
    "confirmed-long-ago": mark(
        "Initiatives whose owner has not confirmed them for three months: {number}. Among them {cards}."
    ),
    "hostile-across": mark("Ties of hostility between actors of different sides that hold today: {number}."),
    "paused-now": mark("Initiatives that are paused: {number}. Among them {cards}."),
    "delicate-ahead": mark("Delicate times that lie ahead or are now: {number}. The first is {days}."),
    "shown-little": mark("Initiatives that show you no more than that they exist: {number}."),
    "need-deniability": mark("Needs for deniability that are written down: {number}."),
    "nobody-answers": mark("Initiatives that name nobody who answers for them: {number}. Among them {cards}."),
    "say-why-apart": mark(
        "Initiatives that record why they are better without a link to the official process: {number}."
    ),
    "pairs-unlinked": mark("Pairs that work on the same matter without an accepted link: {number}."),
    "clashes-found": mark("Clashes of days that were found: {number}."),
    "links-accepted": mark("Links between initiatives that both accepted: {number}."),
    "offers-of-access": mark("Offers of access to somebody, or of somebody’s trust: {number}."),
    "talks-across": mark("Ties of talk or trust between actors of different sides that hold today: {number}."),
    "outside-government": mark("Initiatives at work outside government: {number}."),
    "speak-in-public": mark(
        "Initiatives that say in public what they think of an issue: {number}. Among them {cards}."
    ),
    "absent": mark("Tracks, levels, sides and places that nobody you can see works with: {number}. Among them {refs}."),
    "level-of-side-absent": mark("Of these sides a level of society is missing: {refs}."),
    "on-one-person": mark("Persons with whom several initiatives would stop: {number}."),
    "rests-on-stopped": mark("Initiatives that cannot go on without something that has stopped: {number}."),
    "ended-without-hand-over": mark(
        "Initiatives that have ended without a hand-over that you can see: {number}. Among them {cards}."
    ),
}
WHOLE: Final[Mapping[str, str]] = {
    "linked-to-desk": mark("Initiatives with an accepted link to a desk: {cards}."),
    "confirmed-long-ago": mark("Initiatives whose owner has not confirmed them for three months: {cards}."),
    "paused-now": mark("Initiatives that are paused: {cards}."),
    "nobody-answers": mark("Initiatives that name nobody who answers for them: {cards}."),
    "speak-in-public": mark("Initiatives that say in public what they think of an issue: {cards}."),
    "absent": mark("Tracks, levels, sides and places that nobody you can see works with: {refs}."),
    "ended-without-hand-over": mark("Initiatives that have ended without a hand-over that you can see: {cards}."),
}
NEXT_STEPS: Final[Mapping[str, str]] = {
    "ask-for-answer": mark("Ask the desk until when it can answer what it has, if only with a reason why not yet."),
    "propose-link": mark(
        "Ask the owner of one of them whether to propose a link, or to record why it is better without."
    ),
    "keep-desk-posted": mark("Tell the desk what comes next and by when."),
    "ask-who-can-lend": mark("Ask owners and desks, one by one, whether they can lend something of these kinds."),
    "put-in-touch": mark("Ask both of one such pair whether they want to talk."),
    "use-the-stall": mark(
        "Ask whoever works on it what can be done in writing, without a meeting, while it stands still."
    ),
    "ask-to-confirm": mark("Ask the owners whether it still holds."),
    "look-at-phase": mark(
        "Those who coordinate can estimate the phase and read what is advised: "
        "other methods can lead, and this can wait."
    ),
    "ask-before-telling": mark("Ask its owner before you name one of them to anybody, and look at the risk profile."),
    "ask-who-answers": mark("Ask who answers for the advice that is given, and let the owner write it down."),
    "look-at-pairs": mark("Take the pair that presses most and ask both whether they want to know of one another."),
    "keep-meeting": mark("Go through what was found once a week, and write down who does what."),
    "use-access": mark("Put an offer of access beside a point of the agenda for which somebody has to be reached."),
    "keep-unattributed": mark("Keep what is said without names, and let nothing look like an official position."),
    "reach-absent": mark("Ask who could reach one of them before the next round is planned."),
    "agree-hand-over": mark("Propose a hand-over, or a second person, before it is needed."),
}
