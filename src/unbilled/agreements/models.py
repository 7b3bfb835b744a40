"""What was agreed: contracts, their lines and customers, and prices."""

from django.db import models
from django.db.models import Q

from unbilled.agreements.states import CHANGE_ORDER, CONTRACT, SCHEDULE_ROW
from unbilled.foundation import fields
from unbilled.masterdata.models import BILLING_TYPES

WORK_METHODS = [("time_and_material", "time and material"), ("fixed_price", "fixed price")]
"""How lines that cover work are billed."""
BILLING_METHODS = [*WORK_METHODS, ("product", "product")]


class Contract(models.Model):
    """A project contract: one company, one currency, one or more customers."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that does the work.")
    number = fields.word("Number people use.")
    name = fields.text("Name.")
    status = fields.word("Where the contract stands.", CONTRACT.choices, default=CONTRACT.start)
    currency = fields.parent("companies.Currency", "Currency of sales amounts, never changed.")
    manager = fields.parent("people.Person", "Account manager.", null=True, blank=True)
    terms = fields.parent("companies.TermsOfPayment", "Terms of payment.", null=True, blank=True)
    tax_group = fields.parent("tax.TaxGroup", "Sales tax group.", null=True, blank=True)
    customer_reference = fields.text("Customer's order or reference, printed on invoices.")
    signed_on = models.DateField(null=True, blank=True, db_comment="Day of signature.")
    limit_amount = fields.amount(
        "Most that may be billed, contract currency; empty: no limit.", null=True, blank=True
    )
    confirms_itself = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="What its invoice schedules draft is confirmed and proposed by the same run.",
    )
    applies_retainers = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Its drafts deduct the retainers that are available, oldest first.",
    )
    time_rounding = fields.text(
        "Billed time is rounded when approved: up 15, nearest 6, in minutes; empty: not.",
        db_default="",
    )
    act_id = fields.act()

    class Meta:
        db_table = "agreements_contract"
        db_table_comment = "Project contracts: company, currency, status."
        constraints = [
            models.UniqueConstraint("company", "number", name="agreements_contract_number_is_unique"),
            models.CheckConstraint(
                condition=Q(limit_amount__isnull=True) | Q(limit_amount__gte=0),
                name="agreements_contract_limit_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(time_rounding="") | Q(time_rounding__regex=r"^(up|nearest) [1-9][0-9]{0,2}$"),
                name="agreements_contract_time_rounding_can_be_read",
            ),
        ]
        # What few contracts say is found without the others, each time work is approved.
        indexes = [
            models.Index(
                fields=["company"],
                condition=Q(limit_amount__isnull=False),
                name="agreements_contract_limited",
            ),
            models.Index(
                fields=["company"], condition=~Q(time_rounding=""), name="agreements_contract_rounding"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class FixedRateAgreement(models.Model):
    """The exchange rate that a contract fixes for its sales amounts, never for cost."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract = fields.parent("agreements.Contract", "Contract that fixes the rate.")
    from_currency = fields.parent("companies.Currency", "Sales currency the rate is for.")
    rate = fields.rate("Units of accounting currency for one of from_currency.")
    agreement_reference = fields.text("Where it is written.")
    act_id = fields.act()

    class Meta:
        db_table = "agreements_fixed_rate_agreement"
        db_table_comment = "Exchange rates fixed by contract, for sales amounts only."
        constraints = [
            models.UniqueConstraint(
                "contract", "from_currency", name="agreements_fixed_rate_agreement_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(rate__gt=0), name="agreements_fixed_rate_agreement_is_positive"
            ),
        ]


