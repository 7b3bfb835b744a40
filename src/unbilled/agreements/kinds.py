"""How contracts and their lines are kept: the tables behind the plain records, and what they name."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from unbilled.agreements.models import (
    Contract,
    ContractCustomer,
    ContractLine,
    FixedRateAgreement,
    LineCategory,
    LineCustomer,
    LineRole,
    LineTask,
    PriceList,
)
from unbilled.agreements.records import NewContract, NewLine, NewPriceList
from unbilled.agreements.rules import BY_MILESTONE, TIME_ROUNDING, wrong_schedule, wrong_span
from unbilled.companies.kinds import CURRENCIES, DIMENSIONS, TERMS_OF_PAYMENT
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import (
    Fault,
    Kind,
    Lookup,
    MastersRefused,
    Names,
    above_zero,
    is_a_code,
    is_a_text,
    not_below_zero,
)
from unbilled.foundation.money import AMOUNT_DIGITS
from unbilled.foundation.nearest import nearest
from unbilled.masterdata.kinds import CATEGORIES, CUSTOMERS, PROJECTS, ROLES, TASKS
from unbilled.masterdata.models import BILLING_TYPES
from unbilled.people.kinds import PEOPLE
from unbilled.tax.kinds import TAX_GROUPS

CONTRACTS = Lookup("contract", Contract, "number", own="contract")
PRICE_LISTS = Lookup("price list", PriceList, "name", own="price_list")


@dataclass(frozen=True, slots=True)
class ContractHead:
    """What stands in the table of contracts."""

    number: str
    name: str
    currency: str
    terms: str | None = None
    tax_group: str | None = None
    reference: str = ""
    manager: str | None = None
    signed_on: date | None = None
    limit: Decimal | None = None
    confirms_itself: bool = False
    applies_retainers: bool = False
    time_rounding: str = ""


@dataclass(frozen=True, slots=True)
class LineHead:
    """What stands in the table of contract lines."""

    contract: str
    name: str
    line_no: int
    billing_method: str
    project: str | None = None
    include_time: bool = True
    include_expense: bool = True
    include_material: bool = True
    include_fee: bool = True
    covers_all_tasks: bool = True
    amount: Decimal = Decimal(0)
    dimensions: Mapping[str, str] | None = None
    limit: Decimal | None = None
    schedule: str = ""
    billing_start: date | None = None
    billing_through: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    delivery_date: date | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class PriceListHead:
    """What stands in the table of price lists; periods are half-open there."""

    name: str
    context: str
    currency: str
    valid_from: date
    valid_until: date | None
    is_default: bool

    @classmethod
    def of(cls, price_list: NewPriceList) -> "PriceListHead":
        """What of a price list stands there."""
        return cls(
            name=price_list.name,
            context=price_list.context,
            currency=price_list.currency or "",
            valid_from=price_list.valid_from,
            valid_until=price_list.valid_through and price_list.valid_through + timedelta(days=1),
            is_default=price_list.is_default,
        )


def no_limit_below_zero(value: Decimal | None) -> str:
    """What is wrong with a not-to-exceed limit; there may be none."""
    return "" if value is None else not_below_zero(value)


def is_a_rounding(value: str) -> str:
    """What is wrong with how billed time is rounded.

    >>> is_a_rounding("up 15"), is_a_rounding("nearest 6"), is_a_rounding("")
    ('', '', '')
    >>> is_a_rounding("down 15")
    "'down 15' is not like up 15 or nearest 6, in minutes"
    """
    if not value or TIME_ROUNDING.fullmatch(value):
        return ""
    return f"{value!r} is not like up 15 or nearest 6, in minutes"


CONTRACT = Kind(
    "contract",
    ContractHead,
    Contract,
    "number",
    lookups={
        "currency": CURRENCIES,
        "terms": TERMS_OF_PAYMENT,
        "tax_group": TAX_GROUPS,
        "manager": PEOPLE,
    },
    columns={"reference": "customer_reference", "limit": "limit_amount"},
    checks={"number": is_a_code, "limit": no_limit_below_zero, "time_rounding": is_a_rounding},
    usual={"name": "number"},
    fixed=("number", "currency"),
    own="contract",
)
LINE = Kind(
    "contract line",
    LineHead,
    ContractLine,
    "contract/name",
    lookups={
        "contract": CONTRACTS,
        "project": PROJECTS,
        "dimensions": DIMENSIONS,
        "category": CATEGORIES,
    },
    columns={
        "amount": "contracted_amount",
        "dimensions": "dimension_set_id",
        "limit": "limit_amount",
        "price": "unit_price",
    },
    checks={"amount": not_below_zero, "limit": no_limit_below_zero, "schedule": wrong_schedule},
    fixed=("contract", "line_no", "billing_method"),
    own="contract_line",
)

PRICE_LIST = Kind(
    "price list",
    PriceListHead,
    PriceList,
    "name",
    lookups={"currency": CURRENCIES},
    fixed=("context", "currency"),
    own="price_list",
)


def fits(model: type[Model], column: str, value: Any) -> str:
    """What is wrong with a figure from zero that goes into a column, such as ``is below zero``; none is right."""
    if value is None:
        return ""
    if not isinstance(value, (Decimal, int)) or isinstance(value, bool):
        return f"is {value!r}, not a number"
    try:
        model._meta.get_field(column).clean(value, None)  # type: ignore[union-attr]
    except ValidationError:
        return f"is {value}, with more digits than can be kept"
    return not_below_zero(value)


@dataclass(frozen=True)
class Part:
    """A field of a record whose entries stand in a table of their own: names of other records, each with a value.

    Attributes:
        field: The field.
        lookup: What it names.
        model: The table.
        parent: Column with the record.
        member: Column with what is named.
        value: Column with the value.
        first: Column that marks the first entry of a record, where that means something.
    """

    field: str
    lookup: Lookup
    model: type[Model]
    parent: str
    member: str
    value: str
    first: str = ""

    @property
    def word(self) -> str:
        """What people call the value."""
        return "billing type" if self.value == "billing_type" else "share"

    def wrong(self, value: Any) -> str:
        """What is wrong with a value."""
        if self.value == "billing_type":
            words = [word for word, _ in BILLING_TYPES]
            return "" if value in words else f"is {value!r}, not one of {', '.join(words)}"
        problem = fits(self.model, self.value, value)
        return problem or ("is above 100" if value is None or value > 100 else "")


CONTRACT_CUSTOMERS = Part(
    "customers", CUSTOMERS, ContractCustomer, "contract_id", "customer_id", "split_percent", "is_primary"
)
LINE_CUSTOMERS = Part(
    "customers", CUSTOMERS, LineCustomer, "contract_line_id", "customer_id", "split_percent"
)
LINE_TASKS = Part(
    "tasks",
    TASKS,
    LineTask,
    "contract_line_id",
    "task_id",
    "billing_type",
)
LINE_ROLES = Part("roles", ROLES, LineRole, "contract_line_id", "role_id", "billing_type")
LINE_CATEGORIES = Part(
    "categories",
    CATEGORIES,
    LineCategory,
    "contract_line_id",
    "category_id",
    "billing_type",
)
LINE_PARTS = (LINE_CUSTOMERS, LINE_TASKS, LINE_ROLES, LINE_CATEGORIES)


def write_part(part: Part, entries: Mapping[int, Mapping[int, Any]]) -> None:
    """Write entries of a part by identity of the record, in the order given."""
    part.model._default_manager.bulk_create(
        [
            part.model(
                **{part.parent: parent, part.member: member, part.value: value},
                **({part.first: position == 0} if part.first else {}),
            )
            for parent, row in entries.items()
            for position, (member, value) in enumerate(row.items())
        ]
    )


def mark_rounding(part: Part, payers: Mapping[int, str | None]) -> None:
    """Mark who takes what rounding leaves of each record; nobody else of it is marked."""
    rows = part.model._default_manager.filter(**{f"{part.parent}__in": payers})
    rows.filter(is_rounding=True).update(is_rounding=False)
    accounts = rows.values_list("pk", part.parent, "customer__account")
    rows.filter(pk__in=[key for key, record, account in accounts if payers[record] == account]).update(
        is_rounding=True
    )


@contextmanager
def collected(faults: list[str]) -> Iterator[None]:
    """Note what is refused, and go on, so that every fault is named; the event refuses in the end."""
    try:
        yield
    except MastersRefused as refused:
        faults.extend(one for one in refused.details["faults"] if one not in faults)


def ids_of(act: Act, lookup: Lookup, named: Iterable[tuple[str, Any]], faults: list[str]) -> dict[Any, Any]:
    """Identities of what records name.

    Args:
        act: Whose company's.
        lookup: What is named.
        named: Record and name.
        faults: Told what there is not.
    """
    pairs = [(record, name) for record, name in named if name is not None]
    names = Names(act, lookup, (name for _, name in pairs))
    found = {name: names.id(name, record, faults) for record, name in pairs}
    return {name: key for name, key in found.items() if key is not None}


def entries_of(
    act: Act, part: Part, given: Mapping[str, Mapping[str, Any]], faults: list[str]
) -> dict[str, dict[int, Any]]:
    """What entries of a part become: identity and value.

    Args:
        act: Whose company's.
        part: The part.
        given: Record, such as ``contract line C-1/Build``, to its entries by name.
        faults: Told what is wrong.
    """
    found = ids_of(act, part.lookup, ((record, name) for record in given for name in given[record]), faults)
    faults += [
        Fault(record, f"the {part.word} of {name} {problem}")
        for record, entries in given.items()
        for name, value in entries.items()
        if (problem := part.wrong(value))
    ]
    return {
        record: {found[name]: value for name, value in entries.items() if name in found}
        for record, entries in given.items()
    }


def rounding_of(
    record: str, shares: Mapping[str, Any], rounding: str | None, faults: list[str]
) -> str | None:
    """Who takes what rounding leaves: the one who is named, else the largest share, the first of equals."""
    if rounding is not None and rounding not in shares:
        near = nearest(rounding, shares)
        faults.append(Fault(record, f"rounding is {rounding}, who has no share, {near}"))
    if rounding is not None or not shares:
        return rounding
    sizes = {account: share for account, share in shares.items() if isinstance(share, (Decimal, int))}
    return max(sizes, key=lambda account: sizes[account], default=None)


def rate_faults(contracts: Iterable[NewContract]) -> list[str]:
    """What is wrong with the fixed rates of contracts."""
    faults: list[str] = []
    for one in contracts:
        rate, reference = one.fixed_rate, one.fixed_rate_reference
        if rate is None:
            problem = "{} has a reference of a fixed rate, and no fixed rate" if reference else ""
        else:
            problem = fits(FixedRateAgreement, "rate", rate) or above_zero(rate)
            problem = problem and f"fixed rate {problem}"
            if not problem and (unreadable := is_a_text(reference)):
                problem = f"fixed rate reference {unreadable}"
        faults += [Fault(f"contract {one.number}", problem)] if problem else []
    return faults


def write_rates(act: Act, contracts: Mapping[int, NewContract]) -> None:
    """Write the fixed rates of contracts in place of those there are; none is no agreement."""
    FixedRateAgreement.objects.filter(contract_id__in=contracts).delete()
    FixedRateAgreement.objects.bulk_create(
        [
            FixedRateAgreement(
                contract_id=key,
                from_currency_id=str(one.currency),
                rate=one.fixed_rate,
                agreement_reference=one.fixed_rate_reference,
                act_id=act.stamp,
            )
            for key, one in contracts.items()
            if one.fixed_rate is not None and one.currency is not None
        ]
    )


def terms_of_customers(act: Act, contracts: Iterable[NewContract], faults: list[str]) -> dict[str, int]:
    """Identities of the terms that contracts name for single customers, by code.

    Args:
        act: Whose company's.
        contracts: What was agreed.
        faults: Told of terms that there are not, of whoever has no share, and of a bill-to that is no text.
    """
    named = []
    for one in contracts:
        record = f"contract {one.number}"
        named += [(record, code) for code in one.customer_terms.values()]
        faults += limit_faults(ContractCustomer, record, one.customer_limits, one.customers)
        for word, said in (("bill to", one.bill_to), ("customer terms", one.customer_terms)):
            faults += [
                Fault(record, f"{word} names {account}, who has no share, {nearest(account, one.customers)}")
                for account in said
                if account not in one.customers
            ]
        faults += [
            Fault(record, f"bill to of {account} {problem}")
            for account, text in one.bill_to.items()
            if (problem := is_a_text(text))
        ]
    return ids_of(act, TERMS_OF_PAYMENT, named, faults)


def write_billing(contracts: Mapping[int, NewContract], terms: Mapping[str, int]) -> None:
    """Write bill-to, terms and limits of the customers of contracts.

    Args:
        contracts: What was agreed, by identity.
        terms: Identities of terms by code.
    """
    rows = list(ContractCustomer.objects.filter(contract_id__in=contracts).select_related("customer"))
    for row in rows:
        agreed, account = contracts[row.contract_id], row.customer.account
        row.bill_to = agreed.bill_to.get(account, "").strip()
        row.terms_id = terms.get(agreed.customer_terms.get(account, ""))
        row.limit_amount = agreed.customer_limits.get(account)
    ContractCustomer.objects.bulk_update(rows, ["bill_to", "terms", "limit_amount"])


def limit_faults(
    model: type[Model], record: str, limits: Mapping[str, Any], customers: Iterable[str]
) -> list[str]:
    """What is wrong with the limits of single customers: one who has no share, or no figure from zero."""
    shares = list(customers)
    faults: list[str] = [
        Fault(record, f"customer limits names {account}, who has no share, {nearest(account, shares)}")
        for account in limits
        if account not in shares
    ]
    return faults + [
        Fault(record, f"the limit of {account} {problem}")
        for account, limit in limits.items()
        if (problem := "is empty" if limit is None else fits(model, "limit_amount", limit))
    ]


def write_line_limits(lines: Mapping[int, NewLine]) -> None:
    """Write the limits of the customers of lines, by identity of the line."""
    rows = list(LineCustomer.objects.filter(contract_line_id__in=lines).select_related("customer"))
    for row in rows:
        row.limit_amount = lines[row.contract_line_id].customer_limits.get(row.customer.account)
    LineCustomer.objects.bulk_update(rows, ["limit_amount"])


def schedule_faults(record: str, line: NewLine) -> list[str]:
    """What is wrong with a line's schedule besides its form."""
    problem = wrong_span(line.schedule, line.billing_start, line.billing_through)
    if line.schedule == BY_MILESTONE and line.billing_method == "time_and_material":
        problem = "it is billed by milestone, which only a fixed-price line or a product has"
    if line.limit is not None and line.billing_method == "fixed_price":
        problem = "it has a fixed price, which is its limit"
    return [Fault(record, problem)] if problem else []


