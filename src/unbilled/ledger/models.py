"""The books: accounts, periods, vouchers; general, customer and project subledgers; posted invoices."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from unbilled.foundation import fields
from unbilled.foundation.fields import DateRange
from unbilled.ledger.states import PERIOD


class MainAccount(models.Model):
    """An account of the chart."""

    KINDS = [
        ("asset", "asset"),
        ("liability", "liability"),
        ("equity", "equity"),
        ("revenue", "revenue"),
        ("expense", "expense"),
    ]

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company whose chart this is.")
    number = fields.word("Account number.")
    name = fields.text("Name.")
    account_kind = fields.word("asset, liability, equity, revenue or expense.", KINDS)
    act_id = fields.act()

    class Meta:
        db_table = "ledger_main_account"
        db_table_comment = "Charts of accounts."
        constraints = [
            models.UniqueConstraint("company", "number", name="ledger_main_account_number_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class FiscalPeriod(models.Model):
    """A span of accounting dates and whether it takes postings."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    fiscal_year = models.IntegerField(db_comment="Fiscal year the period belongs to.")
    starts_on = models.DateField(db_comment="First day.")
    ends_before = models.DateField(db_comment="Day after the last.")
    status = fields.word("open, on_hold or closed.", PERIOD.choices, default=PERIOD.start)
    last_voucher_number = models.BigIntegerField(
        null=True, db_comment="Last voucher of the company when the period was closed."
    )
    act_id = fields.act()

    class Meta:
        db_table = "ledger_fiscal_period"
        db_table_comment = "Fiscal periods and whether they take postings."
        constraints = [
            ExclusionConstraint(
                name="ledger_fiscal_period_one_at_a_time",
                expressions=[
                    ("company", RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_before")), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}"


class Voucher(models.Model):
    """One balanced posting."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.", db_constraint=False)
    number = models.BigIntegerField(db_comment="Voucher number, per company, without gaps.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    voucher_kind = fields.word(
        "project_cost, project_sales, customer_invoice, customer_credit_note or retainer_expiry."
    )
    act_id = fields.act()

    class Meta:
        db_table = "ledger_voucher"
        db_table_comment = "Vouchers: each one balanced posting."
        constraints = [models.UniqueConstraint("company", "number", name="ledger_voucher_number_is_unique")]

    def __str__(self) -> str:
        return f"V-{self.number}"


class Entry(models.Model):
    """One line of a voucher: debit positive, credit negative."""

    pk = models.CompositePrimaryKey("voucher_id", "line_no")
    voucher = fields.reference("ledger.Voucher", "Voucher.")
    line_no = models.IntegerField(db_comment="Position in the voucher.")
    company = fields.reference("companies.Company", "Company.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    posting_type = fields.word("What the line is for, such as wip_sales_value.")
    main_account = fields.reference("ledger.MainAccount", "Account.")
    dimension_set = fields.reference("companies.DimensionSet", "Financial dimensions.", null=True)
    transaction_amount = fields.amount("Amount, transaction currency; debit positive.")
    transaction_currency = fields.currency("Transaction currency.")
    accounting_amount = fields.amount("Amount, accounting currency.")
    exchange_rate = fields.rate("Accounting currency for one unit of transaction currency.")
    reporting_amount = fields.amount("Amount, reporting currency, when the company has one.", null=True)
    reporting_rate = fields.rate("Reporting currency for one unit of transaction currency.", null=True)

    class Meta:
        db_table = "ledger_entry"
        db_table_comment = "Lines of vouchers, append-only; debit positive, credit negative."


class AccountBalance(models.Model):
    """Running balances, kept by the entries' trigger."""

    pk = models.CompositePrimaryKey("main_account_id", "dimension_set_id", "month")
    main_account_id = models.BigIntegerField(db_comment="Account.")
    dimension_set_id = models.BigIntegerField(db_comment="Dimension set; 0 for none.")
    month = models.DateField(db_comment="First day of the month.")
    company = fields.reference("companies.Company", "Company.")
    debit = fields.amount("Sum of debits, accounting currency.")
    credit = fields.amount("Sum of credits as a positive number, accounting currency.")
    reporting_amount = fields.amount("Sum, reporting currency; 0 without one.")

    class Meta:
        db_table = "ledger_account_balance"
        db_table_comment = "Balances by account, dimension set and month; derived and verified."


class ProjectTransaction(models.Model):
    """The project subledger: an actual as the books know it, with the rates it was posted at."""

    actual_id = models.BigIntegerField(primary_key=True, db_comment="The actual (actuals_actual).")
    company = fields.reference("companies.Company", "Company.")
    transaction_type = fields.word("cost, unbilled_sales or billed_sales.")
    transaction_class = fields.word("Class of the actual.")
    project = fields.reference("masterdata.Project", "Project.", null=True)
    transaction_date = models.DateField(db_comment="Day of the work.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    quantity = fields.quantity("Quantity.")
    transaction_amount = fields.amount("Amount, transaction currency.")
    transaction_currency = fields.currency("Transaction currency.")
    accounting_amount = fields.amount("Amount, accounting currency.")
    exchange_rate = fields.rate("Accounting currency for one unit of transaction currency.")
    reporting_amount = fields.amount("Amount, reporting currency.", null=True)
    reporting_rate = fields.rate("Reporting currency for one unit of transaction currency.", null=True)
    ledger_layer = fields.word("no_ledger, balance, profit_and_loss or never.")
    is_accrued = models.BooleanField(db_comment="Revenue was accrued.")
    dimension_set_id = models.BigIntegerField(null=True, db_comment="Financial dimensions posted.")
    voucher = fields.reference("ledger.Voucher", "Voucher; empty when nothing went to the ledger.", null=True)
    act_id = fields.act()

    class Meta:
        db_table = "ledger_project_transaction"
        db_table_comment = "Project subledger, append-only: actuals as posted, with stored rates."
        # Vouchers are posted in the order of their identities, so that the index grows at its end alone.
        indexes = [models.Index(fields=["voucher"], name="ledger_project_trans_voucher")]


class PostedTotal(models.Model):
    """Running totals of project transactions, kept by the trigger of what is posted."""

    pk = models.CompositePrimaryKey(
        "company_id",
        "transaction_date",
        "transaction_type",
        "transaction_class",
        "transaction_currency",
        "is_accrued",
    )
    company = fields.reference("companies.Company", "Company.")
    transaction_date = models.DateField(db_comment="Day of the work.")
    transaction_type = fields.word("cost, unbilled_sales or billed_sales.")
    transaction_class = fields.word("Class of the actuals.")
    transaction_currency = fields.currency("Transaction currency.")
    is_accrued = models.BooleanField(db_comment="Revenue was accrued.")
    line_count = models.BigIntegerField(db_comment="Number of project transactions.")
    transaction_amount = fields.amount("Sum, transaction currency.")

    class Meta:
        db_table = "ledger_posted_total"
        db_table_comment = "Totals of project transactions by day of the work and kind; derived and verified."


class Invoice(models.Model):
    """A posted customer invoice or credit note."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    number = models.CharField(max_length=16, db_comment="Legal number: gapless, in date order in its series.")
    series = fields.word("Number series: invoice or credit_note.")
    fiscal_year = models.IntegerField(
        db_comment="Fiscal year of the invoice date, to which the series belongs."
    )
    sequence_number = models.BigIntegerField(db_comment="Place in the series.")
    document_class = fields.word("invoice or credit_note, by the sign of the total.")
    customer = fields.parent("masterdata.Customer", "Customer.")
    contract_id = models.BigIntegerField(db_comment="Contract (agreements_contract).")
    proforma_id = models.BigIntegerField(db_comment="Confirmed proforma (billing_proforma).")
    proposal_id = models.BigIntegerField(
        unique=True, db_comment="Invoice proposal it was posted from; one invoice each."
    )
    voucher = fields.parent("ledger.Voucher", "Voucher; empty when it is all of nothing.", null=True)
    corrects = fields.parent("ledger.Invoice", "Invoice that this credit note credits.", null=True)
    original_number = fields.text("Number of the invoice that this credit note credits, as printed.")
    original_date = models.DateField(null=True, db_comment="Date of issue of that invoice, as printed.")
    reason = fields.text("Why it credits.")
    contract_number = fields.text("Contract, as printed.")
    contract_name = fields.text("Name of the contract, as printed.")
    proforma_number = fields.text("Proforma, as printed.")
    terms_text = fields.text("Sentence of the terms of payment, as printed.")
    language = fields.word("Language of the printed words.")
    locale = fields.word("Shape of the printed figures and dates, such as de_DE.")
    page_size = fields.word(
        "a4 or us-letter; empty: what is usual in the seller's country.",
        default="",
        db_default="",
        blank=True,
    )
    layout = fields.word(
        "Layout: one that everybody has, or the company's own.", default="modern", db_default="modern"
    )
    layout_id = models.BigIntegerField(
        null=True, db_comment="The company's own layout (documents_stationery)."
    )
    logo_id = models.BigIntegerField(null=True, db_comment="Logo (documents_stationery).")
    invoice_date = models.DateField(db_comment="Date of issue.")
    due_date = models.DateField(db_comment="Day payment is due.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    transaction_currency = fields.currency("Invoice currency.")
    currency_digits = models.PositiveSmallIntegerField(db_comment="Decimals of an amount in it.")
    net_amount = fields.amount("Sum of lines before tax, invoice currency.")
    tax_amount = fields.amount("Sales tax, invoice currency.")
    gross_amount = fields.amount("Net and tax, invoice currency.")
    accounting_currency = fields.currency("Currency of the books.")
    accounting_digits = models.PositiveSmallIntegerField(db_comment="Decimals of an amount in it.")
    exchange_rate = fields.rate("Accounting currency for one unit of invoice currency.")
    accounting_net_amount = fields.amount("Net, accounting currency: sum of converted lines.")
    accounting_tax_amount = fields.amount("Sales tax, accounting currency.")
    accounting_gross_amount = fields.amount("Net and tax, accounting currency.")
    einvoice_format = fields.word("Format of the electronic invoice; paper: none.", db_default="paper")
    payment_means = fields.word("transfer, direct_debit or card.", db_default="transfer")
    mandate = fields.text("Reference of the mandate for direct debit.", db_default="")
    creditor_id = fields.text("SEPA creditor identifier of the seller.", db_default="")
    debited_account = fields.text("Account that is debited.", db_default="")
    carries_timesheet = models.BooleanField(
        default=False, db_default=False, db_comment="The timesheet travels inside the electronic invoice."
    )
    discount_days = models.PositiveSmallIntegerField(
        default=0, db_default=0, db_comment="Days after its date within which less may be paid."
    )
    discount_percent = fields.percent("How much less, percent; 0: no cash discount.", default=0, db_default=0)
    act_id = fields.act("Act that posted it (people_act).")

    class Meta:
        db_table = "ledger_invoice"
        db_table_comment = "Posted invoices and credit notes, append-only."
        constraints = [
            models.UniqueConstraint("company", "number", name="ledger_invoice_number_is_unique"),
            models.UniqueConstraint(
                "company",
                "series",
                "fiscal_year",
                "sequence_number",
                name="ledger_invoice_sequence_is_unique",
            ),
            models.UniqueConstraint("voucher", name="ledger_invoice_voucher_is_its_own"),
            models.CheckConstraint(
                condition=Q(gross_amount=F("net_amount") + F("tax_amount")), name="ledger_invoice_adds_up"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "-invoice_date", "-id"], name="ledger_invoice_date"),
            models.Index(fields=["proforma_id"], name="ledger_invoice_proforma"),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceParty(models.Model):
    """The seller or the buyer of a posted invoice, frozen as issued."""

    pk = models.CompositePrimaryKey("invoice_id", "party")
    invoice = fields.parent("ledger.Invoice", "Invoice.")
    party = fields.word("seller or buyer.", [("seller", "seller"), ("buyer", "buyer")])
    company = fields.parent("companies.Company", "Company.", db_constraint=False)
    name = fields.text("Name as printed.")
    address = fields.text("Postal address as printed, one line per line.")
    country = models.CharField(max_length=2, default="", blank=True, db_comment="ISO 3166 country code.")
    vat_id = fields.text("VAT identification number.")
    registration = fields.text("Register entry, one line per line; of the seller.")
    contact = fields.text("Phone, e-mail and web address; of the seller.")
    electronic_address = fields.text("Address for electronic invoices.")
    electronic_scheme = fields.text("Scheme of that address, such as 0088.")
    account = fields.text("The seller's account number of the buyer.")
    customer_reference = fields.text("What the buyer's contract wants on invoices, such as an order number.")
    buyer_reference = fields.text("What the buyer wants on all invoices, such as a routing code.")
    bank_name = fields.text("Bank that receives the payment; of the seller.")
    iban = fields.text("Account that receives the payment; of the seller.")
    bic = fields.text("BIC of that bank; of the seller.")
    post_code = fields.text("Post code, where it was told apart from the address.", db_default="")
    city = fields.text("Town, likewise.", db_default="")
    tax_number = fields.text("Number for taxes at home; of the seller.", db_default="")
    legal_id = fields.text("Number in a register of companies.", db_default="")
    legal_scheme = fields.text("Scheme of that number, such as 0002.", db_default="")
    contact_name = fields.text("Whom to ask about the invoice; of the seller.", db_default="")
    contact_phone = fields.text("Phone number for that; of the seller.", db_default="")
    contact_email = fields.text("E-mail address for that; of the seller.", db_default="")

    class Meta:
        db_table = "ledger_invoice_party"
        db_table_comment = "Sellers and buyers of posted invoices as issued, append-only."


class InvoiceRetainer(models.Model):
    """What a posted invoice tells of a retainer: how it stood before and after, frozen as issued."""

    pk = models.CompositePrimaryKey("invoice_id", "position")
    invoice = fields.reference("ledger.Invoice", "Invoice.")
    position = models.IntegerField(db_comment="Place among the retainers of the invoice, oldest first.")
    company = fields.reference("companies.Company", "Company.")
    retainer_id = models.BigIntegerField(db_comment="Retainer (billing_retainer).")
    name = fields.text("Name, as printed.")
    opening_amount = fields.amount("Available before the invoice, invoice currency, before tax.")
    invoiced_amount = fields.amount("Made available by the invoice; below zero where that is credited.")
    used_amount = fields.amount("Deducted or given back by it; below zero where that is taken back.")
    expired_amount = fields.amount(
        "Not used in time, and told by no invoice before.", default=0, db_default=0
    )
    closing_amount = fields.amount("Available after it: opening and invoiced less used and expired.")
    opening_hours = fields.quantity("The same in hours, of prepaid hours; empty of money.", null=True)
    invoiced_hours = fields.quantity("Hours made available by the invoice.", null=True)
    used_hours = fields.quantity("Hours deducted or given back by it.", null=True)
    expired_hours = fields.quantity("Hours not used in time, and told by no invoice before.", null=True)
    closing_hours = fields.quantity("Hours available after it.", null=True)

    class Meta:
        db_table = "ledger_invoice_retainer"
        db_table_comment = "Retainers as posted invoices tell of them, append-only."
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    closing_amount=F("opening_amount")
                    + F("invoiced_amount")
                    - F("used_amount")
                    - F("expired_amount")
                ),
                name="ledger_invoice_retainer_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(opening_hours__isnull=True, closing_hours__isnull=True)
                | Q(
                    closing_hours=F("opening_hours")
                    + F("invoiced_hours")
                    - F("used_hours")
                    - Coalesce("expired_hours", Decimal(0))
                ),
                name="ledger_invoice_retainer_hours_add_up",
            ),
        ]


class InvoiceLine(models.Model):
    """A line of a posted invoice, frozen as printed."""

    pk = models.CompositePrimaryKey("invoice_id", "line_no")
    invoice = fields.reference("ledger.Invoice", "Invoice.")
    line_no = models.IntegerField(db_comment="Position in the invoice.")
    company = fields.reference("companies.Company", "Company.")
    actual_id = models.BigIntegerField(db_comment="Billed sale (actuals_actual).")
    transaction_class = fields.word("Class of what is billed.")
    project_id = models.BigIntegerField(null=True, db_comment="Project.")
    task_id = models.BigIntegerField(null=True, db_comment="Task.")
    transaction_date = models.DateField(db_comment="Day of the work.")
    project_code = fields.text("Code of the project, as printed.")
    project_name = fields.text("Name of the project, as printed.")
    task_name = fields.text("Name of the task, as printed.")
    resource_name = fields.text("Who worked, as printed.")
    role_name = fields.text("As what, as printed.")
    category_name = fields.text("Category, printed where nothing else describes the line.")
    description = fields.text("Text of the work, or name of the milestone, as printed.")
    billing_type = fields.word("chargeable, non_chargeable or complimentary, as printed.")
    quantity = fields.quantity("Quantity as printed.")
    unit = fields.word("Unit of the quantity.")
    unit_price = fields.price("Price per unit, invoice currency.")
    whole_quantity = fields.quantity(
        "Quantity of the work that this is a share of; empty where quantity times price is it.",
        null=True,
    )
    net_amount = fields.amount("Amount before tax, invoice currency.")
    tax_amount = fields.amount("Sales tax of the line, invoice currency.")
    tax_group_id = models.BigIntegerField(null=True, db_comment="Sales tax group; may be empty at nil.")
    item_tax_group_id = models.BigIntegerField(
        null=True, db_comment="Item sales tax group; may be empty at nil."
    )
    tax_codes = ArrayField(models.TextField(), db_comment="Codes that tax the line, in their order.")
    tax_names = ArrayField(models.TextField(), db_comment="Name of each of these codes, as printed.")
    tax_categories = ArrayField(models.TextField(), db_comment="EN 16931 category of each.")
    tax_rates = ArrayField(
        models.DecimalField(max_digits=9, decimal_places=6), db_comment="Rate of each, percent."
    )
    tax_legal_texts = ArrayField(
        models.TextField(),
        db_comment="Sentence the law wants for each, such as for reverse charge; may be empty.",
    )
    group_no = models.IntegerField(
        null=True, db_comment="Place of its group on the paper; empty: it stands under its project and task."
    )
    group_title = fields.text("Title of the group, as printed; empty without a group.", db_default="")
    group_is_summary = models.BooleanField(
        default=False, db_default=False, db_comment="The group is printed as one line."
    )

    class Meta:
        db_table = "ledger_invoice_line"
        db_table_comment = "Lines of posted invoices, append-only."


class InvoiceDiscount(models.Model):
    """What a line of a posted invoice bears of a discount or surcharge, frozen as printed."""

    pk = models.CompositePrimaryKey("invoice_id", "line_no", "position")
    invoice = fields.reference("ledger.Invoice", "Invoice.")
    line_no = models.IntegerField(db_comment="Line of the invoice.")
    position = models.IntegerField(
        db_comment="Place of the discount or surcharge in the document, one for all lines."
    )
    company = fields.reference("companies.Company", "Company.")
    is_of_document = models.BooleanField(
        db_comment="It is of the document, and this what the line bears of it."
    )
    is_surcharge = models.BooleanField(db_comment="It is charged on top, and not taken off.")
    text = fields.text("What it is for, as printed.")
    percent = fields.percent("Part of what it is of; empty: it is an amount.", null=True)
    amount = fields.amount("Part of the net amount, invoice currency; below zero what is taken off.")

    class Meta:
        db_table = "ledger_invoice_discount"
        db_table_comment = "Discounts and surcharges on the lines of posted invoices, append-only."


class CustomerTransaction(models.Model):
    """The customer subledger: what a customer owes by one document."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    customer = fields.parent("masterdata.Customer", "Customer.")
    document_class = fields.word("invoice or credit_note.")
    invoice = fields.parent("ledger.Invoice", "Posted document.", null=True)
    voucher = fields.parent("ledger.Voucher", "Voucher.")
    accounting_date = models.DateField(db_comment="Date for the books.")
    due_date = models.DateField(db_comment="Day payment is due.")
    transaction_amount = fields.amount("Amount owed, transaction currency; negative on credit.")
    transaction_currency = fields.currency("Transaction currency.")
    accounting_amount = fields.amount("Amount, accounting currency.")
    reporting_amount = fields.amount("Amount, reporting currency.", null=True)

    class Meta:
        db_table = "ledger_customer_transaction"
        db_table_comment = "Customer subledger, append-only."
        indexes = [
            models.Index(fields=["customer", "accounting_date"], name="ledger_customer_trans_date"),
            models.Index(fields=["voucher"], name="ledger_customer_trans_voucher"),
        ]


class TaxTransaction(models.Model):
    """Sales tax of one code on one posted document."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    invoice = fields.parent("ledger.Invoice", "Posted document.")
    voucher = fields.parent("ledger.Voucher", "Voucher; empty when nothing is taxed.", null=True)
    tax_code = fields.parent("tax.TaxCode", "Code.")
    code = fields.text("Code, as printed.")
    name = fields.text("Name of the code, as printed.")
    category = fields.word("EN 16931 category of the code.")
    legal_text = fields.text("Sentence the law wants, as printed.")
    exemption_code = fields.word(
        "Code (VATEX) of why no tax is charged, where the code has one of its own.",
        default="",
        db_default="",
        blank=True,
    )
    rate_percent = fields.percent("Rate that was charged, percent.")
    line_no = models.IntegerField(
        null=True,
        db_comment="Line taxed, where lines of the code differ in sign; empty: all of them.",
    )
    accounting_date = models.DateField(db_comment="Date for the books.")
    base_amount = fields.amount("Net amount taxed, invoice currency.")
    tax_amount = fields.amount("Tax, invoice currency.")
    transaction_currency = fields.currency("Invoice currency.")
    accounting_base_amount = fields.amount("Net amount taxed, accounting currency.")
    accounting_tax_amount = fields.amount("Tax, accounting currency.")

    class Meta:
        db_table = "ledger_tax_transaction"
        db_table_comment = "Sales tax by code and document, append-only."
        indexes = [models.Index(fields=["invoice"], name="ledger_tax_trans_invoice")]
