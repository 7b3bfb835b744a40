"""What is to be billed: the backlog of open work, milestones, and the manager's proformas."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value

from unbilled.billing.states import BACKLOG, MILESTONE, PROFORMA, RETAINER
from unbilled.foundation import fields

RETAINER_USES = [("invoiced", "invoiced"), ("applied", "applied"), ("refunded", "refunded")]

REVIEWS = [("in_review", "in review"), ("returned", "returned")]


class BacklogLine(models.Model):
    """One open unbilled sale; the row goes when the sale is billed."""

    actual = models.OneToOneField(
        "actuals.Actual",
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
        db_comment="The unbilled sale.",
    )
    company = fields.reference("companies.Company", "Company.")
    contract_id = models.BigIntegerField(db_comment="Contract.")
    contract_line_id = models.BigIntegerField(db_comment="Contract line.")
    customer_id = models.BigIntegerField(db_comment="Customer who pays.")
    project_id = models.BigIntegerField(db_comment="Project.")
    transaction_class = fields.word("Class of the actual.")
    transaction_date = models.DateField(db_comment="Day of the work.")
    quantity = fields.quantity("Quantity of the actual.")
    transaction_amount = fields.amount("Amount of the actual, transaction currency.")
    transaction_currency = fields.currency("Contract currency.")
    billing_type = fields.word("Billing type of the actual.")
    billing_status = fields.word(
        "Where the sale stands on its way to an invoice.", BACKLOG.choices, default=BACKLOG.start
    )
    limit_status = fields.word(
        "Not-to-exceed check: not_applicable, not_evaluated, committed or failed.", default="not_applicable"
    )
    limit_reason = fields.text("Which limit is exceeded, and by how much.")
    proforma_id = models.BigIntegerField(null=True, db_comment="Draft proforma that holds it.")
    ready_act_id = fields.act("Act that marked it ready to invoice.", null=True)
    hold_reason = fields.text("Why it is held back; empty: it is not.", db_default="")
    held_until = models.DateField(null=True, db_comment="Day from which it is no longer held; empty: open.")
    hold_act_id = fields.act("Act that held it back.", null=True)
    act_id = fields.act()

    class Meta:
        db_table = "billing_backlog_line"
        db_table_comment = "Open unbilled sales, one narrow row each, with their billing status."
        constraints = [
            models.CheckConstraint(
                condition=Q(billing_status="customer_invoice_created", proforma_id__isnull=False)
                | (~Q(billing_status="customer_invoice_created") & Q(proforma_id__isnull=True)),
                name="billing_backlog_line_on_a_proforma_names_it",
            ),
            models.CheckConstraint(
                condition=Q(billing_status="not_ready", ready_act_id__isnull=True)
                | (~Q(billing_status="not_ready") & Q(ready_act_id__isnull=False)),
                name="billing_backlog_line_ready_names_who_marked_it",
            ),
            models.CheckConstraint(
                condition=~Q(limit_status__in=["failed", "not_evaluated"]) | Q(billing_status="not_ready"),
                name="billing_backlog_line_over_the_limit_is_not_ready",
            ),
            models.CheckConstraint(
                condition=Q(hold_reason="", held_until__isnull=True, hold_act_id__isnull=True)
                | (~Q(hold_reason="") & Q(billing_status="not_ready", hold_act_id__isnull=False)),
                name="billing_backlog_line_held_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["contract_id", "transaction_date", "actual"], name="billing_backlog_contract"
            ),
            models.Index(fields=["project_id", "transaction_date", "actual"], name="billing_backlog_project"),
            models.Index(fields=["transaction_date", "actual"], name="billing_backlog_date"),
        ]


class BacklogTotal(models.Model):
    """Running totals of the backlog, kept by its triggers."""

    pk = models.CompositePrimaryKey("contract_line_id", "transaction_class", "billing_status", "billing_type")
    contract_line_id = models.BigIntegerField(db_comment="Contract line.")
    transaction_class = fields.word("Class.")
    billing_status = fields.word("Billing status.")
    billing_type = fields.word("Billing type.")
    company = fields.reference("companies.Company", "Company.")
    transaction_currency = fields.currency("Contract currency.")
    quantity = fields.quantity("Sum of quantities.")
    transaction_amount = fields.amount("Sum of amounts, contract currency.")
    line_count = models.BigIntegerField(db_comment="Number of backlog lines.")

    class Meta:
        db_table = "billing_backlog_total"
        db_table_comment = (
            "Totals of the backlog by contract line, class, status and billing type; derived and verified."
        )


class Milestone(models.Model):
    """What a line sells besides work: an agreed amount that falls due with an event or a date, or some of a product."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    contract = fields.parent("agreements.Contract", "Contract.")
    contract_line = fields.parent("agreements.ContractLine", "Contract line, of a fixed price or a product.")
    customer = fields.parent("masterdata.Customer", "Customer who pays.")
    name = fields.text("Name printed on invoices.")
    milestone_date = models.DateField(db_comment="Day it falls due.")
    transaction_amount = fields.amount("Amount before tax, contract currency.")
    transaction_currency = fields.currency("Contract currency.")
    quantity = fields.quantity("Quantity of a product; empty: it is a milestone.", null=True)
    unit = fields.word("Unit of the quantity.", null=True)
    unit_price = fields.price("Price of one unit, contract currency.", null=True)
    status = fields.word("Where the milestone stands.", MILESTONE.choices, default=MILESTONE.start)
    proforma_id = models.BigIntegerField(null=True, db_comment="Draft or confirmed proforma that holds it.")
    ready_act_id = fields.act("Act that marked it ready to invoice, or credited it so.", null=True)
    hold_reason = fields.text("Why it is held back; empty: it is not.", db_default="")
    held_until = models.DateField(null=True, db_comment="Day from which it is no longer held; empty: open.")
    hold_act_id = fields.act("Act that held it back.", null=True)
    is_rest = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Whether it is what progress, or parts of a product, have left, to be cut again.",
    )
    act_id = fields.act()

    class Meta:
        db_table = "billing_milestone"
        db_table_comment = "Milestones of fixed-price contract lines, and products in whole or in parts."
        constraints = [
            models.UniqueConstraint(
                "contract_line", "name", "customer", name="billing_milestone_name_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["not_ready", "ready_to_invoice"], proforma_id__isnull=True)
                | Q(
                    status__in=["customer_invoice_created", "customer_invoice_posted"],
                    proforma_id__isnull=False,
                ),
                name="billing_milestone_on_a_proforma_names_it",
            ),
            models.CheckConstraint(
                condition=Q(status="not_ready", ready_act_id__isnull=True)
                | (~Q(status="not_ready") & Q(ready_act_id__isnull=False)),
                name="billing_milestone_ready_names_who_marked_it",
            ),
            models.CheckConstraint(
                condition=Q(hold_reason="", held_until__isnull=True, hold_act_id__isnull=True)
                | (~Q(hold_reason="") & Q(status="not_ready", hold_act_id__isnull=False)),
                name="billing_milestone_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True, unit__isnull=True, unit_price__isnull=True)
                | Q(quantity__gt=0, unit__isnull=False, unit_price__gt=0),
                name="billing_milestone_of_a_product_has_a_price",
            ),
        ]
        indexes = [models.Index(fields=["contract", "milestone_date"], name="billing_milestone_contract")]


