"""What a blind match tells and who does not want to go on, and how often somebody let something be matched."""

import django.db.models.deletion
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0020_tracks"),
    ]

    operations = [
        migrations.AddField(
            model_name="match",
            name="kinds",
            field=models.CharField(default="", max_length=30),
        ),
        migrations.AddField(
            model_name="match",
            name="step",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="match",
            name="one_declines",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="match",
            name="other_declines",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Matching",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("holder", models.UUIDField()),
                ("footprint", models.CharField(max_length=20)),
                ("on", models.DateField()),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="matchings", to="store.process"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("process", "holder", "footprint"), name="matched_on_it_once")
                ],
            },
        ),
    ]
