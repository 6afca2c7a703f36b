"""Addresses of the results room and of publications."""

from __future__ import annotations

from sulh.access import CHANGE, SEE, Verb
from sulh.web.results import leaving, results
from sulh.web.routes import route

GET = ("GET",)
PAPER: tuple[str, Verb] = ("working-paper", SEE)
LEAVE: tuple[str, Verb] = ("publication", CHANGE)
EPOCH = "w/e/<uuid:epoch_id>"

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/results", results.results, "results", asks=PAPER, methods=GET),
    route(f"{EPOCH}/results", results.result, "result", asks=PAPER, methods=GET),
    route(f"{EPOCH}/results/without", results.without, "result-without", asks=PAPER, methods=GET),
    route(f"{EPOCH}/paper", results.paper, "result-paper", asks=PAPER, methods=GET),
    route("w/d/<uuid:dialogue_id>/publications", leaving.publications, "publications", asks=LEAVE, methods=GET),
    route(f"{EPOCH}/publish", leaving.publish, "publish", asks=LEAVE),
    route("w/p/<uuid:publication_id>", leaving.publication, "publication", asks=LEAVE, methods=GET),
]
