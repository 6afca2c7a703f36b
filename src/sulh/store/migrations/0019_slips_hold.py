"""A slip that counts stays beside one that waits; the way back keeps the one that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import migrations, models
from django.db.models import Q

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def backward(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Let slips go that wait beside one that counts."""
    del editor
    slips = apps.get_model("store", "Approval").objects.exclude(entered_by=None)
    for row in slips.exclude(witness=None):
        slips.filter(package=row.package_id, seat=row.seat_id, digest=row.digest, witness=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0018_answers_are_counted"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="approval",
            name="one_slip_a_reader",
        ),
        migrations.RunPython(migrations.RunPython.noop, backward),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("package", "seat", "digest"),
                condition=~Q(entered_by=None) & Q(witness=None),
                name="one_slip_waits_a_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("package", "seat", "digest"),
                condition=~Q(witness=None),
                name="one_slip_counts_a_reader",
            ),
        ),
    ]
