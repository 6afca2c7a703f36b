"""
Why something cannot be done now, in words: the codes of `Conflict` and `Incomplete` as sentences.

A code may carry a value behind a colon, such as `text-missing:fr`. A code without a sentence is a fault of ours that a
test finds; a reader is told that something has changed meanwhile.
"""

from __future__ import annotations

from sulh.access import Over
from sulh.errors import SulhError
from sulh.papers.page import PageLanguage
from sulh.store.errors import Conflict, Incomplete
from sulh.words.language import mark

CHANGED = mark("Something has changed since this page was opened.")
SENTENCES: dict[str, str] = {
    "somebody-was-quicker": mark("Somebody else was quicker and has already decided this."),
    "round-closed": mark("This round is closed. What was answered before the close is kept."),
    "has-ended": mark("This has ended. Nothing can be written any more."),
    "round-paused": mark("This round is paused. It will go on later."),
    "no-open-round": mark("No round is open at the moment."),
    "harm-check": mark("The harm check of this phase is missing, or its decision was no-go."),
    "consent-text": mark("The consent text is not there in every language of the dialogue."),
    "ground-rules": mark("The ground rules are not there in every language of the dialogue."),
    "who-is-asked": mark("Who is asked, how they are chosen and who is missing has not been written down."),
    "no-statements": mark("No statement can be put yet."),
    "text-missing": mark("A statement does not yet exist in every language of the dialogue."),
    "phase-locked": mark("Constraints come later in this kind of meeting. They are locked in this phase."),
    "agree-first": mark("The consent text and the rules have to be accepted first."),
    "agree-both": mark("Both texts have to be accepted."),
    "text-changed": mark("The text has changed since this page was opened. Please read it once more."),
    "reword-first": mark("A proposal is reworded here before it is accepted, or confirmed as it stands."),
    "statement-was-put": mark("This statement was put already. Its answers belong to its text, so the text stays."),
    "statement-not-accepted": mark("This statement is not accepted any more."),
    "open-place": mark("A text to agree to has a place marked […] that waits for your own words."),
    "changed-meanwhile": mark(
        "Somebody else has changed this since the page was opened. Load the page anew and look at theirs first."
    ),
    "profile-is-high": mark("The profile is high already. It is never lowered."),
    "too-many-sides": mark("There are as many sides as shapes that everybody can tell apart."),
    "side-takes-part": mark("This side takes part in a dialogue, or somebody acts for it. It cannot be taken back."),
    "side-is-named": mark("This side is named in a study, a stipulation or an outcome. It cannot be taken back."),
    "side-has-seats": mark("People of a side that would be left out have entry numbers already."),
    "sides-are-frozen": mark(
        "A round has been opened. Sides and numbers stay, because results are reckoned with them."
    ),
    "last-facilitator-closed": mark(
        "This account alone runs a process that goes on. Let its holder let another facilitator in first. If nobody "
        "can sign in with it any more, renew it instead."
    ),
    "as-many-as-can-be": mark("There are as many of these as can be kept here."),
    "judged-already": mark("Somebody independent has said something of this outcome, so it stays as it is written."),
    "found-already": mark("Something was found of this indicator already, so it stays."),
    "enough-decisions": mark("There are many decisions of this meeting already. Write the rest into the minutes."),
    "readiness-is-off": mark("Readiness is not judged in this process."),
    "readiness-switched": mark("Somebody else has switched it already."),
    "coordinates-and-convenes": mark(
        "Whoever facilitates here coordinates here only if that is declared and shown to all, and the other way round."
    ),
    "pays-and-evaluates": mark(
        "Whoever is here as a funder does not evaluate here: what people tell of outcomes is not for who pays for them."
    ),
    "sits-and-evaluates": mark(
        "Whoever signs in for a desk does not evaluate here: they would read what people tell, with names, before it "
        "was released to that desk."
    ),
    "pays-and-coordinates": mark(
        "Whoever is here as a funder does not coordinate here: what is said of an initiative is not for who pays for "
        "it."
    ),
    "last-facilitator": mark("A process keeps one facilitator at least. Let another one in first."),
    "role-has-ended": mark("This role has ended already."),
    "no-such-phase": mark("Only the next phase, or an earlier one, can follow."),
    "epoch-over": mark("This part of the round has just ended. Load the page again; if it goes on, answer once more."),
    "text-there": mark("A text is under way in this dialogue. There is one at a time."),
    "text-not-drafted": mark("This version was put meanwhile, or the text has ended. What was put is never changed."),
    "text-not-put": mark("This version is no longer open to concerns. Look at what is put now."),
    "sounding-open": mark("Clauses of this version are put to people now. Close that round, or wait until it ends."),
    "not-by-consent": mark(
        "This package goes only with the approval of readers, or was composed when there were none. Compose it anew."
    ),
    "ballots-were-printed": mark(
        "Ballots were printed already: what was read out to those who hand them in cannot be changed any more. What "
        "may go without readers is written down before the first ballot. It can still be taken back."
    ),
    "tells-too-much": mark(
        "It tells more of where it comes from than every side allows now. Compose it anew: it then tells less."
    ),
    "there-are-readers-now": mark(
        "It was composed to go without readers, and there are readers now. Compose it anew, then ask them."
    ),
    "readers-are-asked": mark(
        "Here people are invited one by one: readers of the sides are asked, and nothing goes without them."
    ),
    "consent-says-nothing": mark(
        "The consent text that people accepted when they came lets nothing go to the official table."
    ),
    "consent-addressee": mark(
        "People agreed to another addressee. Address it, and choose the desk, exactly as the consent text says."
    ),
    "consent-clauses": mark("People did not agree that clauses of the text may go."),
    "consent-offers": mark(
        "People and help with the process are never sent by consent at entry: whoever is offered is asked."
    ),
    "consent-attribution": mark("It tells more of where it comes from than people agreed to."),
    "consent-until": mark("It could be sent later than people agreed to. Choose an earlier last day."),
    "sounding-by-hand": mark("Beside a clause somebody may have written a need. Enter these ballots by hand."),
    "sounding-once": mark("Clauses are put once in a round. Put them anew from the page of the text."),
    "sounding-of-one-side": mark("Only one side was asked. Nothing of that is shared with all."),
    "rules-do-not-allow": mark(
        "The ground rules do not say that this may be shared. Change them before people answer."
    ),
    "not-everybody-accepted": mark(
        "Somebody who answered has not accepted the ground rules as they are now, or has left. "
        "Not everybody has allowed it."
    ),
    "too-few-for-announcing": mark("Of one side at least, fewer people answered than a publication needs."),
    "somebody-objects": mark("Somebody cannot live with this clause."),
    "text-not-called": mark("The question was taken back, or it is about another version now. Nothing was kept."),
    "too-many-clauses": mark("A text has 200 clauses at most."),
    "too-many-criticisms": mark("You have said much of this version already. Take something back first."),
    "replied-meanwhile": mark("Somebody has replied to this meanwhile."),
    "text-without-clause": mark("The text has no clause yet."),
    "clause-text-missing": mark("A clause is not there in every language of the dialogue."),
    "criticism-without-reply": mark("Something that was said of the text has no reply yet."),
    "reply-text-missing": mark("A reply is not there in every language of the dialogue."),
    "reply-without-change": mark("A reply says that the text was changed, and the clause reads as before."),
    "side-without-reader": mark("A side has no reader. Appoint one first: somebody has to say yes or no for it."),
    "no-pdf": mark("This machine cannot make a PDF. The same paper is there for a word processor."),
    "not-sent": mark("This package was not sent, or it was recalled."),
    "not-opened": mark("This package was not opened or handed over, or it was recalled."),
    "package-moved-on": mark("Whether this package may leave was answered. It is never changed after that."),
    "package-over": mark("The day until which this package could be approved and sent is over."),
    "package-changed": mark("This is another text by now, or nobody is asked about it any more. Nothing was kept."),
    "package-language-missing": mark("A text of the package is not there in every language."),
    "package-nothing-in-it": mark("There is nothing in the package."),
    "package-named-too-much": mark("The package names more than the sides allow. Compose it anew."),
    "package-no-authentic-language": mark("No language of the package is authentic."),
    "package-missing-not-said": mark("The package does not say who is not heard in it."),
    "same-person": mark("A second facilitator has to do this."),
    "too-many-waiting": mark("Many of your proposals are still waiting. Propose more once some were decided on."),
    "session-made-meanwhile": mark(
        "A session was written down since this page was opened, perhaps by pressing twice. Look at the list first."
    ),
    "note-was-drawn-from": mark("A statement was drawn from this note, so the note stays as it is."),
    "third-party": mark("The third party takes no position and does not answer."),
    "initiative-unconfirmed": mark("Its owner has not confirmed this initiative yet. Others hear of it after that."),
    "initiative-holds-dialogues": mark("Dialogues are held in this initiative. It stays with those who convene them."),
    "link-is-open": mark("A link between these two is proposed or agreed already."),
    "link-lapsed": mark("Nobody answered for thirty days, so the proposal has lapsed. It can be made again."),
    "seats-made-meanwhile": mark(
        "Slips were made since this page was opened, perhaps by pressing twice. Look first at how many there are."
    ),
    "ballots-made-meanwhile": mark(
        "Ballots were made since this page was opened, perhaps by pressing twice. Look first at how many there are."
    ),
    "ballot-entered-meanwhile": mark(
        "Somebody else has entered this ballot meanwhile. If yours should take its place, type its number once more."
    ),
    "no-ballots": mark("There are no ballots of this side in this language."),
    "too-many-readers": mark("A side has three readers at most."),
    "too-many-seats": mark("There are as many slips in this dialogue as there may be."),
    "code-replaced": mark(
        "This number has been replaced meanwhile. The slip that was shown then is the one that works."
    ),
    "too-many-boxes": mark("As many people are sealed to this key as can be."),
    "no-own-key": mark("Make your own key first. It locks what is written here."),
    "key-elsewhere": mark("At this risk profile a key is made and used on your own machine only."),
    "opened-here": mark("At this risk profile the list is opened here, with your passphrase."),
    "boxes-sealed": mark(
        "There are entries that only your present key opens, and its secret half is not here. It cannot be replaced."
    ),
    "key-changed": mark(
        "The key has been changed meanwhile, perhaps by pressing twice. Look at its fingerprint first."
    ),
    "no-sides": mark("Two sides have to take part; in a caucus, one."),
    "round-was-opened": mark("This round was opened already. What people have seen stays as it is."),
    "epochs-over": mark("An epoch of this round would be over already. Plan its ends anew."),
    "another-round": mark("Another round of these people is open. Two rounds at once would mix their answers."),
    "epoch-open": mark("This epoch has not ended. Nothing of it can be seen before."),
    "paper-not-made": mark("The working paper of this epoch is still being worked out."),
    "paper-held": mark("The working paper of this epoch is held: too few people have answered since the one before."),
    "changed-since-preview": mark("What would leave is no longer what you saw. Look at it once more."),
    "too-many-agreements": mark("As many agreements are kept here as there may be. Delete one first."),
    "too-many-provisions": mark("As many passages are confirmed in this agreement as there may be."),
    "no-reminders": mark("No address can be given for reminders. Load the page anew: it says why."),
    "too-many-codes": mark("Many codes were sent for this account today. Give the address tomorrow."),
    "mail-not-sent": mark("The mail server did not take the message, so the address was not kept."),
    "mail-code-over": mark("No code is out, or it holds no longer. Give the address once more for a new one."),
    "too-many-stipulations": mark("As many stipulations are written down in this agreement as there may be."),
    "asked-already": mark("The sides were asked about it: its words stay, since their answers belong to them."),
    "scored-already": mark("It was scored already: its words stay, since the scores belong to them."),
    "too-many-studies": mark("As many studies are kept in this process as there may be."),
    "too-many-waves": mark("As many waves are set in this study as there may be."),
    "too-many-groups": mark("As many groups are named in this study as there may be."),
    "too-many-questions": mark("As many questions are asked in this study as there may be."),
    "study-has-answers": mark("Somebody has answered already, so what was asked of whom stands."),
    "begun-already": mark("A wave has begun by its day, so this stands, whether anybody has answered or not."),
    "study-has-plan": mark("The plan of this study stands, and nothing of it is changed any more."),
    "study-answered-twice": mark("People have answered a second time already. A plan would come too late."),
    "study-is-over": mark("The answers of this study were deleted. Nothing can be added to it."),
    "sheet-too-late": mark(
        "These questions are not asked any more, so nothing of this sheet was kept. Whoever gave you the number can "
        "tell you whether they come again."
    ),
    "agreed-to-another": mark("What you agreed to has changed. Please read it once more."),
    "sheets-full": mark(
        "As many sheets were sent with this number as are taken, so nothing of this one was kept. Ask whoever gave you "
        "the number for a new one."
    ),
    "answers-would-go": mark(
        "Without this wave the study would be over: its answers are deleted 90 days after the last wave. Set a later "
        "wave first."
    ),
    "wave-has-answers": mark("Somebody has answered in this wave, so it stands."),
    "wave-analysed": mark("This wave was analysed. It takes no answers any more."),
    "nobody-asks": mark(
        "The study does not say who asks, what for, and whom people can turn to, in each of its languages. Say that "
        "first: nobody can agree to what they are not told."
    ),
    "numbers-made": mark(
        "Every group has its number already, perhaps by pressing twice. The slips that were shown then are the ones "
        "that work."
    ),
    "wave-not-begun": mark("This wave has not begun. Answers are taken from its first day on."),
    "wave-goes-on": mark(
        "A wave that was answered goes on. Analyse it after its last day: from then on it takes no answers."
    ),
    "nothing-to-analyse": mark("It takes answers from before and from a later wave that was not analysed yet."),
    "few-withdrew": mark(
        "A few people have withdrawn since the last report. Another one beside it would tell what they answered, so "
        "none is made until more have."
    ),
    "study-unopened": mark(
        "The answers of this study do not open. Tell whoever keeps the machine: its log says where to look."
    ),
    "study-changed": mark("Answers came in meanwhile. Analyse once more."),
    "coding-open": mark("This agreement is being scored already. Let that end first, or give it up."),
    "coded-then": mark("This agreement was scored as of that day already. Choose another day."),
    "no-stipulations": mark("No stipulation is written down yet, so there is nothing to score."),
    "nothing-to-settle": mark("There is nothing for a third coder to settle now."),
    "handed-in": mark("These scores were handed in. Nothing of them is changed any more."),
    "not-all-scored": mark("Not everything is scored yet. Where it cannot be told, say so."),
    "coding-handed-in": mark(
        "Somebody has handed in, so this scoring is not given up any more. If somebody cannot go on, name another in "
        "their place."
    ),
    "coding-closed": mark("This scoring is closed already. It is never undone."),
    "registered-already": mark(
        "This initiative was registered already, perhaps by pressing twice. Its code was shown once; from its page you "
        "can give its owner another."
    ),
    "code-made-already": mark(
        "This code was made already, perhaps by pressing twice, and was shown once. If it is not at hand, make another."
    ),
    "own-code-made": mark(
        "A code was made meanwhile, perhaps by pressing twice, and was shown once. If it is not at hand, make another."
    ),
    "finding-is-gone": mark("This is found no more: what it rested on has changed since the page was opened."),
    "merged-already": mark("One of the two stands for another actor already, or another stands for it."),
    "kinds-differ": mark("A person and something else are never one actor."),
    "ledger-refuses": mark("This cannot be published beside what was published before."),
    "ledger-is-older": mark(
        "The database was put back from a backup that is older than the last publication of this dialogue. "
        "What was published since is not known here, so nothing more can be published."
    ),
}


def sentences(refusal: SulhError, words: PageLanguage) -> list[str]:
    """Return the reasons of a refusal as sentences in the reader's language, each once."""
    one = refusal.code if isinstance(refusal, Conflict | Over) else ""
    codes = refusal.missing if isinstance(refusal, Incomplete) else (one,)
    told = [words.say(SENTENCES.get(code.partition(":")[0], CHANGED)) for code in codes]
    return list(dict.fromkeys(told))
