"""Where billing meets the ledger: integration journal, posting rules, invoice proposals."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from unbilled.accounting.states import JOURNAL_LINE, PROPOSAL
from unbilled.agreements.models import WORK_METHODS
from unbilled.foundation import fields

COST_LAYERS = [
    ("no_ledger", "no ledger"),
    ("balance", "balance sheet"),
    ("profit_and_loss", "profit and loss"),
    ("never", "never ledger"),
]
ON_ACCOUNT_LAYERS = [("balance", "balance sheet"), ("profit_and_loss", "profit and loss")]


class CostRevenueProfile(models.Model):
    """How work of a kind reaches the ledger: which layer takes its cost, what revenue accrues."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    code = fields.word("Code, such as time_and_material_wip.")
    billing_method = fields.word("Method of the lines it serves.", WORK_METHODS)
    post_cost_time = fields.word("Where cost of time goes.", COST_LAYERS, default="profit_and_loss")
    post_cost_expense = fields.word("Where cost of expenses goes.", COST_LAYERS, default="profit_and_loss")
    post_cost_material = fields.word("Where cost of material goes.", COST_LAYERS, default="profit_and_loss")
    accrue_time = models.BooleanField(default=False, db_comment="Accrue revenue of unbilled time.")
    accrue_expense = models.BooleanField(default=False, db_comment="Accrue revenue of unbilled expenses.")
    accrue_material = models.BooleanField(default=False, db_comment="Accrue revenue of unbilled material.")
    accrue_fee = models.BooleanField(default=False, db_comment="Accrue revenue of unbilled fees.")
    on_account = fields.word("Where milestones are credited.", ON_ACCOUNT_LAYERS, default="profit_and_loss")
    act_id = fields.act()

    class Meta:
        db_table = "accounting_cost_revenue_profile"
        db_table_comment = "Project cost and revenue profiles."
        constraints = [
            models.UniqueConstraint("company", "code", name="accounting_cost_revenue_profile_code_is_unique")
        ]

    def __str__(self) -> str:
        return self.code


class ProfileRule(models.Model):
    """Which profile applies: by project, else project group, else contract, else for all."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    billing_method = fields.word("Method of the lines it serves.", WORK_METHODS)
    project = fields.parent("masterdata.Project", "Project; empty: any.", null=True, blank=True)
    project_group = fields.text("Project group; empty: any.")
    contract = fields.parent("agreements.Contract", "Contract; empty: any.", null=True, blank=True)
    profile = fields.parent("accounting.CostRevenueProfile", "Profile that applies.")
    act_id = fields.act()

    class Meta:
        db_table = "accounting_profile_rule"
        db_table_comment = "Which cost and revenue profile applies; the most specific rule wins."
        constraints = [
            models.UniqueConstraint(
                fields=["company", "billing_method", "project", "project_group", "contract"],
                nulls_distinct=False,
                name="accounting_profile_rule_is_unique",
            )
        ]


class LineProperty(models.Model):
    """What a billing type means for the books."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    billing_type = fields.word("Billing type it is for.")
    is_chargeable = models.BooleanField(db_comment="The customer pays.")
    accrue_revenue = models.BooleanField(db_comment="Revenue may accrue.")
    capitalize_cost = models.BooleanField(db_comment="Cost may go to the balance sheet.")
    act_id = fields.act()

    class Meta:
        db_table = "accounting_line_property"
        db_table_comment = "Line properties: what each billing type means for the books."
        constraints = [
            models.UniqueConstraint("company", "billing_type", name="accounting_line_property_is_unique")
        ]


class PostingRule(models.Model):
    """Which main account a posting type uses; the most specific rule wins."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    posting_type = fields.word("What the entry is for, such as invoiced_revenue.")
    project = fields.parent("masterdata.Project", "Project; empty: any.", null=True, blank=True)
    project_group = fields.text("Project group; empty: any.")
    category = fields.parent("masterdata.Category", "Category; empty: any.", null=True, blank=True)
    category_group = fields.text("Category group; empty: any.")
    customer = fields.parent("masterdata.Customer", "Customer; empty: any.", null=True, blank=True)
    customer_group = fields.text("Customer group; empty: any.")
    tax_code = fields.parent("tax.TaxCode", "Tax code; empty: any.", null=True, blank=True)
    main_account = fields.parent("ledger.MainAccount", "Account that is posted to.")
    act_id = fields.act()

    class Meta:
        db_table = "accounting_posting_rule"
        db_table_comment = "Posting setup: posting type and selectors to main account."
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "company",
                    "posting_type",
                    "project",
                    "project_group",
                    "category",
                    "category_group",
                    "customer",
                    "customer_group",
                    "tax_code",
                ],
                nulls_distinct=False,
                name="accounting_posting_rule_is_unique",
            )
        ]


class Journal(models.Model):
    """An integration journal: actuals the accountant reviews together."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    number = fields.word("Number people use.")
    period_key = fields.word("What its lines share, such as 2026-03; see the company's grouping.")
    act_id = fields.act()

    class Meta:
        db_table = "accounting_journal"
        db_table_comment = "Integration journals, grouped by transaction date; status is read from the lines."
        constraints = [
            models.UniqueConstraint("company", "number", name="accounting_journal_number_is_unique"),
            models.UniqueConstraint("company", "period_key", name="accounting_journal_key_is_unique"),
        ]

    def __str__(self) -> str:
        return self.number


