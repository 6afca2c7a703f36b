"""The alias of a seat, which no page took and none showed; the way back makes it empty again."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_closure_and_end"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="seat",
            name="alias",
        ),
    ]