PRODUCT = ("quantity", "unit", "price", "delivery_date", "category")
"""Fields of a line that sells a product."""


def product_faults(record: str, line: NewLine) -> list[str]:
    """What is wrong with a line as one that sells a product, or sells none."""
    if line.billing_method != "product":
        return [
            Fault(record, f"it sells work, and has no {field.replace('_', ' ')} of a product", field)
            for field in PRODUCT
            if getattr(line, field)
        ]
    faults: list[str] = [
        Fault(record, f"it sells a product, and has no {field.replace('_', ' ')}", field)
        for field in ("project", "quantity", "price", "delivery_date")
        if getattr(line, field) is None
    ]
    faults += [
        Fault(record, f"it sells a product, and has no {field}", field)
        for field in ("tasks", "roles", "categories", "limit")
        if getattr(line, field)
    ]
    figures = [one for one in (line.quantity, line.price) if isinstance(one, (Decimal, int))]
    if any(one <= 0 for one in figures):
        faults.append(Fault(record, "quantity and price of a product are above zero"))
    elif len(figures) == 2 and figures[0] * figures[1] >= 10**AMOUNT_DIGITS:
        faults.append(Fault(record, "its product is worth more than the books hold"))
    payers = [account for account, share in line.customers.items() if share]
    if len(payers) > 1:
        faults.append(
            Fault(record, f"a product is paid by one customer, not by {', '.join(payers)}", "customers")
        )
    return faults
