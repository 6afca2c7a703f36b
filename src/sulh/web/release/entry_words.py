"""What a consent text says of the official table, in the words that people read or hear before they come in."""

from __future__ import annotations

from markupsafe import Markup

from sulh.negotiation.consented import Consented
from sulh.papers.page import PageLanguage
from sulh.papers.transfer.phrases import ATTRIBUTION_WORDS
from sulh.store.sealing import in_language
from sulh.words.language import mark

SENT = {  # whether clauses may go as well
    False: mark(
        "Without asking you again, what was published here to everybody may be sent to {addressee} until {day}."
    ),
    True: mark(
        "Without asking you again, what was published here to everybody and clauses of the text may be sent to "
        "{addressee} until {day}."
    ),
}


def may_go(words: PageLanguage, release: Consented, tag: str) -> Markup:
    """
    Say what may go to the official table without anybody being asked again.

    Args:
        words: The language of the sentences.
        release: What the consent text says.
        tag: In which language the addressee is named.
    """
    to = words.name(in_language(dict(release.addressee), tag))
    level = words.say(ATTRIBUTION_WORDS[release.attribution])
    return words.together(
        (
            words.say(SENT[release.clauses], addressee=to, day=words.when(release.until)),
            words.say("The answer of a single person is never sent. Facilitators add a summary in their own words."),
            words.say("Of where it comes from it tells at most: {level}.", level=level),
        )
    )
