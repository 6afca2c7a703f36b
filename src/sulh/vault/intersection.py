"""
What two lists have in common, without either list: private set intersection on an elliptic curve.

    asks      keys ──asked──▶ secret a, request = {H(x)^a}
    answers   keys, request ──answered──▶ secret b, setup = {H(y)^b}, response = {H(x)^ab}, in disorder for a size
    reads     secret a, setup, response ──▶ how many x are among the y, or which

Who answers learns how many keys the other asked about, and no more. A secret used again on the same list gives the same
request and the same setup: so each can check, before items are told, that the other's list is the one that was counted
(`mark_of`). A size keeps items back from a program that runs as it was written; one that was rewritten can find out
which of its own keys were met. docs/methods/private-matching.md says what else is not hidden.

The curve and its arithmetic are of openmined-psi (the extra `psi`). Everything that comes from another host is bounded
and looked at before it is computed with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from types import ModuleType
from typing import Final, Literal

from sulh.errors import EngineError, VaultError
from sulh.model.findings import Value

Step = Literal["size", "items"]

_CHANCE: Final = 1e-9  # of a false meeting; whole lists, which are sent here, have none
_ID_LETTERS: Final = 24


class Half(Value, frozen=True):
    """One side of a run: its secret, which stays, and what is sent."""

    secret: bytes
    sent: bytes


class Answered(Value, frozen=True):
    """What goes back: the other list under its own secret, and the request under both."""

    secret: bytes
    setup: bytes
    response: bytes


def asked(keys: Sequence[str], step: Step, *, secret: bytes | None = None) -> Half:
    """
    Make a request.

    Args:
        keys: In the order by which items will be named.
        step: What is asked for.
        secret: The one of the size, where items are asked for; None for a new one.

    Raises:
        EngineError: If openmined-psi is not installed.
    """
    psi, items = _library(), step == "items"
    client = psi.client.CreateWithNewKey(items) if secret is None else psi.client.CreateFromKey(secret, items)
    return Half(client.GetPrivateKeyBytes(), client.CreateRequest(list(keys)).SerializeToString())


def answered(keys: Sequence[str], request: bytes, step: Step, *, secret: bytes | None = None) -> Answered:
    """
    Answer a request; ask `mark_of` first whether it may be.

    Raises:
        VaultError: If the request is none.
    """
    psi, items = _library(), step == "items"
    server = psi.server.CreateWithNewKey(items) if secret is None else psi.server.CreateFromKey(secret, items)
    setup = server.CreateSetupMessage(_CHANCE, len(keys), list(keys), psi.DataStructure.RAW)
    with _computing():
        response = server.ProcessRequest(psi.Request.FromString(request))
    return Answered(server.GetPrivateKeyBytes(), setup.SerializeToString(), response.SerializeToString())


def size_of(secret: bytes, setup: bytes, response: bytes) -> int:
    """Return how many keys of a request the other list holds; VaultError if the answer is none."""
    with _computing():
        psi = _library()
        client = psi.client.CreateFromKey(secret, reveal_intersection=False)
        return int(client.GetIntersectionSize(psi.ServerSetup.FromString(setup), psi.Response.FromString(response)))


def items_of(secret: bytes, setup: bytes, response: bytes) -> tuple[int, ...]:
    """Return which keys of a request, by their place in it, the other list holds; VaultError if the answer is none."""
    with _computing():
        psi = _library()
        client = psi.client.CreateFromKey(secret, reveal_intersection=True)
        found = client.GetIntersection(psi.ServerSetup.FromString(setup), psi.Response.FromString(response))
        return tuple(sorted(found))


def run_id(secret: bytes) -> str:
    """Return the id of the run that a secret was made for; it tells nothing of the secret."""
    return sha256(b"sulh match run\n" + secret).hexdigest()[:_ID_LETTERS]


def mark_of(sent: bytes, kind: Literal["request", "setup", "response"]) -> tuple[int, str]:
    """
    Return how many keys stand in what was sent, and a mark that is the same for the same list under the same secret.

    Raises:
        VaultError: If it is nothing of this kind, or a key stands in it twice: that would tell which keys were met.
    """
    points = _points(sent, kind)
    if len(set(points)) != len(points):
        raise VaultError("A key stands in the list of the other host twice: nothing is computed with it.")
    return len(points), sha256(b"".join(sorted(points))).hexdigest()


def _points(sent: bytes, kind: str) -> list[bytes]:
    psi = _library()
    form = {"request": psi.Request, "setup": psi.ServerSetup, "response": psi.Response}[kind]
    with _computing():
        message = form.FromString(sent)
    return list(message.raw.encrypted_elements if kind == "setup" else message.encrypted_elements)


@contextmanager
def _computing() -> Iterator[None]:
    """Say in one sentence what the library says of bytes that it cannot take."""
    unreadable = import_module("google.protobuf.message").DecodeError
    try:
        yield
    except (RuntimeError, unreadable) as error:
        raise VaultError("What the other host sent cannot be computed with: it was altered.") from error


def _library() -> ModuleType:
    """Load the library where it is needed, and say what to do where it is not there."""
    try:
        return import_module("private_set_intersection.python")
    except ImportError as error:
        raise EngineError(
            "This command needs openmined-psi. Install it with: pip install 'sulh[psi]' (Linux on x86-64 only)."
        ) from error