class JournalLine(models.Model):
    """An actual on its way to the ledger; tax groups and dimensions may change until it is posted."""

    actual = models.OneToOneField(
        "actuals.Actual",
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
        db_comment="The actual.",
    )
    company = fields.reference("companies.Company", "Company.")
    journal = fields.reference("accounting.Journal", "Journal.")
    line_kind = fields.word("cost or sales.", [("cost", "cost"), ("sales", "sales")])
    contract_id = models.BigIntegerField(null=True, db_comment="Contract, for selections.")
    transaction_date = models.DateField(db_comment="Day of the work, for selections.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    tax_group_id = models.BigIntegerField(null=True, db_comment="Billing sales tax group; sales lines only.")
    item_tax_group_id = models.BigIntegerField(
        null=True, db_comment="Billing item sales tax group; sales lines only."
    )
    dimension_set_id = models.BigIntegerField(null=True, db_comment="Financial dimensions.")
    status = fields.word("draft or posted.", JOURNAL_LINE.choices, default=JOURNAL_LINE.start)
    act_id = fields.act()

    class Meta:
        db_table = "accounting_journal_line"
        db_table_comment = "Integration journal lines: one per actual, cost and sales apart."


class DraftTotal(models.Model):
    """Running totals of journal lines that are not posted, kept by the triggers of the lines."""

    pk = models.CompositePrimaryKey("company_id", "contract_id", "accounting_date")
    company = fields.reference("companies.Company", "Company.")
    contract_id = models.BigIntegerField(db_comment="Contract; 0: none.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    line_count = models.BigIntegerField(db_comment="Number of draft lines.")
    untaxed_count = models.BigIntegerField(db_comment="Sales among them without a tax group.")

    class Meta:
        db_table = "accounting_draft_total"
        db_table_comment = "Totals of draft journal lines by contract and day; derived and verified."


class Proposal(models.Model):
    """The accountant's draft of the customer invoice: what a confirmed proforma becomes."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    proforma = fields.parent("billing.Proforma", "Confirmed proforma; one proposal each.")
    number = fields.word("The proforma's number.")
    contract = fields.parent("agreements.Contract", "Contract.")
    customer = fields.parent("masterdata.Customer", "Customer who pays.")
    transaction_currency = fields.currency("Contract currency.")
    status = fields.word("Where the proposal stands.", PROPOSAL.choices, default=PROPOSAL.start)
    invoice_date = models.DateField(null=True, db_comment="Date of issue; empty: the day of posting.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    terms = fields.parent("companies.TermsOfPayment", "Terms of payment.", null=True)
    due_date = models.DateField(null=True, db_comment="Set by hand; empty: invoice date and terms.")
    dimension_set = fields.parent(
        "companies.DimensionSet", "Dimensions of the customer balance entry.", null=True
    )
    corrects = fields.parent("accounting.Proposal", "Proposal that this one credits.", null=True)
    net_amount = fields.amount("Sum of lines before tax, invoice currency.", default=0)
    tax_amount = fields.amount("Sales tax, invoice currency.", default=0)
    line_count = models.IntegerField(default=0, db_comment="Number of lines.")
    act_id = fields.act()

    class Meta:
        db_table = "accounting_proposal"
        db_table_comment = "Invoice proposals: one per confirmed proforma, ink once posted."
        constraints = [
            models.UniqueConstraint("company", "number", name="accounting_proposal_number_is_unique"),
            models.UniqueConstraint("proforma", name="accounting_proposal_one_per_proforma"),
            models.CheckConstraint(
                condition=Q(status="header_only", line_count=0) | ~Q(status="header_only"),
                name="accounting_proposal_header_only_has_no_lines",
            ),
        ]
        indexes = [
            # What waits is found without what is posted.
            models.Index(
                fields=["company", "id"],
                condition=Q(status__in=["header_only", "populated"]),
                name="accounting_proposal_open",
            )
        ]

    def __str__(self) -> str:
        return self.number


class ProposalLine(models.Model):
    """One billed sale on a proposal."""

    pk = models.CompositePrimaryKey("proposal_id", "line_no")
    proposal = fields.reference("accounting.Proposal", "Proposal.")
    line_no = models.IntegerField(db_comment="Position in the proposal.")
    company = fields.reference("companies.Company", "Company.")
    actual = fields.reference("actuals.Actual", "Billed sale.")
    released_actual_id = models.BigIntegerField(
        null=True,
        db_comment="Unbilled sale whose accrual the posting releases; empty for milestones and credits.",
    )
    corrected_actual_id = models.BigIntegerField(
        null=True,
        db_comment="Billed sale that a correction reverses or bills again, or a deduction uses, at its rates.",
    )
    tax_group_id = models.BigIntegerField(null=True, db_comment="Sales tax group.")
    item_tax_group_id = models.BigIntegerField(null=True, db_comment="Item sales tax group.")
    dimension_set_id = models.BigIntegerField(null=True, db_comment="Dimensions of revenue and tax entries.")
    net_amount = fields.amount("Amount before tax, invoice currency; 0 when not chargeable.")
    tax_amount = fields.amount("Sales tax of the line, invoice currency.")
    tax_date = models.DateField(db_comment="Day whose tax rates apply; a correction keeps the original's.")
    tax_code_ids = ArrayField(models.BigIntegerField(), db_comment="Sales tax codes that apply, by id.")
    tax_rates = ArrayField(
        models.DecimalField(max_digits=9, decimal_places=6),
        db_comment="Rate of each of these codes, percent.",
    )
    tax_amounts = ArrayField(
        models.DecimalField(max_digits=20, decimal_places=4),
        db_comment="Tax of each of these codes, invoice currency.",
    )
    group_no = models.IntegerField(
        null=True, db_comment="Place of its group on the paper; empty: it stands under its project and task."
    )
    group_title = fields.text("Title of the group, as printed; empty without a group.", db_default="")
    group_is_summary = models.BooleanField(
        default=False, db_default=False, db_comment="The group is printed as one line."
    )

    class Meta:
        db_table = "accounting_proposal_line"
        db_table_comment = "Lines of invoice proposals: billed sales with tax groups, tax and format group."
        constraints = [
            models.UniqueConstraint("actual", name="accounting_proposal_line_actual_is_proposed_once"),
            models.CheckConstraint(
                condition=Q(group_no__isnull=True, group_title="", group_is_summary=False)
                | (Q(group_no__isnull=False) & ~Q(group_title="")),
                name="accounting_proposal_line_group_has_a_title",
            ),
        ]


class RetainerExpiry(models.Model):
    """What expired of a retainer, as the books know it: what it had brought there is revenue."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    retainer = fields.parent("billing.Retainer", "Retainer.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    hours = fields.quantity("Hours that expired; of money none.")
    transaction_amount = fields.amount("Amount before tax, contract currency.")
    transaction_currency = fields.currency("Contract currency.")
    accounting_amount = fields.amount("What was left of the retainer in the books, accounting currency.")
    reporting_amount = fields.amount("The same in reporting currency.", null=True)
    voucher = fields.parent(
        "ledger.Voucher", "Voucher; empty where the retainer was revenue when it was invoiced.", null=True
    )
    act_id = fields.act()

    class Meta:
        db_table = "accounting_retainer_expiry"
        db_table_comment = "Retainers that expired, append-only, with what was left of them in the books."


class ProposalTax(models.Model):
    """Sales tax of one code and rate on a proposal."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    proposal = fields.parent("accounting.Proposal", "Proposal.")
    company = fields.parent("companies.Company", "Company.")
    tax_code = fields.parent("tax.TaxCode", "Code.")
    rate_percent = fields.percent("Rate, percent.")
    base_amount = fields.amount("Net amount taxed, invoice currency.")
    tax_amount = fields.amount("Tax, invoice currency.")

    class Meta:
        db_table = "accounting_proposal_tax"
        db_table_comment = "Sales tax of proposals by code and rate."
        constraints = [
            models.UniqueConstraint(
                "proposal", "tax_code", "rate_percent", name="accounting_proposal_tax_is_unique"
            )
        ]
