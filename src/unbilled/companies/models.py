"""Companies and their parameters, currencies and rates, terms, dimensions, number series."""

from django.db import models
from django.db.models import Q

from unbilled.foundation import fields


class Currency(models.Model):
    """A currency and the digits its amounts are rounded to."""

    code = models.CharField(max_length=3, primary_key=True, db_comment="ISO 4217 code.")
    digits = models.PositiveSmallIntegerField(db_comment="Decimals of an amount: 0, 2 or 3.")
    name = fields.text("English name.")

    class Meta:
        db_table = "companies_currency"
        db_table_comment = "Currencies with the digits their amounts are rounded to."

    def __str__(self) -> str:
        return self.code


class DimensionSet(models.Model):
    """One combination of financial dimension values, shared by all that carry it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company whose dimensions these are.")
    values = models.JSONField(default=dict, db_comment="Dimension name to value, such as department to 100.")
    act_id = fields.act()

    class Meta:
        db_table = "companies_dimension_set"
        db_table_comment = "Combinations of financial dimension values."
        constraints = [models.UniqueConstraint("company", "values", name="companies_dimension_set_is_unique")]

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self.values.items())


class TermsOfPayment(models.Model):
    """How long a customer has to pay."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that grants the terms.")
    code = fields.word("Code, such as N30.")
    net_days = models.PositiveSmallIntegerField(default=0, db_comment="Days after the invoice date.")
    net_months = models.PositiveSmallIntegerField(default=0, db_comment="Months after the invoice date.")
    end_of_month = models.BooleanField(default=False, db_comment="Count from the end of the invoice's month.")
    text = fields.text("Sentence printed on the invoice.")
    discount_days = models.PositiveSmallIntegerField(
        default=0, db_default=0, db_comment="Days after the invoice date within which less may be paid."
    )
    discount_percent = fields.percent("How much less, percent; 0: no cash discount.", default=0, db_default=0)
    act_id = fields.act()

    class Meta:
        db_table = "companies_terms_of_payment"
        db_table_comment = "Terms of payment: days and months, optionally from the end of the month."
        constraints = [
            models.UniqueConstraint("company", "code", name="companies_terms_of_payment_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(discount_percent__gte=0, discount_percent__lte=100),
                name="companies_terms_of_payment_discount_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Company(models.Model):
    """A legal entity with its own books and its parameters."""

    class Grouping(models.TextChoices):
        DAY = "day"
        MONTH = "month"
        YEAR = "year"
        ALL = "all"

    class TaxGroupSource(models.TextChoices):
        PROJECT = "project"
        CONTRACT = "contract"
        CUSTOMER = "customer"
        SEARCH = "search"

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    code = fields.word("Short code people type, such as ACME.", unique=True)
    name = fields.text("Legal name, printed on invoices.")
    address = fields.text("Postal address, one line per line.")
    country = models.CharField(max_length=2, default="", blank=True, db_comment="ISO 3166 country code.")
    vat_id = fields.text("VAT identification number.")
    registration = fields.text("Company register entry, printed in the footer.")
    contact = fields.text("Phone, e-mail and web address, printed in the footer.")
    electronic_address = fields.text("Address from which electronic invoices are sent.")
    electronic_scheme = fields.text("Scheme of that address, such as 0088.")
    post_code = fields.text("Post code; empty: as the address says it.", db_default="")
    city = fields.text("Town; empty: as the address says it.", db_default="")
    tax_number = fields.text("Number for taxes at home beside the VAT id.", db_default="")
    legal_id = fields.text("Number in a register of companies.", db_default="")
    legal_scheme = fields.text("Scheme of that number, such as 0002.", db_default="")
    contact_name = fields.text("Whom customers ask about an invoice.", db_default="")
    contact_phone = fields.text("Phone number for that.", db_default="")
    contact_email = fields.text("E-mail address for that.", db_default="")
    creditor_id = fields.text("SEPA creditor identifier, for direct debit.", db_default="")
    einvoice_format = fields.word(
        "Format of electronic invoices for customers who name none.", default="paper", db_default="paper"
    )
    page_size = fields.word(
        "a4 or us-letter; empty: what is usual in the country.", default="", db_default="", blank=True
    )
    layout = fields.word(
        "Layout of invoices: one that everybody has, or the company's own.",
        default="modern",
        db_default="modern",
    )
    layout_id = models.BigIntegerField(
        null=True, db_comment="The company's own layout as it is used (documents_stationery)."
    )
    logo_id = models.BigIntegerField(null=True, db_comment="Logo of the letterhead (documents_stationery).")
    bank_name = fields.text("Bank that receives payments.")
    iban = fields.text("Account that receives payments.")
    bic = fields.text("BIC of that bank.")
    locale = fields.word("Locale of numbers and dates on invoices.", default="en_GB")
    time_zone = fields.word("Time zone in which today is read.", default="UTC")
    accounting_currency = fields.parent("companies.Currency", "Currency of the books.")
    reporting_currency = fields.parent(
        "companies.Currency", "Second currency of the books, if any.", null=True, blank=True
    )
    journal_grouping = fields.word(
        "Which integration journal lines share a journal, by transaction date.",
        Grouping.choices,
        default=Grouping.MONTH,
    )
    tax_group_source = fields.word(
        "Where the sales tax group comes from; search takes the first of project, contract, customer.",
        TaxGroupSource.choices,
        default=TaxGroupSource.SEARCH,
    )
    daily_limit_minutes = models.PositiveSmallIntegerField(
        default=1440,
        null=True,
        blank=True,
        db_comment="Most minutes one resource may enter for one day; empty: no limit.",
    )
    move_to_open_period = models.BooleanField(
        default=False, db_comment="Post into the next open period when the accounting date's is not open."
    )
    rates_through_books = models.BooleanField(
        default=True,
        db_default=True,
        db_comment="Currencies without a rate between them are converted through that of the books.",
    )
    approve_own_work = models.BooleanField(
        default=True, db_default=True, db_comment="People may approve work of their own."
    )
    post_own_confirmations = models.BooleanField(
        default=True, db_default=True, db_comment="Whoever confirmed a proforma may post its invoice."
    )
    split_at_limit = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Work beyond a not-to-exceed limit is divided there; only the excess is over it.",
    )
    post_scheduled = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Invoices of contracts that confirm by themselves are posted by the run of the schedules.",
    )
    names_emoji = models.BooleanField(
        default=False,
        db_default=False,
        db_comment="Paper says emoji that no font has by their names; otherwise they are refused before posting.",
    )
    retention_years = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        db_comment="Years for which documents are kept after the year of issue; empty: as the country wants.",
    )
    days_ahead = models.PositiveSmallIntegerField(
        default=31, db_comment="Most days that an invoice date may lie after the day of the act."
    )
    is_demonstration = models.BooleanField(
        default=False, db_comment="It is there to be looked at; nobody means it who names no company."
    )
    terms = fields.parent(
        "companies.TermsOfPayment", "Terms when customer and contract name none.", null=True, blank=True
    )
    act_id = fields.act()

    class Meta:
        db_table = "companies_company"
        db_table_comment = "Legal entities with their own books and parameters."

    def __str__(self) -> str:
        return self.code


