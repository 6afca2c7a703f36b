"""Whether an indicator counts people: of those that are there it is taken that they do, so that nothing small leaves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0033_reports_made_by_the_machine"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="counted",
            field=models.CharField(
                choices=[("people", "people"), ("of_people", "of_people"), ("things", "things")],
                default="people",
                max_length=9,
            ),
        ),
    ]
