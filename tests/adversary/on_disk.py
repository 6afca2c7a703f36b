"""
A program for one test: a real database file is filled with canaries, and while it is still open every file is searched.

It prints, as JSON, which canaries stand in which file: the database, its write-ahead log, the jobs.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    """Plant everything and tell what was found."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from sulh.store.jobs import huey, look
    from tests.adversary.ground import lay
    from tests.adversary.planted import leaks, plant
    from tests.cast import make_cast

    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    huey.storage.initialize_schema()
    canaries = plant(lay(make_cast()))
    look.schedule(delay=60)
    found = {
        path.name: leaks(path.read_bytes(), canaries)
        for path in sorted(settings.SULH.home.rglob("*"))
        if path.is_file()
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
