"""Plain records that only forms ask for: what an event wants in another shape than it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from unbilled.agreements.records import NewContract
from unbilled.companies.records import CompanyParameters
from unbilled.tax.records import TaxDefaults


@dataclass(frozen=True, kw_only=True)
class WholeCompany(TaxDefaults, CompanyParameters):
    """A company with what its sales are taxed as."""


@dataclass(frozen=True, slots=True)
class BegunContract(NewContract):
    """A contract as it is begun: with its first line and the prices of hours.

    Attributes:
        project: Project of its first line, which bills all work by time and material; none: lines come later.
        role_prices: What an hour of each role sells for, in the currency of the contract.
    """

    project: str | None = None
    role_prices: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class DatedPrice:
    """A price of a list, and the day from which another one holds.

    Attributes:
        price_list: List.
        role: Role whose hours it is the price of; none: any.
        resource: Resource; none: any.
        org_unit: Organization unit; none: any.
        category: Category of an expense, material or fee; none for an hour.
        unit: Unit of a category, such as km; empty: piece.
        unit_price: Price of an hour or unit, in the currency of the list; none sells a category at cost.
        markup_percent: Percent over cost of a category, in place of a price.
        valid_from: First day of the new price; empty: the old one was wrong all along.
    """

    price_list: str
    role: str | None = None
    resource: str | None = None
    org_unit: str | None = None
    category: str | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    markup_percent: Decimal | None = None
    valid_from: date | None = None


@dataclass(frozen=True)
class PlannedMilestone:
    """A milestone of a fixed-price line.

    Attributes:
        line: Contract and line, as in C-1/Build.
        name: Name printed on invoices.
        milestone_date: Day it falls due.
        transaction_amount: Amount before tax in the currency of the contract, of all customers together.
    """

    line: str
    name: str
    milestone_date: date
    transaction_amount: Decimal


@dataclass(frozen=True)
class MilestonesOverPeriod:
    """Milestones of a fixed-price line in equal parts over a period.

    Attributes:
        line: Contract and line, as in C-1/Build.
        schedule: Days on which they fall due, such as monthly on 31.
        from_date: First day of the period.
        through_date: Last day of the period.
        name: What stands before the day in the name of each; empty: the name of the line.
        amount: What they total before tax; none: what no milestone bills yet.
    """

    line: str
    schedule: str
    from_date: date
    through_date: date
    name: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class LineProgress:
    """How much of a fixed-price line is complete.

    Attributes:
        line: Contract and line, as in C-1/Build.
        complete_percent: Of what was agreed, from the beginning, such as 40; or the amount.
        complete_amount: What is complete before tax, from the beginning.
        milestone_date: Day of the milestone that is ready; empty: today.
        name: Name printed on the invoice; empty: such as Progress to 40 %.
    """

    line: str
    complete_percent: Decimal | None = None
    complete_amount: Decimal | None = None
    milestone_date: date | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreedRetainer:
    """A retainer of a customer of a contract.

    Attributes:
        contract: Contract.
        customer: Customer of the contract who pays it; none: its only one.
        name: Name printed on invoices.
        retainer_date: Day it falls due.
        transaction_amount: Amount before tax in the currency of the contract, of all parts; none: prepaid hours.
        hours: Prepaid hours, in the place of an amount; drafts draw them, and charge what is beyond them.
        unit_price: Price of one of these hours.
        overage_price: Price of hours beyond them; none: that of the work.
        line: Line of the contract whose time the hours pay for, as in C-1/Build; none: all of the contract.
        expires_on: Last day on which it can be used; none: it rolls over for good.
        parts: In so many equal parts of the amount.
        months: Months from one part to the next.
    """

    contract: str
    customer: str | None = None
    name: str
    retainer_date: date
    transaction_amount: Decimal | None = None
    hours: Decimal | None = None
    unit_price: Decimal | None = None
    overage_price: Decimal | None = None
    line: str | None = None
    expires_on: date | None = None
    parts: int = 1
    months: int = 1


@dataclass(frozen=True, kw_only=True)
class OrderedChange:
    """A change order of a confirmed contract; what is left empty stays.

    Attributes:
        contract: Contract.
        name: What it is about.
        effective_date: From when on it holds.
        amounts: What lines are agreed at from then on.
        limits: Most of lines that may be billed.
        shares: Who pays which share of lines; work of earlier days keeps the old shares.
        prices: What an hour of roles sells for from its day on.
        contract_limit: Most of the contract that may be billed.
        customer_limits: Most that may be billed to each customer of the contract.
        new_line: Name of a line that is added.
        new_line_project: Project whose work it covers.
        new_line_method: By time and material, or at a fixed price.
        new_line_amount: What it is agreed at.
    """

    contract: str
    name: str
    effective_date: date
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    contract_limit: Decimal | None = None
    customer_limits: Mapping[str, Decimal] = field(default_factory=dict)
    new_line: str = ""
    new_line_project: str | None = None
    new_line_method: str = "time_and_material"
    new_line_amount: Decimal | None = None


@dataclass(frozen=True)
class LineSchedule:
    """When a contract line is billed by itself.

    Attributes:
        line: Contract and line, as in C-1/Build.
        schedule: Such as weekly on friday, biweekly on friday, monthly on 15, 31, monthly on first monday; at fixed
            price also by milestone. Empty: when somebody bills it.
        billing_start: First day of the schedule.
        billing_through: Last day of the schedule; none: open.
    """

    line: str
    schedule: str = ""
    billing_start: date | None = None
    billing_through: date | None = None


@dataclass(frozen=True)
class DatedRate:
    """A rate of a tax code, from a day on.

    Attributes:
        code: Tax code.
        valid_from: First day; the rate before it ends the day before.
        percent: Percent of the net amount.
    """

    code: str
    valid_from: date
    percent: Decimal


@dataclass(frozen=True)
class UsualTax:
    """The tax that a company charges on all it sells.

    Attributes:
        code: Short code, such as VAT20.
        percent: Percent of the net amount; 0 where none is charged.
        name: Name printed on invoices; the code when empty.
        category: EN 16931 category: S is the usual tax, E exempt, O not subject to it.
        legal_text: Sentence that the law wants on the invoice where no tax is charged, or a usual reason, such as
            ``small_business``.
    """

    code: str
    percent: Decimal
    name: str = ""
    category: str = "S"
    legal_text: str = ""


@dataclass(frozen=True)
class CostOfHours:
    """What hours cost the company.

    Attributes:
        costs: What an hour of each role costs, in the currency of the books.
    """

    costs: Mapping[str, Decimal]


@dataclass(frozen=True)
class FiscalYear:
    """A fiscal year of twelve open months.

    Attributes:
        year: The one after the last, or before the first.
    """

    year: int


@dataclass(frozen=True, kw_only=True)
class OpenedCompany:
    """A company whose books are opened.

    Attributes:
        code: Short code, such as ACME.
        name: Legal name.
        accounting_currency: Currency of the books, which never changes.
        reporting_currency: Second currency of the books; none: there is none.
        first_fiscal_year: First fiscal year.
        years: Fiscal years to open.
        first_day: Day on which the first fiscal year begins; 1 January.
        address: Postal address, one line per line; on every invoice.
        country: ISO 3166 code; on every invoice.
        vat_id: VAT identification number; wanted to charge tax.
        time_zone: Where today is read.
        locale: Shapes figures and dates on invoices.
    """

    code: str
    name: str
    accounting_currency: str
    reporting_currency: str | None = None
    first_fiscal_year: int
    years: int = 2
    first_day: date | None = None
    address: str = ""
    country: str = ""
    vat_id: str = ""
    time_zone: str = "UTC"
    locale: str = "en_GB"
