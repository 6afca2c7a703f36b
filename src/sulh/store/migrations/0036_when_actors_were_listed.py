"""When an actor was listed: what is told of a day counts those who stood on the map then; all who are there count on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0035_sheets_sent_with_a_number"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="listed_on",
            field=models.DateField(null=True),
        ),
    ]
