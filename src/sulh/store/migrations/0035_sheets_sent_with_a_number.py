"""How many sheets were sent with the entry number of a group: what is counted so tells of nobody whether they answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0034_whom_an_indicator_counts"),
    ]

    operations = [
        migrations.AddField(
            model_name="studygroup",
            name="sent",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
