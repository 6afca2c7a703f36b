"""Statements that came with the kind of a dialogue have a source of their own; earlier ones stay seeds."""

from __future__ import annotations

from django.db import migrations, models

SOURCES = ("design", "seed", "proposal", "note", "clause")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_what_the_sides_said"),
    ]

    operations = [
        migrations.AlterField(
            model_name="statement",
            name="source",
            field=models.CharField(choices=[(one, one) for one in SOURCES], max_length=10),
        ),
    ]
