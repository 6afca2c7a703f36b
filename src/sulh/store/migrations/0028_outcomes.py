"""Outcomes and what others say of them, theories of change, indicators, reflections after sessions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0027_what_a_tie_is_about"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[("output", "output"), ("outcome", "outcome"), ("impact", "impact")], max_length=8
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("attitudes", "attitudes"),
                            ("structures", "structures"),
                            ("political_legal", "political_legal"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thinking", "thinking"),
                            ("relations", "relations"),
                            ("transfer", "transfer"),
                            ("outcome", "outcome"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("unit", sulh.store.models.base.SealedField(default=bytes)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                ("cut", sulh.store.models.base.SealedField(default=bytes)),
                ("parts", sulh.store.models.base.SealedField(default=bytes)),
                ("rises", models.BooleanField(default=True)),
                ("on", models.DateField()),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.initiative"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="store.process"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("baseline", "baseline"), ("target", "target"), ("actual", "actual")], max_length=8
                    ),
                ),
                ("on", models.DateField()),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("number", models.DecimalField(decimal_places=3, max_digits=15)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="store.indicator"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutcomeStatement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "who",
                    models.CharField(
                        choices=[("authority", "authority"), ("group", "group"), ("network", "network")], max_length=10
                    ),
                ),
                ("actor", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "changed",
                    models.CharField(
                        choices=[
                            ("behaviour", "behaviour"),
                            ("relationship", "relationship"),
                            ("policy", "policy"),
                            ("practice", "practice"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("attitudes", "attitudes"),
                            ("structures", "structures"),
                            ("political_legal", "political_legal"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thinking", "thinking"),
                            ("relations", "relations"),
                            ("transfer", "transfer"),
                            ("outcome", "outcome"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "quadrant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("more_personal", "more_personal"),
                            ("key_personal", "key_personal"),
                            ("more_sociopolitical", "more_sociopolitical"),
                            ("key_sociopolitical", "key_sociopolitical"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("contribution", sulh.store.models.base.SealedField(default=bytes)),
                ("evidence", sulh.store.models.base.SealedField(default=bytes)),
                ("intended", models.BooleanField(default=True)),
                ("negative", models.BooleanField(default=False)),
                ("on", models.DateField()),
                ("written", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.initiative"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="store.process"
                    ),
                ),
                ("sides", models.ManyToManyField(related_name="+", to="store.side")),
            ],
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("happened", sulh.store.models.base.SealedField(default=bytes)),
                ("surprised", sulh.store.models.base.SealedField(default=bytes)),
                ("otherwise", sulh.store.models.base.SealedField(default=bytes)),
                ("harm", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reflection", to="store.session"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Substantiation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("agrees", "agrees"), ("partly", "partly"), ("denies", "denies")], max_length=8
                    ),
                ),
                ("who", sulh.store.models.base.SealedField(default=bytes)),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substantiations",
                        to="store.outcomestatement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TheoryOfChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("domains", models.CharField(blank=True, default="", max_length=90)),
                ("on", models.DateField()),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theory", to="store.initiative"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theories", to="store.process"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assumption",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "theory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assumptions",
                        to="store.theoryofchange",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AssumptionLook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("holds", "holds"), ("in_doubt", "in_doubt"), ("failed", "failed")], max_length=8
                    ),
                ),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "assumption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="store.assumption"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("assumption", "on"), name="one_look_a_day")],
            },
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("process", "number"), name="indicators_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(
                fields=("indicator", "role", "on", "part"), name="one_number_a_part_and_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomestatement",
            constraint=models.UniqueConstraint(fields=("process", "number"), name="outcomes_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="assumption",
            constraint=models.UniqueConstraint(fields=("theory", "number"), name="assumptions_are_counted"),
        ),
    ]