class ContractCustomer(models.Model):
    """A customer of a contract."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract = fields.parent("agreements.Contract", "Contract.")
    customer = fields.parent("masterdata.Customer", "Customer.")
    split_percent = fields.percent("Share copied to new lines, percent.", default=0)
    is_primary = models.BooleanField(default=False, db_comment="The contract's main customer.")
    is_rounding = models.BooleanField(default=False, db_comment="Takes what rounding leaves.")
    terms = fields.parent("companies.TermsOfPayment", "Terms of payment.", null=True, blank=True)
    bill_to = fields.text("Name and address to print when it differs from the customer's.")
    limit_amount = fields.amount(
        "Most that may be billed to the customer, contract currency; empty: no limit.", null=True, blank=True
    )

    class Meta:
        db_table = "agreements_contract_customer"
        db_table_comment = "Customers of a contract."
        constraints = [
            models.CheckConstraint(
                condition=Q(limit_amount__isnull=True) | Q(limit_amount__gte=0),
                name="agreements_contract_customer_limit_is_not_negative",
            ),
            models.UniqueConstraint(
                "contract", "customer", name="agreements_contract_customer_is_listed_once"
            ),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(is_primary=True),
                name="agreements_contract_customer_one_primary",
            ),
        ]
        indexes = [
            models.Index(
                fields=["contract"],
                condition=Q(limit_amount__isnull=False),
                name="agreements_customer_limited",
            )
        ]


class ContractLine(models.Model):
    """What of a project is billed, and how."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that does the work.")
    contract = fields.parent("agreements.Contract", "Contract.")
    line_no = models.PositiveIntegerField(db_comment="Position in the contract.")
    name = fields.text("Name printed on proformas.")
    billing_method = fields.word("Time and material, fixed price, or product.", BILLING_METHODS)
    project = fields.parent(
        "masterdata.Project",
        "Project whose work the line covers, or in whose books its product is sold.",
        null=True,
        blank=True,
    )
    include_time = models.BooleanField(default=True, db_comment="The line covers time.")
    include_expense = models.BooleanField(default=True, db_comment="The line covers expenses.")
    include_material = models.BooleanField(default=True, db_comment="The line covers material.")
    include_fee = models.BooleanField(default=True, db_comment="The line covers fees.")
    covers_all_tasks = models.BooleanField(
        default=True, db_comment="All tasks, or only those listed in line_task."
    )
    contracted_amount = fields.amount("Agreed amount, contract currency.", default=0)
    dimension_set = fields.parent(
        "companies.DimensionSet", "Dimensions of milestones; empty: the project's.", null=True, blank=True
    )
    limit_amount = fields.amount(
        "Most of the line that may be billed, contract currency; empty: no limit.", null=True, blank=True
    )
    schedule = fields.text(
        "When it is billed, such as monthly on 15, 31; empty: when somebody does.", db_default=""
    )
    billing_start = models.DateField(null=True, blank=True, db_comment="First day of the invoice schedule.")
    billing_through = models.DateField(
        null=True, blank=True, db_comment="Last day of the invoice schedule; empty: open."
    )
    quantity = fields.quantity(
        "Quantity of the product that is sold; empty: the line sells work.", null=True, blank=True
    )
    unit = fields.word(
        "Unit of that quantity; empty: the line sells work.", default="", db_default="", blank=True
    )
    unit_price = fields.price("Price of one unit of it, contract currency.", null=True, blank=True)
    delivery_date = models.DateField(null=True, blank=True, db_comment="Day on which it is delivered.")
    category = fields.parent(
        "masterdata.Category",
        "Category of material whose tax and accounts it has; empty: the usual ones.",
        null=True,
        blank=True,
    )
    act_id = fields.act()

    class Meta:
        db_table = "agreements_contract_line"
        db_table_comment = "Contract lines: billing method, project, included classes and tasks, amount."
        constraints = [
            models.UniqueConstraint("contract", "line_no", name="agreements_contract_line_number_is_unique"),
            models.CheckConstraint(
                condition=Q(limit_amount__isnull=True) | Q(limit_amount__gte=0),
                name="agreements_contract_line_limit_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(schedule="") | Q(billing_start__isnull=False),
                name="agreements_contract_line_schedule_has_a_start",
            ),
            models.CheckConstraint(
                condition=Q(
                    billing_method="product",
                    project__isnull=False,
                    quantity__gt=0,
                    unit_price__gt=0,
                    delivery_date__isnull=False,
                    include_time=False,
                    include_expense=False,
                    include_material=False,
                    include_fee=False,
                )
                & ~Q(unit="")
                | ~Q(billing_method="product")
                & Q(
                    unit="",
                    quantity__isnull=True,
                    unit_price__isnull=True,
                    delivery_date__isnull=True,
                    category__isnull=True,
                ),
                name="agreements_contract_line_sells_work_or_a_product",
            ),
        ]
        indexes = [
            models.Index(fields=["project"], name="agreements_line_project"),
            models.Index(
                fields=["company"], condition=Q(limit_amount__isnull=False), name="agreements_line_limited"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}/{self.line_no}"


class LineCustomer(models.Model):
    """Who pays which share of a line."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract_line = fields.parent("agreements.ContractLine", "Line.")
    customer = fields.parent("masterdata.Customer", "Customer.")
    split_percent = fields.percent("Share of quantity, percent; a line's shares total 100.")
    is_rounding = models.BooleanField(default=False, db_comment="Takes what rounding leaves.")
    limit_amount = fields.amount(
        "Most of the line that may be billed to the customer, contract currency; empty: no limit.",
        null=True,
        blank=True,
    )

    class Meta:
        db_table = "agreements_line_customer"
        db_table_comment = "Customers of a line and their shares."
        constraints = [
            models.CheckConstraint(
                condition=Q(limit_amount__isnull=True) | Q(limit_amount__gte=0),
                name="agreements_line_customer_limit_is_not_negative",
            ),
            models.UniqueConstraint(
                "contract_line", "customer", name="agreements_line_customer_is_listed_once"
            ),
            models.UniqueConstraint(
                fields=["contract_line"],
                condition=Q(is_rounding=True),
                name="agreements_line_customer_one_takes_rounding",
            ),
            models.CheckConstraint(
                condition=Q(split_percent__gte=0) & Q(split_percent__lte=100),
                name="agreements_line_customer_share_is_a_percentage",
            ),
        ]
        indexes = [
            models.Index(
                fields=["contract_line"],
                condition=Q(limit_amount__isnull=False),
                name="agreements_payer_limited",
            )
        ]


class PastShare(models.Model):
    """Who paid which share of a line before other shares began."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract_line = fields.parent("agreements.ContractLine", "Line.")
    customer = fields.parent("masterdata.Customer", "Customer.")
    split_percent = fields.percent("Share of quantity, percent.")
    is_rounding = models.BooleanField(default=False, db_comment="Took what rounding leaves.")
    valid_until = models.DateField(db_comment="First day on which it holds no more.")
    act_id = fields.act()

    class Meta:
        db_table = "agreements_past_share"
        db_table_comment = "Shares of a line for the days before other shares began."
        constraints = [
            models.UniqueConstraint(
                "contract_line", "valid_until", "customer", name="agreements_past_share_is_listed_once"
            ),
        ]


class ChangeOrder(models.Model):
    """A change of a contract that was agreed, from a day on."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    contract = fields.parent("agreements.Contract", "Contract that it changes.")
    order_no = models.PositiveIntegerField(db_comment="Its number within the contract.")
    name = fields.text("What it is about.")
    effective_date = models.DateField(db_comment="First day on which what it changes holds.")
    changes = models.JSONField(
        db_comment="Fields of the contract, of lines, and prices, and what they become."
    )
    status = fields.word("Where it stands.", CHANGE_ORDER.choices, default=CHANGE_ORDER.start)
    value_before = fields.amount("Contracted amounts before it was applied.", null=True)
    value_after = fields.amount("Contracted amounts it leads to; once applied, those it led to.")
    approved_act_id = fields.act("Act that approved it.", null=True)
    act_id = fields.act()

    class Meta:
        db_table = "agreements_change_order"
        db_table_comment = "Numbered changes of contracts, approved and applied on their day."
        constraints = [
            models.UniqueConstraint("contract", "order_no", name="agreements_change_order_number_is_unique"),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "applied"]) | Q(approved_act_id__isnull=False),
                name="agreements_change_order_approved_names_who_did",
            ),
            models.CheckConstraint(
                condition=Q(status="applied", value_before__isnull=False)
                | (~Q(status="applied") & Q(value_before__isnull=True)),
                name="agreements_change_order_applied_has_both_values",
            ),
        ]


class LineRole(models.Model):
    """What a line says about a role's chargeability."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract_line = fields.parent("agreements.ContractLine", "Line.")
    role = fields.parent("masterdata.Role", "Role.")
    billing_type = fields.word("Chargeable or not.", BILLING_TYPES)

    class Meta:
        db_table = "agreements_line_role"
        db_table_comment = "Chargeability of roles on a line."
        constraints = [
            models.UniqueConstraint("contract_line", "role", name="agreements_line_role_is_listed_once")
        ]


class LineCategory(models.Model):
    """What a line says about a category's chargeability."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract_line = fields.parent("agreements.ContractLine", "Line.")
    category = fields.parent("masterdata.Category", "Category.")
    billing_type = fields.word("Chargeable or not.", BILLING_TYPES)

    class Meta:
        db_table = "agreements_line_category"
        db_table_comment = "Chargeability of categories on a line."
        constraints = [
            models.UniqueConstraint(
                "contract_line", "category", name="agreements_line_category_is_listed_once"
            )
        ]


class LineTask(models.Model):
    """A task a line covers, and whether it is chargeable."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract_line = fields.parent("agreements.ContractLine", "Line.")
    task = fields.parent("masterdata.Task", "Task.")
    billing_type = fields.word("Chargeable or not.", BILLING_TYPES, default="chargeable")

    class Meta:
        db_table = "agreements_line_task"
        db_table_comment = "Tasks a line covers, with their chargeability."
        constraints = [
            models.UniqueConstraint("contract_line", "task", name="agreements_line_task_is_listed_once")
        ]


class InvoiceScheduleRow(models.Model):
    """A day on which a line is billed by its schedule, and what came of it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that does the work.")
    contract_line = fields.parent("agreements.ContractLine", "Line that is billed.")
    run_date = models.DateField(db_comment="Day on which it is to be billed.")
    cutoff_date = models.DateField(db_comment="Last day of the work that is billed.")
    status = fields.word("What came of it.", SCHEDULE_ROW.choices, default=SCHEDULE_ROW.start)
    ran_on = models.DateField(null=True, db_comment="Company date of the run that did it, or failed to.")
    problem = fields.text("Why it failed.")
    act_id = fields.act()

    class Meta:
        db_table = "agreements_invoice_schedule_row"
        db_table_comment = "Invoice schedules of contract lines: run dates, cut-offs, and what came of them."
        constraints = [
            models.UniqueConstraint(
                "contract_line", "run_date", name="agreements_invoice_schedule_row_day_is_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(status="failed", ran_on__isnull=False) | (~Q(status="failed") & Q(problem="")),
                name="agreements_invoice_schedule_row_failed_says_why",
            ),
        ]
        indexes = [
            # Few rows: what is still to be done. A day of thousands of contracts is found without reading the rest.
            models.Index(
                fields=["company", "run_date"],
                condition=Q(status__in=["not_run", "failed"]),
                name="agreements_schedule_open",
            )
        ]


class PriceList(models.Model):
    """Prices of one context in one currency, for a time."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company whose prices these are.")
    name = fields.text("Name.")
    context = fields.word("sales or cost.", [("sales", "sales"), ("cost", "cost")])
    currency = fields.parent("companies.Currency", "Currency of the prices.")
    valid_from = models.DateField(db_comment="First day.")
    valid_until = models.DateField(null=True, blank=True, db_comment="Day after the last; empty: open.")
    is_default = models.BooleanField(
        default=False, db_comment="Serves contracts without a list of their own, and cost."
    )
    act_id = fields.act()

    class Meta:
        db_table = "agreements_price_list"
        db_table_comment = "Price lists: context, currency, validity."
        constraints = [
            models.UniqueConstraint("company", "name", name="agreements_price_list_name_is_unique"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="agreements_price_list_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContractPriceList(models.Model):
    """A sales price list that a contract uses."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    contract = fields.parent("agreements.Contract", "Contract.")
    price_list = fields.parent("agreements.PriceList", "Sales price list.")

    class Meta:
        db_table = "agreements_contract_price_list"
        db_table_comment = "Sales price lists of a contract."
        constraints = [
            models.UniqueConstraint(
                "contract", "price_list", name="agreements_contract_price_list_is_listed_once"
            )
        ]


class RolePrice(models.Model):
    """What an hour of a role, or of one resource, costs or sells for."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    price_list = fields.parent("agreements.PriceList", "Price list.")
    role = fields.parent("masterdata.Role", "Role; empty: any.", null=True, blank=True)
    org_unit = fields.parent("masterdata.OrgUnit", "Organization unit; empty: any.", null=True, blank=True)
    resource = fields.parent("masterdata.Resource", "Resource; empty: any.", null=True, blank=True)
    unit_price = fields.price("Price of an hour, list currency.")
    act_id = fields.act()

    class Meta:
        db_table = "agreements_role_price"
        db_table_comment = "Prices of an hour by role, organization unit and resource."
        constraints = [
            models.UniqueConstraint(
                fields=["price_list", "role", "org_unit", "resource"],
                nulls_distinct=False,
                name="agreements_role_price_is_listed_once",
            ),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0), name="agreements_role_price_is_not_negative"
            ),
        ]


class CategoryPrice(models.Model):
    """What an expense, material or fee of a category costs or sells for."""

    METHODS = [("per_unit", "per unit"), ("at_cost", "at cost"), ("markup", "markup over cost")]

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    price_list = fields.parent("agreements.PriceList", "Price list.")
    category = fields.parent("masterdata.Category", "Category.")
    unit = fields.word("Unit the price is for, such as piece or km.", default="piece")
    method = fields.word("Price per unit, at cost, or markup over cost.", METHODS, default="per_unit")
    unit_price = fields.price("Price per unit, list currency; only for per unit.", null=True, blank=True)
    markup_percent = fields.percent("Percent added to cost; only for markup.", null=True, blank=True)
    act_id = fields.act()

    class Meta:
        db_table = "agreements_category_price"
        db_table_comment = "Prices of expenses, material and fees by category and unit."
        constraints = [
            models.UniqueConstraint(
                "price_list", "category", "unit", name="agreements_category_price_is_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(method="per_unit", unit_price__isnull=False)
                | Q(method="markup", markup_percent__isnull=False)
                | Q(method="at_cost"),
                name="agreements_category_price_has_what_its_method_needs",
            ),
        ]
