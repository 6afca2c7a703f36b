"""That a study waits for its report, under which id it will stand, and why one that was asked for was not made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0032_numbers_of_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="study",
            name="awaits",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="study",
            name="unmade",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
    ]
