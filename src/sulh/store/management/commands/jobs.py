"""Runs the background work until it is told to stop; `sulh serve` starts it beside the pages."""

from __future__ import annotations

import logging

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Runs the consumer of waiting jobs: one worker, and the clock that ends epochs."""

    help = "Do what waits, until stopped."

    def handle(self, *args: object, **options: object) -> None:
        """Run until a signal ends it."""
        del args, options
        from sulh.store.jobs import work

        logging.getLogger("huey").setLevel(logging.ERROR)
        work()
