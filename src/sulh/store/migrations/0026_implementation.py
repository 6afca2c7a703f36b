"""Commitments of an agreement, who scores how far they were carried out, and what authorities did."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0025_funder_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="keys",
            field=sulh.store.models.base.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="agreement",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("Inter", "Inter"),
                    ("InterIntra", "InterIntra"),
                    ("Intra", "Intra"),
                    ("IntraLocal", "IntraLocal"),
                ],
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("Pre", "Pre"),
                    ("Cea", "Cea"),
                    ("SubPar", "SubPar"),
                    ("SubComp", "SubComp"),
                    ("Imp", "Imp"),
                    ("Ren", "Ren"),
                    ("Oth", "Oth"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("opened", models.DateField()),
                ("closed", models.DateField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codings", to="store.agreement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("handed_in", models.DateField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="coders", to="store.coding"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stipulation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("ceasefire", "ceasefire"),
                            ("security_forces", "security_forces"),
                            ("disarmament", "disarmament"),
                            ("state", "state"),
                            ("governance", "governance"),
                            ("elections", "elections"),
                            ("power_sharing", "power_sharing"),
                            ("rights", "rights"),
                            ("justice", "justice"),
                            ("transition_justice", "transition_justice"),
                            ("groups", "groups"),
                            ("women", "women"),
                            ("displaced", "displaced"),
                            ("land", "land"),
                            ("economy", "economy"),
                            ("culture", "culture"),
                            ("borders", "borders"),
                            ("monitoring", "monitoring"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("authority", sulh.store.models.base.SealedField(default=bytes)),
                ("due", models.DateField(null=True)),
                ("on", models.DateField()),
                (
                    "agenda_item",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.agendaitem"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stipulations", to="store.agreement"
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stipulations",
                        to="store.provision",
                    ),
                ),
                ("sides", models.ManyToManyField(related_name="+", to="store.side")),
            ],
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(null=True)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="store.coder"
                    ),
                ),
                (
                    "stipulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="store.stipulation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficialAct",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "law"),
                            ("decree", "decree"),
                            ("ruling", "ruling"),
                            ("recognition", "recognition"),
                            ("appointment", "appointment"),
                            ("budget", "budget"),
                            ("meeting", "meeting"),
                            ("withdrawal", "withdrawal"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("authority", sulh.store.models.base.SealedField(default=bytes)),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                ("day", models.DateField()),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="official_acts", to="store.process"
                    ),
                ),
                (
                    "stipulation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acts",
                        to="store.stipulation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(fields=("agreement", "on"), name="one_coding_a_day"),
        ),
        migrations.AddConstraint(
            model_name="coder",
            constraint=models.UniqueConstraint(fields=("coding", "staff"), name="a_coder_once"),
        ),
        migrations.AddConstraint(
            model_name="coder",
            constraint=models.UniqueConstraint(fields=("coding", "number"), name="coders_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="coder",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__in", [1, 2, 3])), name="two_coders_and_a_third"
            ),
        ),
        migrations.AddConstraint(
            model_name="stipulation",
            constraint=models.UniqueConstraint(fields=("agreement", "number"), name="stipulations_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("coder", "stipulation"), name="a_coder_scores_once"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", True), ("value__in", (0, 1, 2, 3)), _connector="OR"),
                name="scores_are_0_to_3",
            ),
        ),
    ]