class ExchangeRate(models.Model):
    """A dated rate of a company: it holds until the next one begins."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that keeps the rate.")
    from_currency = fields.parent("companies.Currency", "Currency that is converted.")
    to_currency = fields.parent("companies.Currency", "Currency it is converted to.")
    valid_from = models.DateField(db_comment="First day of the rate.")
    rate = fields.rate("Units of to_currency for one of from_currency.")
    act_id = fields.act()

    class Meta:
        db_table = "companies_exchange_rate"
        db_table_comment = "Dated exchange rates; a rate holds until the next one begins."
        constraints = [
            models.UniqueConstraint(
                "company",
                "from_currency",
                "to_currency",
                "valid_from",
                name="companies_exchange_rate_is_unique",
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="companies_exchange_rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.from_currency_id}/{self.to_currency_id} {self.valid_from} {self.rate}"


class NumberSeries(models.Model):
    """A counter of a company: drawn under a lock, so that it has no gaps."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that numbers its documents.")
    series = fields.word("What is numbered: invoice, credit_note, proforma, journal, voucher.")
    fiscal_year = models.IntegerField(
        default=0, db_comment="Fiscal year of the counter; 0 for one that runs on."
    )
    prefix = models.CharField(max_length=12, default="", blank=True, db_comment="Text before the digits.")
    digits = models.PositiveSmallIntegerField(default=5, db_comment="Digits, filled with zeros.")
    next_number = models.BigIntegerField(default=1, db_comment="Number that is given next.")
    last_date = models.DateField(null=True, blank=True, db_comment="Date of the last document numbered.")
    act_id = fields.act()

    class Meta:
        db_table = "companies_number_series"
        db_table_comment = "Counters per company, series and fiscal year, drawn in the posting transaction."
        constraints = [
            models.UniqueConstraint(
                "company", "series", "fiscal_year", name="companies_number_series_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.fiscal_year or ''}".strip()
