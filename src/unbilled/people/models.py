"""Who works with the books, as what, and what they did."""

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from unbilled.foundation import fields
from unbilled.people.rights import ROLES, SCOPES
from unbilled.people.states import ACT


class Person(AbstractUser):
    """Someone who works with the books; a superuser is an administrator in every company."""

    class Meta:
        db_table = "people_person"
        db_table_comment = "People who work with the books; every act names one."


class Membership(models.Model):
    """What a person is in a company, and over which contracts."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    person = fields.parent("people.Person", "Person.")
    role = fields.word("What the person may do.", ROLES)
    scope = fields.word("All contracts, or those the person manages.", SCOPES, default="all")
    act_id = fields.act("Act that granted it.")

    class Meta:
        db_table = "people_membership"
        db_table_comment = "Roles of people in companies, over all contracts or their own."
        constraints = [
            models.UniqueConstraint(
                "company", "person", "role", name="people_membership_role_is_granted_once"
            )
        ]


class Act(models.Model):
    """Who did what, when, and how it ended."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity; rows that the act wrote name it.")
    company = fields.parent("companies.Company", "Company; empty where it was yet to be opened.", null=True)
    person = fields.parent("people.Person", "Who did it.")
    event = fields.word("What was done, such as billing.confirm_proformas.", max_length=80)
    acted_on = models.DateField(db_comment="Company date of the act.")
    acted_at = models.DateTimeField(db_comment="Moment of the act.")
    key = models.CharField(
        max_length=200, default="", db_comment="Word of the caller: the act happens once for it; empty: none."
    )
    asked = models.JSONField(default=dict, db_comment="What was asked; long lists as count and checksum.")
    outcome = fields.word("How it ended.", ACT.choices, default=ACT.start)
    refusal = fields.text("Name of the refusal, when it was refused.")
    sentence = fields.text("What was wrong, when it was refused.")
    answer = models.JSONField(null=True, db_comment="What it answered, kept where it has a key.")
    changes = models.JSONField(null=True, db_comment="What became of masters: each field before and after.")

    class Meta:
        db_table = "people_act"
        db_table_comment = "The act log: one row for every event from outside."
        constraints = [
            models.UniqueConstraint(
                fields=["company", "person", "key"],
                condition=~Q(key="") & Q(outcome__in=["running", "done"]),
                nulls_distinct=False,
                name="people_act_happens_once_for_a_key",
            )
        ]
        indexes = [
            models.Index(fields=["company", "-id"], name="people_act_latest"),
            models.Index(fields=["person", "-id"], name="people_act_of_person"),
        ]


class Invitation(models.Model):
    """A link with which a person sets a password, once; what the link says is signed and not kept."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity; the link says it, signed.")
    company = fields.parent("companies.Company", "Company whose administrator made it.")
    person = fields.parent("people.Person", "Who is invited.")
    made_at = models.DateTimeField(db_comment="When it was made.")
    expires_at = models.DateTimeField(db_comment="From this moment on it opens nothing.")
    ended_at = models.DateTimeField(
        null=True, db_comment="When it was used, or a later one took its place; empty: it is open."
    )
    act_id = fields.act("Act that made it, or ended it.")

    class Meta:
        db_table = "people_invitation"
        db_table_comment = "Links with which people set a password: single use, and they expire."
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="people_invitation_one_is_open",
            )
        ]


class SecondFactor(models.Model):
    """Codes that a person's device shows, asked for beside the password."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    person = fields.parent("people.Person", "Whose it is.")
    salt = models.CharField(
        max_length=64, db_comment="What its secret is made from, together with the key of the home."
    )
    confirmed_at = models.DateTimeField(
        null=True, db_comment="When a code of it was right for the first time; empty: it is not asked for."
    )
    last_step = models.BigIntegerField(
        default=0, db_comment="Half minute of the last code that was taken; no code is taken twice."
    )
    act_id = fields.act()

    class Meta:
        db_table = "people_second_factor"
        db_table_comment = "Second factors of people; of a secret, nothing that opens anything by itself."
        constraints = [models.UniqueConstraint("person", name="people_second_factor_is_one_a_person")]


class RecoveryCode(models.Model):
    """A code that takes the place of the device, once."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    person = fields.parent("people.Person", "Whose it is.")
    code_hash = models.CharField(max_length=128, db_comment="Checksum of the code, with the key of the home.")
    used_at = models.DateTimeField(null=True, db_comment="When it was used; empty: it is open.")
    act_id = fields.act()

    class Meta:
        db_table = "people_recovery_code"
        db_table_comment = "Codes for a lost device: ten a person, each for once."
        constraints = [
            models.UniqueConstraint(fields=["person", "code_hash"], name="people_recovery_code_is_unique")
        ]


class Session(AbstractBaseSession):
    """Somebody logged in at a browser."""

    session_key = models.CharField(
        max_length=40, primary_key=True, db_comment="What the browser's cookie says."
    )
    session_data = models.TextField(db_comment="What is remembered for the browser, signed.")
    expire_date = models.DateTimeField(db_index=True, db_comment="When it ends by itself.")
    person = fields.parent("people.Person", "Who is logged in; empty: nobody yet.", null=True)
    address = models.CharField(max_length=45, default="", db_comment="Network address it was begun from.")
    browser = models.CharField(max_length=200, default="", db_comment="What the browser called itself.")
    started_at = models.DateTimeField(db_comment="When it was begun.")
    seen_at = models.DateTimeField(db_comment="When something was last asked in it, to some minutes.")

    class Meta:
        db_table = "people_session"
        db_table_comment = "Sessions of browsers; they stand in no backup."
        indexes = [models.Index(fields=["person"], name="people_session_of_person")]


class Attempt(models.Model):
    """How often a name was tried from an address; without a person, for the name may be nobody's."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    login_mark = models.CharField(
        max_length=64, db_comment="Checksum of the name: what was typed is not kept."
    )
    address = models.CharField(max_length=45, db_comment="Network address; of IPv6 its network of 64 bits.")
    failed_count = models.PositiveIntegerField(default=0, db_comment="Failures in a row.")
    failed_at = models.DateTimeField(null=True, db_comment="When it failed last.")
    wait_until = models.DateTimeField(null=True, db_comment="Until then nothing is tried.")
    succeeded_at = models.DateTimeField(
        null=True, db_comment="When it was right last: from then on the address is known."
    )

    class Meta:
        db_table = "people_attempt"
        db_table_comment = "Attempts to log in by name and address, for the delays that follow; in no backup."
        constraints = [
            models.UniqueConstraint(
                fields=["login_mark", "address"], name="people_attempt_name_and_address_are_unique"
            )
        ]
        indexes = [models.Index(fields=["address", "failed_at"], name="people_attempt_of_address")]
