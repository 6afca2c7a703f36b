"""What states, actors, answers and ages of the official table are called on pages."""

from __future__ import annotations

from sulh.words.language import mark

ITEM_STATES = {
    "not-raised": mark("Not raised yet"),
    "open": mark("Open"),
    "stalled": mark("Stalled"),
    "agreed": mark("Agreed at the official table"),
}
PACKAGE_STATES = {
    "composed": mark("Composed"),
    "confirmed": mark("Confirmed"),
    "asked": mark("Waiting for the sides"),
    "approved": mark("It may leave, and was not sent yet"),
    "not-released": mark("Not released"),
    "sent": mark("Sent, not opened yet"),
    "opened": mark("Opened, not answered yet"),
    "answered": mark("Answered"),
    "recalled": mark("Recalled"),
    "dropped": mark("Dropped"),
}
QUESTION_STATES = {
    "asked": mark("Came in"),
    "taken": mark("Taken into a dialogue"),
    "put": mark("A statement was made of it"),
    "answered": mark("Answered"),
    "declined": mark("Declined"),
    "closed": mark("Closed"),
}
KINDS = {"question": mark("A question"), "option": mark("An option to be tested")}
ACTORS = {
    "second-facilitator": mark("Next: a second facilitator"),
    "facilitator": mark("Next: a facilitator"),
    "readers": mark("Next: the readers of the sides"),
    "desk": mark("Next: the desk"),
    "no-desk": mark("Waits until there is a desk"),
    "nobody": mark("Nobody has to do anything"),
}
ANSWERS = {
    "taken-up": mark("Taken up"),
    "partly": mark("Taken up in part"),
    "noted": mark("Noted"),
    "not-now": mark("Not now"),
    "rejected": mark("Rejected"),
    "no-answer-possible": mark("No answer can be given"),
}
HANDOVERS = {"carrier": mark("Handed over by a carrier"), "briefing": mark("Told in a briefing")}
