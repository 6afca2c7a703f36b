"""An entry number that a whole group of a study shares, and how many people of it are asked."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

ROLES = ("participant", "reader", "owner", "assistant", "respondent")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0031_former_coders"),
    ]

    operations = [
        migrations.AddField(
            model_name="studygroup",
            name="asked",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="seat",
            name="role",
            field=models.CharField(choices=[(role, role) for role in ROLES], max_length=20),
        ),
        migrations.AddField(
            model_name="seat",
            name="group",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="seat", to="store.studygroup"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=Q(dialogue=None, group__isnull=False, language="", role="respondent", side__isnull=False)
                | (~Q(role="respondent") & Q(group=None)),
                name="respondents_answer_for_a_group",
            ),
        ),
    ]
