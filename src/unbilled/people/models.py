"""Who works with the books, as what, and what they did."""

from django.contrib.auth.models import AbstractUser
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
