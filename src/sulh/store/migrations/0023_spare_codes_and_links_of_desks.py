"""A second code of an owner's seat, and links that a desk proposes; on the way back these end before they are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import migrations, models
from django.db.models import Q

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def backward(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """End what desks proposed: without the column a desk could accept in the owner's place."""
    del editor
    apps.get_model("store", "Link").objects.filter(by_desk=True, state="proposed").update(state="ended")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0022_map_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="link",
            name="by_desk",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="seat",
            name="spare",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="seat",
            name="spare_generation",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="seat",
            name="spare_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=Q(by_desk=False) | Q(desk__isnull=False), name="a_desk_proposes_for_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=Q(role="owner") | Q(spare=None), name="only_an_owner_has_a_spare_code"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, backward),
    ]
