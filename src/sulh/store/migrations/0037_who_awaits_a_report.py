"""Who asked for a report that the machine makes: it is made as long as they may ask, and for nobody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0036_when_actors_were_listed"),
    ]

    operations = [
        migrations.AddField(
            model_name="study",
            name="awaited_by",
            field=models.UUIDField(null=True),
        ),
    ]
