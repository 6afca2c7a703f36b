"""The closure of a process, and the intent to delete it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0007_one_text_and_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("process_id", models.UUIDField(primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("done", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="process",
            name="closed",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="process",
            name="ends",
            field=models.DateField(null=True),
        ),
    ]
