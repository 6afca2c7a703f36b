"""The order of a desk's answers. Those that are there are numbered by their day: nobody kept an order within one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import migrations, models

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forward(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Number the answers to each package."""
    del editor
    last: dict[object, int] = {}
    for row in apps.get_model("store", "DeskAnswer").objects.order_by("package_id", "on", "id"):
        row.number = last[row.package_id] = last.get(row.package_id, 0) + 1
        row.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0017_release_by_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="deskanswer",
            name="number",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(forward, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="deskanswer",
            constraint=models.UniqueConstraint(fields=("package", "number"), name="answers_are_counted"),
        ),
    ]
