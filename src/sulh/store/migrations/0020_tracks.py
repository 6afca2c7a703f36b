"""The map, the tiers of initiatives, links, offers and judgements; an initiative may be of several levels."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sulh.store.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0019_slips_hold"),
    ]

    operations = [
        migrations.RenameField(
            model_name="initiative",
            old_name="level",
            new_name="levels",
        ),
        migrations.AddField(
            model_name="dialogue",
            name="agenda_item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="dialogues", to="store.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="changes",
            field=models.CharField(blank=True, default="", max_length=50),
        ),
        migrations.AddField(
            model_name="initiative",
            name="confirmed",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="initiative",
            name="depends_on",
            field=models.ManyToManyField(related_name="needed_by", to="store.initiative"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="end",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="initiative",
            name="entered",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="initiative",
            name="entered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="independent",
            field=sulh.store.models.base.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="initiative",
            name="items",
            field=models.ManyToManyField(related_name="initiatives", to="store.agendaitem"),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="levels",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="initiative",
            name="matched",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="initiative",
            name="phase",
            field=models.CharField(
                choices=[("planned", "planned"), ("running", "running"), ("paused", "paused"), ("ended", "ended")],
                default="running",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="quadrants",
            field=models.CharField(blank=True, default="", max_length=90),
        ),
        migrations.AddField(
            model_name="initiative",
            name="sides",
            field=models.ManyToManyField(related_name="initiatives", to="store.side"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="start",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="process",
            name="rates_readiness",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="statement",
            name="agenda_item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="statements",
                to="store.agendaitem",
            ),
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "state"),
                            ("armed_group", "armed_group"),
                            ("party", "party"),
                            ("organisation", "organisation"),
                            ("international", "international"),
                            ("business", "business"),
                            ("religious", "religious"),
                            ("media", "media"),
                            ("diaspora", "diaspora"),
                            ("community", "community"),
                            ("person", "person"),
                        ],
                        max_length=14,
                    ),
                ),
                ("listed", models.BooleanField(default=False)),
                ("abroad", models.BooleanField(default=False)),
                ("sectors", models.CharField(blank=True, default="", max_length=120)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("top", "top"), ("middle_range", "middle_range"), ("grassroots", "grassroots")],
                        default="",
                        max_length=20,
                    ),
                ),
                ("names", sulh.store.models.base.SealedField(default=bytes)),
                ("keys", sulh.store.models.base.SealedField(default=bytes)),
                ("merged_on", models.DateField(null=True)),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="duplicates",
                        to="store.actor",
                    ),
                ),
                ("processes", models.ManyToManyField(related_name="actors", to="store.process")),
                ("sides", models.ManyToManyField(related_name="actors", to="store.side")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="initiative",
            name="actors",
            field=models.ManyToManyField(related_name="initiatives", to="store.actor"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="funders",
            field=models.ManyToManyField(related_name="funds", to="store.actor"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="responsible",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="answers_for", to="store.actor"
            ),
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("names", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="issues", to="store.process"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="initiative",
            name="issues",
            field=models.ManyToManyField(related_name="initiatives", to="store.issue"),
        ),
        migrations.CreateModel(
            name="Ownership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ownership", to="store.initiative"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owned", to="store.seat"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhaseEstimate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("discussion", "discussion"),
                            ("polarisation", "polarisation"),
                            ("segregation", "segregation"),
                            ("destruction", "destruction"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reasons", sulh.store.models.base.SealedField(default=bytes)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phase_estimates", to="store.process"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("country", "country"),
                            ("region", "region"),
                            ("district", "district"),
                            ("site", "site"),
                        ],
                        max_length=10,
                    ),
                ),
                ("listed", models.BooleanField(default=False)),
                ("names", sulh.store.models.base.SealedField(default=bytes)),
                ("position", sulh.store.models.base.SealedField(default=bytes)),
                ("processes", models.ManyToManyField(related_name="places", to="store.process")),
                (
                    "within",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="inside", to="store.place"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="actor",
            name="places",
            field=models.ManyToManyField(related_name="actors", to="store.place"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="places",
            field=models.ManyToManyField(related_name="initiatives", to="store.place"),
        ),
        migrations.CreateModel(
            name="WeeklyMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("agenda", sulh.store.models.base.SealedField(default=bytes)),
                ("minutes", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="weekly_meetings", to="store.process"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("next_actor", sulh.store.models.base.SealedField(default=bytes)),
                ("due", models.DateField(null=True)),
                ("done", models.DateField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="store.weeklymeeting"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclaredRoles",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="declared_roles", to="store.process"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("process", "staff"), name="declared_once")],
            },
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=40)),
                ("reason", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dismissals", to="store.process"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("process", "scope", "key"), name="put_aside_once")],
            },
        ),
        migrations.CreateModel(
            name="InitiativeTier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("coordinators", "coordinators"),
                            ("facilitators", "facilitators"),
                            ("owners", "owners"),
                            ("desks", "desks"),
                            ("funders", "funders"),
                            ("public", "public"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("existence", "existence"),
                            ("theme_area", "theme_area"),
                            ("actors", "actors"),
                            ("timing", "timing"),
                            ("detail", "detail"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tiers", to="store.initiative"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "audience"), name="one_tier_an_audience")
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("information", "information"),
                            ("joint_analysis", "joint_analysis"),
                            ("joint_planning", "joint_planning"),
                            ("shared_resources", "shared_resources"),
                            ("coordinated_action", "coordinated_action"),
                            ("hand_off", "hand_off"),
                            ("borrowed_leverage", "borrowed_leverage"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("lapsed", "lapsed"),
                            ("ended", "ended"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_by", models.UUIDField()),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                ("since", models.DateField()),
                (
                    "desk",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="links", to="store.desk"
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="store.initiative"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_to",
                        to="store.initiative",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="store.process"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("desk__isnull", False), ("other", None)),
                            models.Q(("desk", None), ("other__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_link_has_two_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("coordinators", "coordinators"),
                            ("facilitators", "facilitators"),
                            ("owners", "owners"),
                            ("desks", "desks"),
                            ("funders", "funders"),
                            ("public", "public"),
                        ],
                        max_length=14,
                    ),
                ),
                ("viewer", models.UUIDField()),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("existence", "existence"),
                            ("theme_area", "theme_area"),
                            ("actors", "actors"),
                            ("timing", "timing"),
                            ("detail", "detail"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="store.initiative"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "viewer", "tier", "on"), name="a_look_a_day_and_tier")
                ],
            },
        ),
        migrations.CreateModel(
            name="Match",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kind", "kind"),
                            ("theme", "theme"),
                            ("declined", "declined"),
                            ("contact", "contact"),
                            ("ended", "ended"),
                        ],
                        default="kind",
                        max_length=10,
                    ),
                ),
                ("one_consents", models.BooleanField(default=False)),
                ("other_consents", models.BooleanField(default=False)),
                ("since", models.DateField()),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="matches", to="store.initiative"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="matches_to", to="store.initiative"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "matches",
                "constraints": [models.UniqueConstraint(fields=("one", "other"), name="a_pair_is_matched_once")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("stance", models.CharField(choices=[("for", "for"), ("against", "against")], max_length=8)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="store.initiative"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="store.issue"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("initiative", "issue"), name="one_message_an_issue")],
            },
        ),
        migrations.CreateModel(
            name="Moment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[("session", "session"), ("public_event", "public_event"), ("delicate", "delicate")],
                        max_length=14,
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField()),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moments", to="store.initiative"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))), name="a_moment_ends_after_it_begins"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("start", models.DateField(null=True)),
                ("end", models.DateField(null=True)),
                ("stalled_since", models.DateField(null=True)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="official_rounds", to="store.process"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("process", "number"), name="official_rounds_are_counted")
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("direction", models.CharField(choices=[("offer", "offer"), ("need", "need")], max_length=6)),
                (
                    "resource",
                    models.CharField(
                        choices=[
                            ("access", "access"),
                            ("trust", "trust"),
                            ("place", "place"),
                            ("language", "language"),
                            ("expertise", "expertise"),
                            ("leverage", "leverage"),
                            ("money", "money"),
                            ("time", "time"),
                            ("deniability", "deniability"),
                        ],
                        max_length=14,
                    ),
                ),
                ("words", sulh.store.models.base.SealedField(default=bytes)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.actor"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="store.desk"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="store.initiative",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="store.process"
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.side"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="store.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("desk__isnull", False), ("initiative", None)),
                            models.Q(("desk", None), ("initiative__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_offer_is_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadinessJudgement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("motivation", models.FloatField()),
                ("optimism", models.FloatField()),
                ("dissent", sulh.store.models.base.SealedField(default=bytes)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readiness", to="store.actor"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readiness", to="store.process"
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.side"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("motivation__gte", 0), ("motivation__lte", 1), ("optimism__gte", 0), ("optimism__lte", 1)
                        ),
                        name="readiness_is_between_0_and_1",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sulh.store.models.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("member_of", "member_of"),
                            ("leads", "leads"),
                            ("funds", "funds"),
                            ("represents", "represents"),
                            ("works_with", "works_with"),
                            ("allied", "allied"),
                            ("talks_with", "talks_with"),
                            ("trusts", "trusts"),
                            ("distrusts", "distrusts"),
                            ("hostile", "hostile"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(choices=[("low", "low"), ("medium", "medium"), ("high", "high")], max_length=8),
                ),
                ("start", models.DateField(null=True)),
                ("end", models.DateField(null=True)),
                ("source", sulh.store.models.base.SealedField(default=bytes)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="store.actor"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties_to", to="store.actor"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True), name="a_tie_is_between_two"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="weeklymeeting",
            constraint=models.UniqueConstraint(fields=("process", "on"), name="one_weekly_meeting_a_day"),
        ),
        migrations.AddConstraint(
            model_name="meetingdecision",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="decisions_are_counted"),
        ),
    ]
