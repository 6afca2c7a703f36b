"""As which statement of a dialogue people are asked whether a stipulation was carried out."""

import django.db.models.deletion
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0029_studies"),
    ]

    operations = [
        migrations.CreateModel(
            name="StipulationStatement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.statement"
                    ),
                ),
                (
                    "stipulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="store.stipulation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stipulation", "statement"), name="a_stipulation_is_a_statement_once"
                    )
                ],
            },
        ),
    ]
