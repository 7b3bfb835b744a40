"""What people say about companies: parameters, rates, terms, number series, each with what goes without saying."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CompanyParameters:
    """Who a company is, and how it works.

    Attributes:
        name: Legal name.
        address: Postal address, one line per line.
        country: ISO 3166 code.
        vat_id: VAT identification number.
        registration: Register entry, printed in the footer.
        contact: Phone, e-mail and web address, printed in the footer.
        electronic_address: Address from which electronic invoices are sent.
        electronic_scheme: Scheme of that address, such as 0088.
        post_code: Post code; as the address says it when empty.
        city: Town; as the address says it when empty.
        tax_number: Number for taxes at home beside the VAT id.
        legal_id: Number in a register of companies.
        legal_scheme: Scheme of that number, such as 0002.
        contact_name: Whom customers ask about an invoice.
        contact_phone: Phone number for that.
        contact_email: E-mail address for that.
        creditor_id: SEPA creditor identifier, for direct debit.
        einvoice_format: Format of electronic invoices for customers who name none; ``paper`` for none.
        page_size: Paper of invoices, ``a4`` or ``us-letter``; what is usual in the country when empty.
        bank_name: Bank that receives payments.
        iban: Account that receives payments.
        bic: BIC of that bank.
        locale: Shapes figures and dates on invoices.
        time_zone: Where today is read.
        journal_grouping: ``day``, ``month``, ``year`` or ``all``.
        tax_group_source: ``project``, ``contract``, ``customer``, or ``search`` for the first of these that has one.
        daily_limit_minutes: Most minutes a resource may enter for a day; None for no limit.
        days_ahead: Most days that an invoice may be dated after the day it is posted.
        move_to_open_period: Postings may move to the next open period.
        approve_own_work: People may approve work of their own.
        post_own_confirmations: Whoever confirmed a proforma may post its invoice.
        split_at_limit: Work beyond a not-to-exceed limit is divided there; only the excess is over it.
        post_scheduled: Invoices of contracts that confirm by themselves are posted by the run of the schedules.
        rates_through_books: Currencies without a rate between them are converted through that of the books.
        names_emoji: Paper says emoji that no font has by their names; they are refused before posting otherwise.
        retention_years: Years for which documents are kept after the year of issue; None: as the country wants.
        terms: Code of the terms where contract and customer have none.
    """

    name: str
    address: str = ""
    country: str = ""
    vat_id: str = ""
    registration: str = ""
    contact: str = ""
    electronic_address: str = ""
    electronic_scheme: str = ""
    post_code: str = ""
    city: str = ""
    tax_number: str = ""
    legal_id: str = ""
    legal_scheme: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    creditor_id: str = ""
    einvoice_format: str = "paper"
    page_size: str = ""
    bank_name: str = ""
    iban: str = ""
    bic: str = ""
    locale: str = "en_GB"
    time_zone: str = "UTC"
    journal_grouping: str = "month"
    tax_group_source: str = "search"
    daily_limit_minutes: int | None = 1440
    days_ahead: int = 31
    move_to_open_period: bool = False
    approve_own_work: bool = True
    post_own_confirmations: bool = True
    split_at_limit: bool = False
    post_scheduled: bool = False
    rates_through_books: bool = True
    names_emoji: bool = False
    retention_years: int | None = None
    terms: str | None = None


@dataclass(frozen=True)
class NewExchangeRate:
    """What one unit of a currency is worth in another, from a day on.

    Attributes:
        from_currency: ISO 4217 code.
        to_currency: ISO 4217 code.
        valid_from: First day; the rate holds until a later one begins.
        rate: Units of ``to_currency`` for one of ``from_currency``.
    """

    from_currency: str
    to_currency: str
    valid_from: date
    rate: Decimal


@dataclass(frozen=True)
class NewTerms:
    """How long a customer has to pay.

    Attributes:
        code: Code, such as N30.
        net_days: Days after the invoice date.
        net_months: Months after it, counted before the days.
        end_of_month: Count from the end of that month.
        text: Sentence that is printed.
        discount_days: Days after the invoice date within which less may be paid.
        discount_percent: How much less then, percent; 0 for no cash discount.
    """

    code: str
    net_days: int = 0
    net_months: int = 0
    end_of_month: bool = False
    text: str = ""
    discount_days: int = 0
    discount_percent: Decimal = Decimal(0)


@dataclass(frozen=True)
class NewNumberSeries:
    """How documents of a kind are numbered.

    Attributes:
        series: What is numbered, such as ``invoice``.
        fiscal_year: Year of the counter; 0 for one that runs on.
        prefix: Text before the digits.
        digits: Digits, filled with zeros.
    """

    series: str
    fiscal_year: int = 0
    prefix: str = ""
    digits: int = 5
