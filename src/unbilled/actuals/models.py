"""Project actuals: the append-only record of approved work, at cost, unbilled and billed."""

from django.db import models
from django.db.models import Q

from unbilled.foundation import fields

TYPES = [
    ("cost", "cost"),
    ("unbilled_sales", "unbilled sales"),
    ("billed_sales", "billed sales"),
    ("interorg_sales", "inter-organization sales"),
    ("resourcing_unit_cost", "resourcing unit cost"),
]
CLASSES = [
    ("time", "time"),
    ("expense", "expense"),
    ("material", "material"),
    ("fee", "fee"),
    ("milestone", "milestone"),
    ("product", "product"),
    ("retainer", "retainer"),
]
ADJUSTMENTS = [("written_off", "written off"), ("written_up", "written up"), ("repriced", "repriced")]


class Actual(models.Model):
    """One immutable fact about work: what it cost, what it is worth, what was billed."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.reference("companies.Company", "Company.")
    transaction_type = fields.word("cost, unbilled_sales, billed_sales and so on.", TYPES)
    transaction_class = fields.word("time, expense, material, fee, milestone, product or retainer.", CLASSES)
    contract_id = models.BigIntegerField(null=True, db_comment="Contract; follows from the line.")
    contract_line = fields.reference("agreements.ContractLine", "Contract line.", null=True)
    customer_id = models.BigIntegerField(
        null=True, db_comment="Customer of the line who pays; follows from the line."
    )
    project = fields.reference("masterdata.Project", "Project.", null=True)
    task_id = models.BigIntegerField(null=True, db_comment="Task; follows from the entry.")
    role_id = models.BigIntegerField(null=True, db_comment="Role; follows from the entry.")
    category_id = models.BigIntegerField(null=True, db_comment="Category; follows from the entry.")
    resource_id = models.BigIntegerField(null=True, db_comment="Resource; follows from the entry.")
    transaction_date = models.DateField(db_comment="Day of the work.")
    accounting_date = models.DateField(
        db_comment="Date for the books: of the work for cost and unbilled sales, of confirmation for billed sales."
    )
    quantity = fields.quantity("Quantity, negative on a reversal.")
    unit = fields.word("Unit of the quantity.")
    unit_price = fields.price("Price or cost per unit, transaction currency.")
    transaction_amount = fields.amount("Quantity times price, rounded; transaction currency.")
    transaction_currency = fields.currency("Contract currency for sales; cost currency for cost.")
    billing_type = fields.word("chargeable, non_chargeable, complimentary or not_available.")
    price_source_id = models.BigIntegerField(
        null=True, db_comment="Price list the unit price came from; empty: entered by hand."
    )
    reverses = fields.reference("actuals.Actual", "Actual that this one reverses.", null=True)
    replaces_id = models.BigIntegerField(
        null=True,
        db_comment="Actual whose place this one takes: edited on a proforma, or reopened by a correction.",
    )
    entry = fields.reference("work.Entry", "Entry of work it came from.", null=True)
    milestone_id = models.BigIntegerField(
        null=True, db_comment="Milestone or product it came from (billing_milestone)."
    )
    proforma_id = models.BigIntegerField(
        null=True, db_comment="Proforma whose confirmation recorded it (billing_proforma)."
    )
    proforma_line_no = models.IntegerField(
        null=True, db_comment="Detail of that proforma (billing_proforma_detail)."
    )
    goes_to_journal = models.BooleanField(
        db_comment="Whether the integration journal takes it; what a confirmation moves it does not."
    )
    act_id = fields.act("Act that recorded it (people_act).")

    class Meta:
        db_table = "actuals_actual"
        db_table_comment = "Project actuals, append-only; corrected by a reversal and a replacement."
        constraints = [
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="actuals_actual_is_reversed_once",
            ),
            models.CheckConstraint(
                condition=~Q(transaction_type="billed_sales") | Q(proforma_id__isnull=False),
                name="actuals_actual_billed_sales_have_a_proforma",
            ),
        ]
        indexes = [
            models.Index(fields=["contract_line", "transaction_date"], name="actuals_actual_line_date"),
            models.Index(
                fields=["entry"], condition=Q(transaction_type="cost"), name="actuals_actual_cost_of_entry"
            ),
            models.Index(
                fields=["proforma_id"],
                condition=Q(transaction_type="billed_sales"),
                name="actuals_actual_billed_by",
            ),
            # Few rows: what no contract line sells, for whoever asks what will never be billed.
            models.Index(
                fields=["company", "transaction_date"],
                condition=Q(transaction_type="cost", contract_line__isnull=True),
                name="actuals_actual_without_line",
            ),
        ]


class Adjustment(models.Model):
    """What somebody changed an unbilled sale by: written off, written up or priced anew; or that undone."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.reference("companies.Company", "Company.")
    kind = fields.word("written_off, written_up or repriced.", ADJUSTMENTS)
    actual_id = models.BigIntegerField(db_comment="Unbilled sale that was adjusted, and so reversed.")
    kept_actual_id = models.BigIntegerField(
        null=True, db_comment="Unbilled sale that is charged in its place; empty: all of it was written off."
    )
    rest_actual_id = models.BigIntegerField(
        null=True, db_comment="Unbilled sale in its place that is not chargeable; empty: nothing of it."
    )
    entry_id = models.BigIntegerField(null=True, db_comment="Entry of work that the sale came from.")
    transaction_amount = fields.amount(
        "By how much more is chargeable, below zero for less; contract currency."
    )
    transaction_currency = fields.currency("Contract currency.")
    adjusted_on = models.DateField(db_comment="Company date of the act.")
    write_off_reason = fields.parent("masterdata.WriteOffReason", "Why it was written off or up.", null=True)
    reason = fields.text("The same in words.")
    undoes = fields.parent("actuals.Adjustment", "Adjustment that this one undoes.", null=True)
    act_id = fields.act()

    class Meta:
        db_table = "actuals_adjustment"
        db_table_comment = "Adjustments of unbilled sales, append-only; undone by an adjustment of their own."
        constraints = [
            models.UniqueConstraint(
                fields=["undoes"],
                condition=Q(undoes__isnull=False),
                name="actuals_adjustment_is_undone_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="repriced") | Q(write_off_reason__isnull=False),
                name="actuals_adjustment_written_off_or_up_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kept_actual_id__isnull=False) | Q(rest_actual_id__isnull=False),
                name="actuals_adjustment_leaves_a_sale",
            ),
        ]
        indexes = [
            models.Index(
                fields=["entry_id"], condition=Q(entry_id__isnull=False), name="actuals_adjustment_of_entry"
            ),
            models.Index(fields=["actual_id"], name="actuals_adjustment_of_sale"),
            models.Index(fields=["act_id"], name="actuals_adjustment_of_act"),
            models.Index(fields=["company", "adjusted_on"], name="actuals_adjustment_day"),
        ]


class ShareDue(models.Model):
    """What rounding has left over of the shares of a customer so far, and the next share takes."""

    pk = models.CompositePrimaryKey("contract_line_id", "customer_id")
    contract_line_id = models.BigIntegerField(db_comment="Contract line whose sales are shared.")
    customer_id = models.BigIntegerField(db_comment="Customer with a share.")
    company = fields.reference("companies.Company", "Company.")
    due_amount = models.DecimalField(
        max_digits=28,
        decimal_places=12,
        db_comment="Exact shares less recorded ones, contract currency.",
    )
    act_id = fields.act()

    class Meta:
        db_table = "actuals_share_due"
        db_table_comment = "What rounding left over of customers' shares, for the next share."
