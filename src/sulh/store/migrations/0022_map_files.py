"""Files that came into the map: batches, and which rows each of them made."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0021_matching"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("form", models.CharField(blank=True, default="", max_length=14)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("done", "done"), ("undone", "undone")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("private", models.BooleanField(default=True)),
                ("counts", sulh.store.models.base.SealedField(default=bytes)),
                ("file", sulh.store.models.base.SealedField(default=bytes)),
                ("chosen", sulh.store.models.base.SealedField(default=bytes)),
                ("found", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="store.process"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "import batches",
            },
        ),
        migrations.AddField(
            model_name="actor",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="officialround",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
        migrations.AddField(
            model_name="tie",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
    ]
