"""What owners of initiatives let the funders of a process be told."""

import django.db.models.deletion
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0024_source_of_an_actor"),
    ]

    operations = [
        migrations.CreateModel(
            name="FunderConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("by", models.UUIDField()),
                ("on", models.DateField()),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="funder_consents",
                        to="store.initiative",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "key"), name="a_finding_is_agreed_to_once")
                ],
            },
        ),
    ]
