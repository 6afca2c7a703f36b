"""Where an actor is known from, sealed like its names."""

from django.db import migrations

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0023_spare_codes_and_links_of_desks"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="source",
            field=sulh.store.models.base.SealedField(default=bytes),
        ),
    ]