class Retainer(models.Model):
    """An amount that a customer pays in advance, and that later invoices deduct."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    contract = fields.parent("agreements.Contract", "Contract.")
    contract_line = fields.parent(
        "agreements.ContractLine",
        "Contract line whose project and profile decide where it goes in the books.",
    )
    customer = fields.parent("masterdata.Customer", "Customer of the contract who pays it.")
    name = fields.text("Name printed on invoices.")
    retainer_date = models.DateField(db_comment="Day it falls due.")
    transaction_amount = fields.amount("Amount before tax, contract currency.")
    transaction_currency = fields.currency("Contract currency.")
    status = fields.word("Where the retainer stands.", RETAINER.choices, default=RETAINER.start)
    proforma_id = models.BigIntegerField(
        null=True, db_comment="Draft or confirmed proforma that invoices it."
    )
    ready_act_id = fields.act("Act that marked it ready to invoice, or credited it so.", null=True)
    hours = fields.quantity("Hours that it pays for; empty: it pays in money.", null=True)
    unit_price = fields.price("Price of one of these hours, contract currency.", null=True)
    overage_price = fields.price(
        "Price of hours beyond those that are prepaid; empty: the price of the work.", null=True
    )
    is_of_line = models.BooleanField(
        default=False, db_default=False, db_comment="It pays for hours of its contract line alone."
    )
    expires_on = models.DateField(
        null=True, db_comment="Last day on which it can be used; empty: it rolls over for good."
    )
    open_hours = fields.quantity(
        "Hours invoiced, neither drawn, refunded nor expired.", default=0, db_default=0
    )
    applied_hours = fields.quantity("Hours drawn by confirmed proformas.", default=0, db_default=0)
    refunded_hours = fields.quantity("Hours given back.", default=0, db_default=0)
    expired_hours = fields.quantity("Hours that nobody used in time.", default=0, db_default=0)
    drafted_hours = fields.quantity("Of the open hours, on drafts.", default=0, db_default=0)
    billed_actual_id = models.BigIntegerField(null=True, db_comment="Billed sale by which it is invoiced.")
    open_actual_id = models.BigIntegerField(
        null=True, db_comment="Unbilled sale that holds the open balance; empty: nothing is open."
    )
    open_amount = fields.amount("Invoiced, neither applied nor refunded; contract currency.", default=0)
    applied_amount = fields.amount("Deducted from confirmed proformas, contract currency.", default=0)
    refunded_amount = fields.amount("Given back, contract currency.", default=0)
    expired_amount = fields.amount("Not used in time, contract currency.", default=0, db_default=0)
    drafted_amount = fields.amount("Of the open balance, on drafts; contract currency.", default=0)
    hold_reason = fields.text("Why it is held back; empty: it is not.", db_default="")
    held_until = models.DateField(null=True, db_comment="Day from which it is no longer held; empty: open.")
    hold_act_id = fields.act("Act that held it back.", null=True)
    act_id = fields.act()

    class Meta:
        db_table = "billing_retainer"
        db_table_comment = "Retainers of contract customers: invoiced in advance, deducted or refunded later."
        constraints = [
            models.UniqueConstraint("contract", "customer", "name", name="billing_retainer_name_is_unique"),
            models.CheckConstraint(
                condition=Q(status__in=["not_ready", "ready_to_invoice"], proforma_id__isnull=True)
                | Q(
                    status__in=["customer_invoice_created", "customer_invoice_posted"],
                    proforma_id__isnull=False,
                ),
                name="billing_retainer_on_a_proforma_names_it",
            ),
            models.CheckConstraint(
                condition=Q(status="not_ready", ready_act_id__isnull=True)
                | (~Q(status="not_ready") & Q(ready_act_id__isnull=False)),
                name="billing_retainer_ready_names_who_marked_it",
            ),
            models.CheckConstraint(
                condition=Q(hold_reason="", held_until__isnull=True, hold_act_id__isnull=True)
                | (~Q(hold_reason="") & Q(status="not_ready", hold_act_id__isnull=False)),
                name="billing_retainer_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="customer_invoice_posted",
                    billed_actual_id__isnull=False,
                    transaction_amount=F("open_amount")
                    + F("applied_amount")
                    + F("refunded_amount")
                    + F("expired_amount"),
                )
                | (
                    ~Q(status="customer_invoice_posted")
                    & Q(
                        billed_actual_id__isnull=True,
                        open_amount=0,
                        applied_amount=0,
                        refunded_amount=0,
                        expired_amount=0,
                    )
                ),
                name="billing_retainer_is_open_applied_or_refunded",
            ),
            models.CheckConstraint(
                condition=Q(
                    hours__isnull=True,
                    unit_price__isnull=True,
                    overage_price__isnull=True,
                    is_of_line=False,
                    open_hours=0,
                    applied_hours=0,
                    refunded_hours=0,
                    drafted_hours=0,
                )
                | Q(hours__gt=0, unit_price__gt=0),
                name="billing_retainer_of_hours_has_a_price",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True)
                | Q(
                    status="customer_invoice_posted",
                    hours=F("open_hours") + F("applied_hours") + F("refunded_hours") + F("expired_hours"),
                )
                | (
                    ~Q(status="customer_invoice_posted")
                    & Q(open_hours=0, applied_hours=0, refunded_hours=0, expired_hours=0, drafted_hours=0)
                ),
                name="billing_retainer_hours_are_open_drawn_or_refunded",
            ),
            models.CheckConstraint(
                condition=Q(drafted_hours__gte=0, open_hours__gte=F("drafted_hours")),
                name="billing_retainer_is_not_drawn_beyond_what_is_open",
            ),
            models.CheckConstraint(
                condition=Q(drafted_amount__gte=0, open_amount__gte=F("drafted_amount")),
                name="billing_retainer_is_not_applied_beyond_what_is_open",
            ),
            models.CheckConstraint(
                condition=Q(open_amount=0, open_actual_id__isnull=True)
                | Q(open_amount__gt=0, open_actual_id__isnull=False),
                name="billing_retainer_open_names_its_unbilled_sale",
            ),
        ]


class Proforma(models.Model):
    """The project manager's draft invoice to one customer of one contract."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    number = fields.word("Number people use; the proposal carries it too.")
    contract = fields.parent("agreements.Contract", "Contract.")
    customer = fields.parent("masterdata.Customer", "Customer who pays.")
    transaction_currency = fields.currency("Contract currency.")
    status = fields.word("Where the proforma stands.", PROFORMA.choices, default=PROFORMA.start)
    accounting_date = models.DateField(
        null=True, db_comment="Date for the books; empty: the day of confirmation."
    )
    corrects = fields.parent("billing.Proforma", "Confirmed proforma that this one corrects.", null=True)
    reason = fields.text("Why it corrects, printed on the credit note.")
    review = fields.word(
        "in_review: somebody is to look at it; returned: it came back; empty: neither.",
        REVIEWS,
        default="",
        db_default="",
        blank=True,
    )
    review_comment = fields.text("What whoever handed it in or returned it says.", db_default="")
    is_nil = models.BooleanField(
        default=False, db_comment="Confirmed, it charged nothing and became no invoice proposal."
    )
    scheduled_on = models.DateField(
        null=True,
        db_comment="Run date of the invoice schedules that it was made for; empty: somebody made it.",
    )
    created_on = models.DateField(db_comment="Company date of creation.")
    created_act_id = fields.act("Act that created it.")
    confirmed_on = models.DateField(null=True, db_comment="Company date of confirmation.")
    confirmed_by_schedule = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="The run of the invoice schedules confirmed it, untouched; it alone is posted by that run.",
    )
    act_id = fields.act()

    class Meta:
        db_table = "billing_proforma"
        db_table_comment = "Proforma invoices: the project manager's drafts, ink once confirmed."
        constraints = [
            models.UniqueConstraint("company", "number", name="billing_proforma_number_is_unique"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(confirmed_on__isnull=False, accounting_date__isnull=False),
                name="billing_proforma_confirmed_has_its_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["contract", "status"], name="billing_proforma_contract"),
            # Drafts are found without what is confirmed.
            models.Index(
                fields=["company", "id"], condition=Q(status="draft"), name="billing_proforma_draft"
            ),
            models.Index(
                fields=["corrects"], condition=Q(corrects__isnull=False), name="billing_proforma_corrects"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Discount(models.Model):
    """A discount or surcharge of lines of a proforma, or of the whole of it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    proforma = fields.parent("billing.Proforma", "Proforma.")
    is_of_document = models.BooleanField(
        db_comment="It is of all that is charged; otherwise of the lines that name it."
    )
    is_surcharge = models.BooleanField(db_comment="It is charged on top, and not taken off.")
    text = fields.text("What it is for, printed on invoices.")
    percent = fields.percent("Part of what it is of; empty: it is an amount.", null=True)
    transaction_amount = fields.amount(
        "Of each line or of the document, contract currency; empty: it is a percentage.", null=True
    )
    act_id = fields.act()

    class Meta:
        db_table = "billing_discount"
        db_table_comment = "Discounts and surcharges of proformas; details say what they bear."
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, transaction_amount__isnull=True)
                | Q(percent__isnull=True, transaction_amount__gt=0),
                name="billing_discount_is_a_percentage_or_an_amount",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="billing_discount_says_what_for"),
        ]
        indexes = [models.Index(fields=["proforma"], name="billing_discount_of_proforma")]


class ProformaLine(models.Model):
    """One line per contract line, even if empty."""

    pk = models.CompositePrimaryKey("proforma_id", "contract_line_id")
    proforma = fields.parent("billing.Proforma", "Proforma.")
    contract_line = fields.parent("agreements.ContractLine", "Contract line.")

    class Meta:
        db_table = "billing_proforma_line"
        db_table_comment = "Lines of proformas: one per contract line, even if empty."


class ProformaDetail(models.Model):
    """What a proforma bills: one unbilled sale, milestone, retainer or what is written by hand, or a correction."""

    pk = models.CompositePrimaryKey("proforma_id", "line_no")
    proforma = fields.reference("billing.Proforma", "Proforma.")
    line_no = models.IntegerField(db_comment="Position in the proforma.")
    company = fields.reference("companies.Company", "Company.")
    contract_line_id = models.BigIntegerField(db_comment="Contract line.")
    project_id = models.BigIntegerField(null=True, db_comment="Project.")
    transaction_class = fields.word("Class of what is billed.")
    transaction_date = models.DateField(db_comment="Day of the work, or of the milestone.")
    actual = fields.reference(
        "actuals.Actual",
        "Unbilled sale that is billed; on a correction the billed sale corrected.",
        null=True,
    )
    milestone_id = models.BigIntegerField(
        null=True, db_comment="Milestone or product that is billed or corrected."
    )
    entry_id = models.BigIntegerField(
        null=True,
        db_comment="Entry of what is written by hand (work_entry), which no unbilled sale stands behind.",
    )
    retainer_id = models.BigIntegerField(
        null=True, db_comment="Retainer that is invoiced, applied, refunded or corrected."
    )
    retainer_use = fields.word(
        "What is done with the retainer: invoiced, applied or refunded; empty: it is none.",
        RETAINER_USES,
        default="",
        db_default="",
        blank=True,
    )
    retainer_sale_id = models.BigIntegerField(
        null=True, db_comment="Billed sale that invoiced the retainer which is applied or refunded."
    )
    is_correction = models.BooleanField(
        db_comment="The quantity is what remains billed of an earlier detail."
    )
    quantity = fields.quantity("Quantity to bill; on a correction what remains billed.")
    source_quantity = fields.quantity("Quantity before any edit; on a correction what was billed.")
    unit = fields.word("Unit of the quantity.")
    unit_price = fields.price("Price per unit, contract currency.")
    transaction_amount = fields.amount("Amount to bill, contract currency; only chargeable details total.")
    source_amount = fields.amount("Amount before any edit; on a correction what was billed.")
    billing_type = fields.word("chargeable, non_chargeable or complimentary.")
    source_price = fields.price(
        "Price before an edit, on a correction that which was billed; empty: it is the price.", null=True
    )
    source_billing_type = fields.word(
        "Billing type before an edit; empty: it is the billing type.", null=True
    )
    discount_ids = ArrayField(
        models.BigIntegerField(),
        default=list,
        db_default=Value([], output_field=ArrayField(models.BigIntegerField())),
        db_comment="Discounts and surcharges that it bears.",
    )
    discount_amounts = ArrayField(
        models.DecimalField(max_digits=20, decimal_places=4),
        default=list,
        db_default=Value([], output_field=ArrayField(models.DecimalField(max_digits=20, decimal_places=4))),
        db_comment="What it bears of each, contract currency; below zero what is taken off.",
    )
    discount_amount = fields.amount(
        "Sum of these, which its amount is with; contract currency.", default=0, db_default=0
    )
    source_discount = fields.amount(
        "On a correction what of the amount that was billed is discounts and surcharges.",
        default=0,
        db_default=0,
    )
    write_off_reason_id = models.BigIntegerField(
        null=True, db_comment="Why what it bills less is written off (masterdata_write_off_reason)."
    )
    drawn_hours = fields.quantity("Hours of it that prepaid hours pay for.", default=0, db_default=0)
    drawn_amount = fields.amount("What these come to at their prepaid prices.", default=0, db_default=0)
    is_prepaid = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Its price is that of the prepaid hours that pay for it, or of hours beyond them.",
    )
    reason = fields.text("Why it bills less or more than there was.")
    tax_group_id = models.BigIntegerField(
        null=True, db_comment="Sales tax group of what a correction bills again; empty: that of the original."
    )
    item_tax_group_id = models.BigIntegerField(
        null=True, db_comment="Item sales tax group of the same; empty: that of the original."
    )
    ready_act_id = fields.act("Act that marked it ready to invoice; empty on a correction.", null=True)
    act_id = fields.act()

    class Meta:
        db_table = "billing_proforma_detail"
        db_table_comment = "Details of proformas: unbilled sales, milestones and corrections."
        constraints = [
            models.UniqueConstraint(
                fields=["actual"],
                condition=Q(actual__isnull=False),
                name="billing_proforma_detail_actual_is_billed_once",
            ),
            models.UniqueConstraint(
                fields=["proforma", "milestone_id"],
                condition=Q(milestone_id__isnull=False),
                name="billing_proforma_detail_milestone_is_listed_once",
            ),
            models.UniqueConstraint(
                fields=["proforma", "retainer_id"],
                condition=Q(retainer_id__isnull=False),
                name="billing_proforma_detail_retainer_is_listed_once",
            ),
            models.CheckConstraint(
                condition=Q(retainer_use="", retainer_id__isnull=True, retainer_sale_id__isnull=True)
                | Q(retainer_use="invoiced", retainer_id__isnull=False, retainer_sale_id__isnull=True)
                | Q(
                    retainer_use__in=["applied", "refunded"],
                    retainer_id__isnull=False,
                    retainer_sale_id__isnull=False,
                ),
                name="billing_proforma_detail_retainer_says_its_use",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0), name="billing_proforma_detail_quantity_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(is_correction=True, ready_act_id__isnull=True)
                | Q(is_correction=False, ready_act_id__isnull=False),
                name="billing_proforma_detail_names_who_marked_it_ready",
            ),
        ]
        indexes = [
            models.Index(
                fields=["proforma"],
                condition=Q(entry_id__isnull=False),
                name="billing_detail_written",
            ),
            models.Index(
                fields=["retainer_sale_id"],
                condition=Q(retainer_sale_id__isnull=False),
                name="billing_detail_of_retained",
            ),
        ]
