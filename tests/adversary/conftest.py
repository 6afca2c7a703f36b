"""
The ground of the batteries, laid once for all tests of a module: to lay it takes longer than most of them.

    laid        two processes with a row of every kind, in a transaction that is taken back after the module
    grounds     the same two for one test, whose own transaction stands inside that one
    prepared    a process in which much goes on, and another one, in a transaction like that
    ground      that process for one test

What a test writes is gone when it ends, and what it does to the objects is done to copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.adversary.ground import Ground, Grounds, lay
from tests.adversary.worlds import prepare
from tests.cast import Cast, make_cast

T = TypeVar("T")


def two_processes() -> Cast:
    """Return people whose names and codes are not those of a test's own cast."""
    cast = make_cast("laid-", number=3)
    cast.other = make_cast("laid-beside-", number=4)
    return cast


def copied(what: T, *grounds: Ground) -> T:
    """Return a copy in which everything is another object but the sealers: a key is not copied."""
    people = [cast for ground in grounds for cast in (ground.cast, ground.cast.other) if cast]
    return deepcopy(what, {id(cast.sealer): cast.sealer for cast in people})


@pytest.fixture(scope="module")
def laid(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Grounds]:
    """Two processes with a row of every kind; nobody but `grounds` touches them."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        cast = two_processes()
        assert cast.other is not None
        yield lay(cast), lay(cast.other)
        transaction.set_rollback(True)


@pytest.fixture
def grounds(laid: Grounds, db: None) -> Grounds:
    """The process that is asked and attacked, and another one with the same people."""
    del db
    return copied(laid, *laid)


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """The ground of a world that is lived through twice; nobody but `ground` touches it."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        yield prepare(two_processes())
        transaction.set_rollback(True)


@pytest.fixture
def ground(prepared: Ground, db: None) -> Ground:
    """A process in which much goes on, with three people more on the hill and two readers of each side."""
    del db
    return copied(prepared, prepared)
