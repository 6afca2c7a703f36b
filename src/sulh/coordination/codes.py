"""
What each piece of evidence says, in one English sentence that pages translate.

    CODES    code of an Evidence ─▶ sentence, marked for the catalogues

What stands in a sentence is filled in by whoever shows it, each name in the reader's language:

    {cards}   all cards of the evidence        {first}, {second}   the first and the second of two
    {refs}    what it names                    {one}, {other}      the first and the second of those
    {days}    one day, or from the first to the last                {number}   its count

Every sentence tells what is the case for this reader. None says whose fault it is, and none promises that working
together helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.words.language import mark

MATTER: Final = {
    "both-name-issue": mark("Both work on this: {refs}."),
    "both-name-item": mark("Both work on this point of the official agenda: {refs}."),
    "same-place": mark("Both work here, or one in a place around it: {refs}."),
    "place-not-told": mark("No place is told here, so it may be elsewhere: {cards}."),
    "same-time": mark("They run at the same time."),
    "time-not-told": mark("No dates are told here, so it may be at another time: {cards}."),
    "both-engage": mark("Both engage {refs}."),
    "same-side": mark("Both work with {refs}."),
    "link-proposed": mark("A link between them has been proposed."),
}
PEOPLE: Final = {
    "distrusts": mark("{one} distrusts {other}."),
    "distrusts-unsure": mark("{one} may distrust {other}: the source is not sure."),
    "is-hostile-to": mark("{one} and {other} are hostile to one another."),
    "is-hostile-to-unsure": mark("{one} and {other} may be hostile to one another: the source is not sure."),
    "people-trust": mark("People of both are on good terms: {refs}."),
    "people-distrust": mark("People of both distrust one another: {refs}."),
    "engage-one-person": mark("At one time, {number} initiatives engage {refs}."),
    "one-person-alone": mark("{refs} alone carries this: {cards}."),
}
TIME: Final = {
    "same-days-same-actor": mark("Both meet {refs} on the same days: {days}."),
    "same-days-same-side": mark("Both meet people of one side in one place on the same days: {refs}, {days}."),
    "public-event-in-delicate-time": mark(
        "{first} has a public event on {refs} while the time is delicate for {second}: {days}."
    ),
}
WORK: Final = {
    "speak-for": mark("These speak for it in public: {cards}."),
    "speak-against": mark("These speak against it in public: {cards}."),
    "work-side-by-side": mark("{number} initiatives work side by side here: {refs}."),
    "rests-on-ended": mark("{first} cannot go on without {second}, which has ended."),
    "rests-on-paused": mark("{first} cannot go on without {second}, which is paused."),
    "cannot-go-on-without": mark("These cannot go on without that: {cards}."),
}
MISSING: Final = {
    "nobody-names": mark("Of the initiatives that you can see, none works on this: {refs}."),
    "paused-on-it": mark("These worked on it and are paused: {cards}."),
    "works-in-wider-place": mark("These name a place around it, and may work there: {cards}."),
    "do-not-tell": mark("Initiatives that do not tell, and may work on it: {number}."),
    "rests-on-alone": mark("All that is told rests on this: {refs}."),
    "nobody-there": mark("Nothing that you can see is there: {refs}."),
}
OFFICIAL: Final = {
    "no-link-to-track-one": mark(
        "There is no link to the official process, and no reason is recorded why none is better."
    ),
    "works-on-item": mark("It works on this point of the official agenda: {refs}."),
    "stands-still": mark("This stands still: {refs}."),
    "could-use-it": mark("These work on it and could use the time: {cards}."),
    "wanted-by": mark("Something is wanted on this by {days}: {refs}."),
    "works-on-desk-item": mark("It works on what this desk looks after: {refs}."),
    "meets-need-of-desk": mark("It offers something that the desk needs: {refs}."),
    "desk-meets-need": mark("The desk offers something that it needs: {refs}."),
    "engaged-in-both": mark("These are engaged here and in {second}, which has a link to the desk: {refs}."),
}
TOGETHER: Final = {
    "about-the-same": mark("Offer and need are about the same, or one belongs to the other: {refs}."),
    "other-sector": mark("The offer comes from another part of society: {refs}."),
    "brings-sector": mark("It brings another part of society: {refs}."),
    "brings-level": mark("It works at another level: {refs}."),
    "brings-side": mark("It works with another side: {refs}."),
    "brings-quadrant": mark("It works for another kind of change: {refs}."),
}
CODES: Final[Mapping[str, str]] = MATTER | PEOPLE | TIME | WORK | MISSING | OFFICIAL | TOGETHER
