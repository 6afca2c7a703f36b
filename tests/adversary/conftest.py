"""
The ground of the batteries, laid once for all tests of a module: to lay it takes longer than most of them.

    laid       two processes with a row of every kind, in a transaction that is taken back after the module
    grounds    the same two for one test, whose own transaction stands inside that one

What a test writes is gone when it ends, and what it does to the objects is done to copies. A module whose tests ask for
`grounds` asks for no other cast: its people would be there twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.adversary.ground import Ground, lay
from tests.cast import make_cast

Grounds = tuple[Ground, Ground]


@pytest.fixture(scope="module")
def laid(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Grounds]:
    """Two processes with a row of every kind; nobody but `grounds` touches them."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        cast.other = make_cast("other-", number=2)
        yield lay(cast), lay(cast.other)
        transaction.set_rollback(True)


@pytest.fixture
def grounds(laid: Grounds, db: None) -> Grounds:
    """The process that is asked and attacked, and another one with the same people."""
    del db
    return deepcopy(laid, {id(one.cast.sealer): one.cast.sealer for one in laid})  # a key is not copied
