"""Studies of attitudes: waves, groups, answers under a key of their own, and reports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0028_outcomes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Study",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", sulh.store.models.base.SealedField(default=bytes)),
                ("asked", sulh.store.models.base.SealedField(default=bytes)),
                ("languages", models.CharField(max_length=60)),
                (
                    "assigned",
                    models.CharField(
                        choices=[
                            ("groups_by_lot", "groups_by_lot"),
                            ("people_by_lot", "people_by_lot"),
                            ("not_by_lot", "not_by_lot"),
                        ],
                        max_length=16,
                    ),
                ),
                ("plan", sulh.store.models.base.SealedField(default=bytes)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("frozen", models.DateField(null=True)),
                ("withdrawn", models.PositiveIntegerField(default=0)),
                ("on", models.DateField()),
                ("ends", models.DateField(null=True)),
                ("gone", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="studies", to="store.process"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StudyGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "arm",
                    models.CharField(
                        choices=[
                            ("participants", "participants"),
                            ("comparison", "comparison"),
                            ("wait_list", "wait_list"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", sulh.store.models.base.SealedField(default=bytes)),
                ("together", models.BooleanField(default=True)),
                (
                    "side",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.side"),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="store.study"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StudyReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("on", models.DateField()),
                ("findings", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="store.study"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StudyWave",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("baseline", "baseline"),
                            ("during", "during"),
                            ("end", "end"),
                            ("follow_up", "follow_up"),
                        ],
                        max_length=12,
                    ),
                ),
                ("opens", models.DateField()),
                ("closes", models.DateField()),
                ("analysed", models.BooleanField(default=False)),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waves", to="store.study"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StudySheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person", models.CharField(max_length=64)),
                ("answers", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="store.studygroup"
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="store.studywave"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="studygroup",
            constraint=models.UniqueConstraint(fields=("study", "number"), name="groups_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="studyreport",
            constraint=models.UniqueConstraint(fields=("study", "number"), name="reports_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="studywave",
            constraint=models.UniqueConstraint(fields=("study", "number"), name="waves_are_counted"),
        ),
        migrations.AddConstraint(
            model_name="studywave",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "baseline")), fields=("study",), name="one_baseline"
            ),
        ),
        migrations.AddConstraint(
            model_name="studywave",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes__gte", models.F("opens"))), name="waves_close_after_they_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="studysheet",
            constraint=models.UniqueConstraint(fields=("wave", "person"), name="a_person_once_a_wave"),
        ),
    ]
