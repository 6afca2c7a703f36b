"""What kinds of parts, outcomes, confidences and alerts are called."""

from __future__ import annotations

from sulh.words.language import mark

KINDS = {
    "idea": mark("Finding"),
    "clause": mark("Clause"),
    "person": mark("People"),
    "process": mark("Help with the process"),
}
THROUGH = {
    "open": mark("Nothing is known yet"),
    "yes": mark("Got through"),
    "partly": mark("Got through in part"),
    "no": mark("Did not get through"),
}
CONFIDENCES = {"low": mark("low confidence"), "medium": mark("medium confidence"), "high": mark("high confidence")}
FAMILIES = {"ideas": mark("Ideas"), "people": mark("People and help")}
ALERTS = {
    ("only-sent", "ideas"): mark("Of {side} no idea was sent, of {other} some were."),
    ("only-sent", "people"): mark("Of {side} nobody was offered, of {other} somebody was."),
    ("only-through", "ideas"): mark("Of {other} ideas got through, of {side} none did."),
    ("only-through", "people"): mark("Of {other} people got through, of {side} nobody did."),
}
