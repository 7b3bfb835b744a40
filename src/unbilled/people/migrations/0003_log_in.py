import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_what_the_trial_asked"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "login_mark",
                    models.CharField(
                        db_comment="Checksum of the name: what was typed is not kept.", max_length=64
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        db_comment="Network address; of IPv6 its network of 64 bits.", max_length=45
                    ),
                ),
                ("failed_count", models.PositiveIntegerField(db_comment="Failures in a row.", default=0)),
                ("failed_at", models.DateTimeField(db_comment="When it failed last.", null=True)),
                ("wait_until", models.DateTimeField(db_comment="Until then nothing is tried.", null=True)),
                (
                    "succeeded_at",
                    models.DateTimeField(
                        db_comment="When it was right last: from then on the address is known.", null=True
                    ),
                ),
            ],
            options={
                "db_table": "people_attempt",
                "db_table_comment": "Attempts to log in by name and address, for the delays that follow; in no backup.",
                "indexes": [models.Index(fields=["address", "failed_at"], name="people_attempt_of_address")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("login_mark", "address"), name="people_attempt_name_and_address_are_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        db_comment="Identity; the link says it, signed.", primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(db_comment="When it was made.")),
                ("expires_at", models.DateTimeField(db_comment="From this moment on it opens nothing.")),
                (
                    "ended_at",
                    models.DateTimeField(
                        db_comment="When it was used, or a later one took its place; empty: it is open.",
                        null=True,
                    ),
                ),
                ("act_id", models.BigIntegerField(db_comment="Act that made it, or ended it.")),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company whose administrator made it.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_comment="Who is invited.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_invitation",
                "db_table_comment": "Links with which people set a password: single use, and they expire.",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("person",),
                        name="people_invitation_one_is_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "code_hash",
                    models.CharField(
                        db_comment="Checksum of the code, with the key of the home.", max_length=128
                    ),
                ),
                (
                    "used_at",
                    models.DateTimeField(db_comment="When it was used; empty: it is open.", null=True),
                ),
                ("act_id", models.BigIntegerField(db_comment="Act that last wrote the row (people_act).")),
                (
                    "person",
                    models.ForeignKey(
                        db_comment="Whose it is.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_recovery_code",
                "db_table_comment": "Codes for a lost device: ten a person, each for once.",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "code_hash"), name="people_recovery_code_is_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "salt",
                    models.CharField(
                        db_comment="What its secret is made from, together with the key of the home.",
                        max_length=64,
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        db_comment="When a code of it was right for the first time; empty: it is not asked for.",
                        null=True,
                    ),
                ),
                (
                    "last_step",
                    models.BigIntegerField(
                        db_comment="Half minute of the last code that was taken; no code is taken twice.",
                        default=0,
                    ),
                ),
                ("act_id", models.BigIntegerField(db_comment="Act that last wrote the row (people_act).")),
                (
                    "person",
                    models.ForeignKey(
                        db_comment="Whose it is.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_second_factor",
                "db_table_comment": "Second factors of people; of a secret, nothing that opens anything by itself.",
                "constraints": [
                    models.UniqueConstraint(models.F("person"), name="people_second_factor_is_one_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        db_comment="What the browser's cookie says.",
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("session_data", models.TextField(db_comment="What is remembered for the browser, signed.")),
                ("expire_date", models.DateTimeField(db_comment="When it ends by itself.", db_index=True)),
                (
                    "address",
                    models.CharField(
                        db_comment="Network address it was begun from.", default="", max_length=45
                    ),
                ),
                (
                    "browser",
                    models.CharField(
                        db_comment="What the browser called itself.", default="", max_length=200
                    ),
                ),
                ("started_at", models.DateTimeField(db_comment="When it was begun.")),
                (
                    "seen_at",
                    models.DateTimeField(db_comment="When something was last asked in it, to some minutes."),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_comment="Who is logged in; empty: nobody yet.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_session",
                "db_table_comment": "Sessions of browsers; they stand in no backup.",
                "indexes": [models.Index(fields=["person"], name="people_session_of_person")],
            },
        ),
    ]
