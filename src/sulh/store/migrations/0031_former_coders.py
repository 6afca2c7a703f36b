"""Who was a coder and was replaced: they are named no second time."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0030_stipulations_as_statements"),
    ]

    operations = [
        migrations.AddField(
            model_name="coding",
            name="former",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
    ]
