"""What the sides said of a text, kept from the moment it ended; of those that have ended the log knows it."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations, models


def from_the_log(apps: Any, schema: Any) -> None:
    """Keep what the log says of every text that has ended."""
    del schema
    texts = apps.get_model("store", "OneText").objects.filter(state="ended")
    bodies = apps.get_model("store", "LogRecord").objects.filter(body__startswith='{"act":"text-answered"')
    for body in bodies.values_list("body", flat=True):
        said = json.loads(body)["refs"]
        texts.filter(pk=said["text"]).update(recommended=said["to"] == "recommended")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0010_held_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="onetext",
            name="recommended",
            field=models.BooleanField(null=True),
        ),
        migrations.RunPython(from_the_log, migrations.RunPython.noop),
    ]
