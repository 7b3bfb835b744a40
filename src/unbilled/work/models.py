"""What people say they did: entries of time, expense, material and fee, and the decisions on them."""

from django.db import models
from django.db.models import Q

from unbilled.foundation import fields
from unbilled.work.states import ENTRY, RECALL

CLASSES = [("time", "time"), ("expense", "expense"), ("material", "material"), ("fee", "fee")]


class Approval(models.Model):
    """One act of approving or rejecting a set of entries, or of taking an approval back."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company whose entries were decided on.")
    decision = fields.word(
        "approved, rejected, or canceled: an approval was taken back.",
        [("approved", "approved"), ("rejected", "rejected"), ("canceled", "canceled")],
    )
    decided_on = models.DateField(db_comment="Company date of the decision.")
    comment = fields.text("Why, for a rejection, and where an approval was taken back with a comment.")
    act_id = fields.act()

    class Meta:
        db_table = "work_approval"
        db_table_comment = "Acts of approving or rejecting entries."


class Entry(models.Model):
    """A piece of work: pencil until approved."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.reference("companies.Company", "Company the work was done for.")
    transaction_class = fields.word("time, expense, material or fee.", CLASSES)
    transaction_date = models.DateField(db_comment="Day of the work.")
    project = fields.reference("masterdata.Project", "Project.")
    task = fields.reference("masterdata.Task", "Task.", null=True, blank=True)
    role = fields.reference("masterdata.Role", "Role worked as.", null=True, blank=True)
    category = fields.reference("masterdata.Category", "Category.", null=True, blank=True)
    resource = fields.reference("masterdata.Resource", "Who or what did it.", null=True, blank=True)
    quantity = fields.quantity("Hours, pieces or kilometers, as submitted.")
    unit = fields.word("Unit of the quantity.", default="hour")
    unit_cost = fields.price("Cost per unit; empty: from the cost price list.", null=True, blank=True)
    cost_currency = fields.parent("companies.Currency", "Currency of unit_cost.", null=True, blank=True)
    unit_price = fields.price(
        "Sales price per unit of a fee, or of what is written on a proforma; contract currency.",
        null=True,
        blank=True,
    )
    billing_type = fields.word("Wish or decision; empty: by the rules.", null=True, blank=True)
    billable_quantity = fields.quantity(
        "Quantity approved for billing; empty: as submitted.", null=True, blank=True
    )
    description = fields.text("Text the customer may read.")
    internal_note = fields.text("Text for colleagues.")
    external_reference = fields.text("Key in the system it came from; one entry each.", null=True, blank=True)
    status = fields.word("Where the entry stands.", ENTRY.choices, default=ENTRY.start)
    approval = fields.reference("work.Approval", "Last decision.", null=True, blank=True)
    entered_act_id = fields.act("Act that entered it.")
    submitted_act_id = fields.act(
        "Act that submitted it; empty until then, and when it was recalled.", null=True
    )
    was_recorded = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Facts name it that is not approved: taken back, or written on a confirmed proforma.",
    )
    act_id = fields.act()

    class Meta:
        db_table = "work_entry"
        db_table_comment = "Entries of time, expense, material and fee."
        constraints = [
            models.UniqueConstraint(
                fields=["company", "external_reference"],
                condition=Q(external_reference__isnull=False),
                name="work_entry_external_reference_is_unique",
            ),
            models.CheckConstraint(
                condition=Q(billable_quantity__isnull=True) | Q(billable_quantity__gte=0),
                name="work_entry_billable_quantity_is_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(approval__isnull=False),
                name="work_entry_approved_has_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(unit_cost__isnull=True) | Q(cost_currency__isnull=False),
                name="work_entry_cost_has_a_currency",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "transaction_date", "id"], name="work_entry_date"),
            models.Index(fields=["project", "transaction_date"], name="work_entry_project_date"),
            models.Index(fields=["resource", "transaction_date"], name="work_entry_resource_date"),
        ]


class SubmittedTotal(models.Model):
    """Running totals of what waits to be submitted or approved, kept by the triggers of entries."""

    project_id = models.BigIntegerField(primary_key=True, db_comment="Project.")
    company = fields.reference("companies.Company", "Company.")
    draft_count = models.BigIntegerField(db_comment="Number of drafts and returned entries.")
    entry_count = models.BigIntegerField(db_comment="Number of submitted entries.")
    hours = fields.quantity("Hours submitted.")

    class Meta:
        db_table = "work_submitted_total"
        db_table_comment = "Totals of entries that nobody has decided on, by project; derived and verified."


class Recall(models.Model):
    """A wish to have approved work back, and what became of it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company of the entry.")
    entry = fields.parent("work.Entry", "Entry that somebody wants back.", db_index=True)
    reason = fields.text("Why.")
    status = fields.word("Where the wish stands.", RECALL.choices, default=RECALL.start)
    answer = fields.text("What whoever refused it says.")
    requested_act_id = fields.act("Act that asked for it.")
    act_id = fields.act()

    class Meta:
        db_table = "work_recall"
        db_table_comment = "Wishes to have approved entries back, and their answers."
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(status="requested"),
                name="work_recall_is_requested_once",
            ),
        ]
        indexes = [models.Index(fields=["company", "status", "id"], name="work_recall_status")]


class Receipt(models.Model):
    """The paper of an expense, as it was uploaded."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company of the entry.")
    entry = fields.parent("work.Entry", "Entry it belongs to.", db_index=True)
    name = fields.text("Name of the file.")
    media_type = fields.word("What the bytes are: application/pdf, image/png or image/jpeg.")
    content = models.BinaryField(db_comment="The bytes.")
    size_bytes = models.PositiveIntegerField(db_comment="How many they are.")
    sha256 = models.CharField(max_length=64, db_comment="SHA-256 of the bytes, hexadecimal.")
    act_id = fields.act("Act that attached it (people_act).")

    class Meta:
        db_table = "work_receipt"
        db_table_comment = "Receipts of entries, kept in the database and served as attachments."
        constraints = [
            models.UniqueConstraint("entry", "sha256", name="work_receipt_is_attached_once"),
        ]
