"""Addresses of packages: `w/` for facilitators, one short neutral word for readers."""

from __future__ import annotations

from sulh.access import CHANGE, SEE, Verb
from sulh.web.release import approving, attributing, consenting, documents, packages, slips
from sulh.web.routes import route

LOOK: tuple[str, Verb] = ("package", SEE)
WORK: tuple[str, Verb] = ("package", CHANGE)

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/packages", packages.packages, "packages", asks=LOOK, methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/packages/new", packages.compose, "package-new", asks=WORK),
    route("w/packages/<uuid:package_id>", packages.package, "package", asks=LOOK, methods=("GET",)),
    route("w/packages/<uuid:package_id>/change", packages.change, "package-change", asks=WORK),
    route("w/packages/<uuid:package_id>/next/<slug:step>", packages.move, "package-next", asks=WORK),
    route("w/packages/<uuid:package_id>/package.json", packages.as_json, "package-json", asks=LOOK, methods=("GET",)),
    route(
        "w/packages/<uuid:package_id>/<slug:kind>.<slug:language>.<slug:form>",
        documents.of_facilitator,
        "package-paper",
        asks=LOOK,
        methods=("GET",),
    ),
    route("w/packages/<uuid:package_id>/slips", slips.sheets, "package-slips", asks=WORK, methods=("GET",)),
    route("w/packages/<uuid:package_id>/slip", slips.enter, "package-slip", asks=("approval-slip", CHANGE)),
    route(
        "w/d/<uuid:dialogue_id>/consent/release",
        consenting.consenting,
        "consent-release",
        asks=("agreed-text", CHANGE),
    ),
    route("w/d/<uuid:dialogue_id>/told", attributing.attribution, "attribution", asks=("dialogue", CHANGE)),
    route("approve", approving.approve, "approve", asks=("approval", CHANGE)),
]
