"""Papers that say nothing, because too few answered since the one before."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0009_no_alias"),
    ]

    operations = [
        migrations.AddField(
            model_name="workingpaper",
            name="held",
            field=models.BooleanField(default=False),
        ),
    ]
