"""All steps up to the one in its name at once, for a database in which nothing is yet: that takes one second, not five."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations

from sulh.store.migrations._together import APP, as_left_by

HERE = Path(__file__)
UP_TO = HERE.stem.rpartition("_")[2]
STEPS = sorted(path.stem for path in HERE.parent.glob("0*_*.py") if path.stem[:4] <= UP_TO and path.stem != HERE.stem)


class Migration(migrations.Migration):
    initial = True
    replaces = [(APP, step) for step in STEPS]
    dependencies = []
    operations = as_left_by(STEPS)
