"""What a tie is about and how much is fought, as files of conflicts tell it; which file brought an offer."""

import django.db.models.deletion
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0026_implementation"),
    ]

    operations = [
        migrations.AddField(
            model_name="tie",
            name="about",
            field=sulh.store.models.base.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="tie",
            name="intensity",
            field=models.CharField(blank=True, choices=[("minor", "minor"), ("war", "war")], default="", max_length=5),
        ),
        migrations.AddField(
            model_name="offer",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.importbatch"
            ),
        ),
    ]
