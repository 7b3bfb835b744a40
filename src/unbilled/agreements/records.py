"""Plain records of agreements, with the defaults in one place: what files, commands and pages hand to the events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

CLASSES = ("time", "expense", "material", "fee")
LONG_AGO = date(2000, 1, 1)
"""First day of what holds from the beginning."""


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What an hour, or a unit of a category, costs or sells for, in the currency of its list.

    An hour is priced by resource, role and organization unit, or any of them; everything else by category and unit:
    per unit, at so many percent over cost, or at cost where neither is said.

    Attributes:
        role: Role; none: any.
        resource: Resource; none: any.
        org_unit: Organization unit; none: any.
        category: Category; none for an hour.
        unit: Unit of a category, such as km; empty: piece.
        unit_price: Price per unit.
        markup_percent: Percent over cost.
    """

    role: str | None = None
    resource: str | None = None
    org_unit: str | None = None
    category: str | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    markup_percent: Decimal | None = None

    @property
    def of(self) -> str:
        """What it is the price of, as people say it.

        >>> NewPrice(role="Engineer", org_unit="Cork").of, NewPrice(category="Mileage", unit="km").of
        ('Engineer, Cork', 'Mileage per km')
        """
        if self.category is not None:
            return f"{self.category} per {self.unit}" if self.unit else self.category
        return ", ".join(filter(None, (self.resource, self.role, self.org_unit)))

    @property
    def method(self) -> str:
        """How a price of a category is found."""
        if self.markup_percent is not None:
            return "markup"
        return "at_cost" if self.unit_price is None else "per_unit"

    @property
    def value(self) -> str:
        """The price as people say it.

        >>> NewPrice(markup_percent=Decimal(10)).value, NewPrice().value
        ('cost + 10 %', 'at cost')
        """
        if self.markup_percent is not None:
            return f"cost + {Decimal(self.markup_percent).normalize():f} %"
        return "at cost" if self.unit_price is None else f"{Decimal(self.unit_price).normalize():f}"


@dataclass(frozen=True, slots=True)
class NewPriceList:
    """Prices of one context in one currency, for a time.

    Attributes:
        name: Name, unique in the company.
        context: ``sales`` or ``cost``.
        currency: Currency of the prices; none: that of the books.
        valid_from: First day.
        valid_through: Last day; none: open.
        is_default: It serves contracts without a list of their own, or cost.
        prices: Its prices.
    """

    name: str
    context: str = "sales"
    currency: str | None = None
    valid_from: date = LONG_AGO
    valid_through: date | None = None
    is_default: bool = False
    prices: Sequence[NewPrice] = ()


@dataclass(frozen=True, slots=True)
class NewLine:
    """What of a project is billed, and how.

    Attributes:
        name: Name printed on proformas, unique in the contract.
        contract: Number of its contract; of a line that is added with its contract, that one's.
        billing_method: ``time_and_material``, ``fixed_price`` or ``product``.
        project: Code of the project whose work it covers, or in whose books its product is sold.
        classes: Classes of work it covers.
        tasks: Tasks it covers, each with its billing type; none named: all.
        amount: Agreed amount, contract currency; of a product it is quantity times price, and not said.
        dimensions: Dimensions of milestones; none: the project's.
        customers: Account to share in percent; none: those of the contract.
        rounding: Who takes what rounding leaves; none: the contract's where it has a share, else the largest share.
        roles: Billing types of roles.
        categories: Billing types of categories.
        limit: Most of it that may be billed, contract currency; none: no limit.
        customer_limits: Account to the most of it that may be billed to that customer.
        schedule: When it is billed by itself: ``weekly on friday``, ``biweekly on friday``, ``monthly on 15, 31``,
            ``monthly on first monday, last friday``; at fixed price and of products also ``by milestone``. Empty:
            when somebody bills it.
        billing_start: First day of the schedule.
        billing_through: Last day of the schedule; none: open.
        quantity: How much of a product is sold; none: it sells work.
        unit: Unit of that quantity; empty: piece.
        price: Price of one unit of the product, contract currency.
        delivery_date: Day on which the product is delivered.
        category: Category of material whose tax and accounts the product has; none: the usual ones.
    """

    name: str
    contract: str = ""
    billing_method: str = "time_and_material"
    project: str | None = None
    classes: Sequence[str] = CLASSES
    tasks: Mapping[str, str] = field(default_factory=dict)
    amount: Decimal = Decimal(0)
    dimensions: Mapping[str, str] | None = None
    customers: Mapping[str, Decimal] = field(default_factory=dict)
    rounding: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    limit: Decimal | None = None
    customer_limits: Mapping[str, Decimal] = field(default_factory=dict)
    schedule: str = ""
    billing_start: date | None = None
    billing_through: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    delivery_date: date | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class NewContract:
    """A project contract: one currency, one or more customers and lines.

    Attributes:
        number: Number people use, unique in the company.
        name: Name; empty: the number.
        currency: Currency of sales amounts, which never changes; none: that of the books.
        terms: Code of its terms of payment.
        tax_group: Code of its sales tax group.
        reference: Customer's order or reference, printed on invoices.
        manager: Person who manages it.
        signed_on: Day of signature.
        customers: Account to share in percent, copied to lines that say nothing else; the first is the primary one.
        rounding: Who takes what rounding leaves; none: the largest share, the first of equals.
        bill_to: Account to name and address that are printed in place of the customer's, each on a line of its own.
        customer_terms: Account to code of the terms of payment of that customer, before those of the contract.
        fixed_rate: Accounting currency for one unit of its currency, fixed for its sales amounts.
        fixed_rate_reference: Where that is written.
        limit: Most that may be billed, in its currency; none: no limit.
        customer_limits: Account to the most that may be billed to that customer.
        confirms_itself: What its invoice schedules draft is confirmed and proposed by the same run.
        applies_retainers: Its drafts deduct the retainers that are available, oldest first.
        time_rounding: How billed time is rounded when it is approved: ``up 15`` or ``nearest 6``, in minutes.
        price_lists: Names of its sales price lists.
        prices: Prices of its own, which make one more list, ``Sales`` and its number, in its currency.
        lines: Its lines.
    """

    number: str
    name: str = ""
    currency: str | None = None
    terms: str | None = None
    tax_group: str | None = None
    reference: str = ""
    manager: str | None = None
    signed_on: date | None = None
    customers: Mapping[str, Decimal] = field(default_factory=dict)
    rounding: str | None = None
    bill_to: Mapping[str, str] = field(default_factory=dict)
    customer_terms: Mapping[str, str] = field(default_factory=dict)
    fixed_rate: Decimal | None = None
    fixed_rate_reference: str = ""
    limit: Decimal | None = None
    customer_limits: Mapping[str, Decimal] = field(default_factory=dict)
    confirms_itself: bool = False
    applies_retainers: bool = False
    time_rounding: str = ""
    price_lists: Sequence[str] = ()
    prices: Sequence[NewPrice] = ()
    lines: Sequence[NewLine] = ()
