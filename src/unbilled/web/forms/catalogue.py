"""All forms: those of every kind of masters, and those of what its events want in another shape."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from django.urls import reverse

import unbilled.accounting.kinds
import unbilled.companies.kinds
import unbilled.documents.kinds
import unbilled.ledger.kinds
import unbilled.masterdata.kinds
import unbilled.tax.kinds
from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.kinds import PROFILE_RULE, PROFILES
from unbilled.accounting.models import ProfileRule
from unbilled.accounting.records import NewProfileRule
from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.kinds import CONTRACT, CONTRACTS, LINE, PRICE_LIST, PRICE_LISTS
from unbilled.agreements.models import BILLING_METHODS, CategoryPrice, ContractLine, PriceList, RolePrice
from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.agreements.records import CLASSES, LONG_AGO, NewContract, NewLine, NewPrice, NewPriceList
from unbilled.billing.events.add_retainers import NewRetainer, add_retainers
from unbilled.billing.events.change_milestones import ChangedMilestone, change_milestones
from unbilled.billing.events.change_retainers import FIELDS as CHANGED_OF_RETAINER
from unbilled.billing.events.change_retainers import ChangedRetainer, change_retainers
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.events.delete_milestones import delete_milestones
from unbilled.billing.events.delete_retainers import delete_retainers
from unbilled.billing.events.generate_milestones import generate_milestones
from unbilled.billing.events.prepare_progress import prepare_progress
from unbilled.billing.models import Milestone, Retainer
from unbilled.companies.kinds import COMPANY, CURRENCIES, TERMS_OF_PAYMENT
from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import Fault, Kind, Lookup, MastersRefused, described
from unbilled.ledger.events.add_fiscal_years import add_fiscal_years
from unbilled.masterdata.kinds import CATEGORIES, CUSTOMER, CUSTOMERS, ORG_UNITS, PROJECTS, RESOURCES, ROLES
from unbilled.masterdata.models import BILLING_TYPES, Project, Task
from unbilled.people.events.change_people import change_people
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.events.revoke_roles import revoke_roles
from unbilled.people.kinds import MEMBERSHIP, PEOPLE, PERSON
from unbilled.people.models import Membership, Person
from unbilled.people.records import Grant, NewPerson, Revocation
from unbilled.people.rights import ROLES as ROLES_OF_PEOPLE
from unbilled.people.rights import SCOPES
from unbilled.process.events.add_contract_lines import add_contract_lines
from unbilled.process.events.add_contracts import add_contracts
from unbilled.process.events.add_prices import add_prices
from unbilled.process.events.change_company import change_company
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.change_contracts import change_contracts
from unbilled.process.events.change_prices import change_prices
from unbilled.process.events.draft_change_order import draft_change_order
from unbilled.tax.events.add_tax_rates import add_tax_rates
from unbilled.tax.events.charge_tax import charge_tax
from unbilled.tax.kinds import ITEM_TAX_GROUPS, TAX_CODE, TAX_CODES, TAX_DEFAULTS, TAX_GROUPS
from unbilled.tax.models import TaxRate
from unbilled.tax.records import NewTaxCode
from unbilled.web.forms.form import Form, Found, Part, choices_of, found_of, of_kind, words
from unbilled.web.forms.records import (
    AgreedRetainer,
    BegunContract,
    CostOfHours,
    DatedPrice,
    DatedRate,
    FiscalYear,
    LineProgress,
    LineSchedule,
    MilestonesOverPeriod,
    OrderedChange,
    PlannedMilestone,
    UsualTax,
    WholeCompany,
)

ENGLISH = Locale("en")
COUNTRIES = {code: f"{code} · {name}" for code, name in sorted(ENGLISH.territories.items()) if code.isalpha()}
LANGUAGES = {code: f"{code} · {name}" for code, name in sorted(ENGLISH.languages.items()) if len(code) == 2}
ZONES = {zone: zone for zone in sorted(available_timezones())}
SUGGESTED = {"country": COUNTRIES, "language": LANGUAGES, "time_zone": ZONES}
SCREENS = {"exchange-rates": "rates", "number-series": "series"}
"""Lists of kinds that are called otherwise than what their events add."""
ROOMS = (
    unbilled.companies.kinds,
    unbilled.tax.kinds,
    unbilled.masterdata.kinds,
    unbilled.ledger.kinds,
    unbilled.accounting.kinds,
    unbilled.documents.kinds,
)
BILLED = {word: said.capitalize() for word, said in BILLING_TYPES}
SCHEDULES = {
    one: one
    for one in (
        "weekly on friday",
        "biweekly on friday",
        "monthly on 31",
        "monthly on 15, 31",
        "monthly on first monday",
        "by milestone",
    )
}
"""Schedules that are suggested; any other day can be typed."""
TASK_NAMES = Lookup("task", Task, "name")
LINES = Lookup("contract line", ContractLine, "contract__number/name", own="contract_line")


def address(code: str, form: str, key: int | None = None, /, **asked: str) -> str:
    """Where a form is: of a record, or of a new one with what is known of it."""
    if key is not None:
        return reverse("form", kwargs={"code": code, "screen": form, "key": key})
    return reverse("form_new", kwargs={"code": code, "screen": form}, query=asked or None)


def contract_page(code: str, number: str) -> str:
    """Where a contract is."""
    return reverse("contract", kwargs={"code": code, "number": number})


# What belongs to a record


def tasks_of(code: str, key: int, found: Found) -> list[Part]:
    """The tasks of a project."""
    rows = Task.objects.filter(project_id=key).order_by("name").values_list("name", "pk")
    return [
        Part(
            "Tasks",
            ("Task",),
            [((name,), address(code, "tasks", task)) for name, task in rows],
            add=address(code, "tasks", project=found.name),
            label="Add task",
            event="masterdata.add_tasks",
        )
    ]


def rates_of(code: str, key: int, found: Found) -> list[Part]:
    """The rates of a tax code."""
    rows = TaxRate.objects.filter(tax_code=key).order_by("-valid_from")
    return [
        Part(
            "Rates",
            ("From", "Percent"),
            [((one.valid_from.isoformat(), f"{figures.plain(one.rate_percent)} %"), "") for one in rows],
            add=address(code, "tax-rates", code=found.name),
            label="Add rate",
            event="tax.add_tax_rates",
        )
    ]


def roles_of(code: str, key: int, found: Found) -> list[Part]:
    """What a person is in a company, and how they come in."""
    said = dict(ROLES_OF_PEOPLE) | dict(SCOPES)
    rows = Membership.objects.filter(company__code=code, person=key).order_by("pk")
    return [
        Part(
            "Roles here",
            ("Role", "Over"),
            [
                ((said[one.role].capitalize(), said[one.scope]), address(code, "memberships", one.pk))
                for one in rows
            ],
            add=address(code, "memberships", person=found.name),
            label="Grant role",
            event="people.grant_roles",
        ),
        Part(
            "Log-in",
            ("Comes in with",),
            [(("a password",), "")] if Person.objects.get(pk=key).has_usable_password() else [],
            add=reverse("invitations", kwargs={"code": code}),
            label="Make a link to come in with",
            event="people.make_invitations",
        ),
    ]


def prices_of(code: str, key: int, found: Found) -> list[Part]:
    """The prices of a list."""
    return [
        Part(
            "Prices",
            ("Of", "Price"),
            [((one.of, one.value), "") for one in found.record.prices],
            add=address(code, "prices", price_list=found.name),
            label="Add price",
            event="process.add_prices",
        )
    ]


# What a company begins with

COST = "Cost of hours"
"""What the list is called that costs of hours begin."""


def charge(act: Act, record: UsualTax) -> Any:
    """Charge a tax on all that is sold."""
    said = {name: getattr(record, name) for name in ("code", "name", "category", "legal_text")}
    return charge_tax(act, tax_code=NewTaxCode(**said, rates={LONG_AGO: record.percent}))


def cost_hours(act: Act, record: CostOfHours) -> Any:
    """Say what hours cost: in the list that serves cost, which begins with them where there is none."""
    prices = [NewPrice(role=role, unit_price=cost) for role, cost in record.costs.items()]
    there = PriceList.objects.filter(
        company_id=act.company_id, context="cost", is_default=True, valid_until=None
    ).first()
    if there is not None:
        return add_prices(act, prices={there.name: prices})
    new = NewPriceList(COST, context="cost", is_default=True, prices=prices)
    return add_price_lists(act, price_lists=[new])


# Contracts and their lines


def found_contract(company_id: int, key: int) -> Found | None:
    """A contract without its lines, which have forms of their own."""
    number = next(iter(CONTRACT.known(company_id, ids=[key])), None)
    if number is None:
        return None
    [one] = agreed(company_id=company_id, numbers=[number])
    return Found(number, replace(one.contract, lines=()))


def begun(act: Act, record: BegunContract) -> NewContract:
    """The contract with its first line and prices, as the event takes it."""
    agreed_on = {one.name: getattr(record, one.name) for one in fields(NewContract)}
    agreed_on["prices"] = tuple(
        NewPrice(role=role, unit_price=price) for role, price in record.role_prices.items()
    )
    if record.project is not None:
        name = (
            Project.objects.filter(company_id=act.company_id, code=record.project)
            .values_list("name", flat=True)
            .first()
        )
        agreed_on["lines"] = (NewLine(name=name or record.project, project=record.project),)
    return NewContract(**agreed_on)


def found_line(company_id: int, key: int) -> Found | None:
    """A line of a contract."""
    name = next(iter(LINE.known(company_id, ids=[key])), None)
    if name is None:
        return None
    [one] = agreed(company_id=company_id, numbers=[name.partition("/")[0]])
    line = next(line for line in one.contract.lines if one.line_ids[line.name] == key)
    return Found(f"{line.contract}/{line.name}", line)


def found_schedule(company_id: int, key: int) -> Found | None:
    """The schedule of a contract line."""
    line = found_line(company_id, key)
    if line is None:
        return None
    terms = {one.name: getattr(line.record, one.name) for one in fields(LineSchedule) if one.name != "line"}
    return Found(line.name, LineSchedule(line.name, **terms), seen=(line.record,))


def change_schedule(act: Act, found: Found, values: Mapping[str, Any]) -> Any:
    """Change when a line is billed; its days are written anew."""
    # Versions are told by what the event changes.
    act = replace(act, seen={f"contract line {found.name}": one for one in act.seen.values()})
    return change_contract_lines(act, changes={found.name: values})


# Change orders

APART = " / "
"""What stands between a line and a customer, or a price list and a role."""


def changeable(act: Act, number: str) -> Mapping[str, Mapping[str, str]]:
    """What a change order of a contract may change: its lines, who may pay for them, and prices of its lists."""
    found = agreed(company_id=act.company_id, numbers=[number])
    if not found:
        return {}
    contract = found[0].contract
    lines = {one.name: one.name for one in contract.lines}
    payers = [f"{line}{APART}{account}" for line in lines for account in contract.customers]
    priced = [
        f"{one.price_list.name}{APART}{price.role}"
        for one in (
            price_lists(company_id=act.company_id, names=contract.price_lists) if contract.price_lists else ()
        )
        for price in one.price_list.prices
        if price == NewPrice(role=price.role, unit_price=price.unit_price)
    ]
    return {
        "amounts": lines,
        "limits": lines,
        "shares": {one: one for one in payers},
        "prices": {one: one for one in priced},
        "customer_limits": {account: account for account in contract.customers},
    }


def order_change(act: Act, record: OrderedChange) -> Any:
    """Draft a change order."""
    lines: dict[str, dict[str, Any]] = {}
    for word, values in (("amount", record.amounts), ("limit", record.limits)):
        for line, value in values.items():
            lines.setdefault(line, {})[word] = value
    for line, shares in _by_first(record.shares).items():
        lines.setdefault(line, {})["customers"] = shares
    # The event adds a line that is not there; here that is asked for by itself, and another name is a mistake.
    known = LINE.known(act.company_id, [f"{record.contract}/{line}" for line in lines])
    faults = [
        Fault(f"contract {record.contract}", f"there is no line {line}")
        for line in lines
        if f"{record.contract}/{line}" not in known
    ]
    if faults:
        raise MastersRefused(faults=faults)
    if record.new_line:
        lines[record.new_line] = {
            "project": record.new_line_project,
            "billing_method": record.new_line_method,
            "amount": record.new_line_amount or Decimal(0),
        }
    terms = {"limit": record.contract_limit} if record.contract_limit is not None else {}
    return draft_change_order(
        act,
        contract_id=int(CONTRACT.known(act.company_id, [record.contract]).get(record.contract, 0)),
        name=record.name,
        effective_date=record.effective_date,
        contract=terms | ({"customer_limits": record.customer_limits} if record.customer_limits else {}),
        lines=lines,
        prices=_by_first(record.prices),
    )


def _by_first(values: Mapping[str, Decimal]) -> dict[str, dict[str, Decimal]]:
    """Values of pairs by the first of each."""
    found: dict[str, dict[str, Decimal]] = {}
    for pair, value in values.items():
        first, _, second = pair.rpartition(APART)
        found.setdefault(first, {})[second] = value
    return found


# Prices


def found_price(company_id: int, key: int) -> Found | None:
    """A price, by the identity that the list of prices gives it: even of an hour, odd of a category's unit."""
    model: Any = CategoryPrice if key % 2 else RolePrice
    row = model.objects.filter(pk=key // 2, price_list__company_id=company_id).first()
    if row is None:
        return None
    if key % 2:
        price = NewPrice(
            category=f"{row.category.transaction_class}/{row.category.name}",
            unit=row.unit,
            unit_price=row.unit_price,
            markup_percent=row.markup_percent,
        )
        said = replace(price, category=row.category.name).of
    else:
        price = NewPrice(
            role=row.role and row.role.name,
            resource=row.resource and row.resource.name,
            org_unit=row.org_unit and row.org_unit.name,
            unit_price=row.unit_price,
        )
        said = price.of
    values = {one.name: getattr(price, one.name) for one in fields(NewPrice)}
    record = DatedPrice(price_list=row.price_list.name, **values)
    return Found(f"{row.price_list.name}: {said}", record, seen=(price.value,))


def price_of(record: DatedPrice) -> NewPrice:
    """The price as the events take it."""
    return NewPrice(**{one.name: getattr(record, one.name) for one in fields(NewPrice)})


def change_price(act: Act, found: Found, values: Mapping[str, Any]) -> Any:
    """Change a price, at once or from a day on."""
    record = replace(found.record, **values)
    price = price_of(record)
    # Versions are told by the name that the event gives the price.
    act = replace(act, seen={f"price {record.price_list}: {price.of}": one for one in act.seen.values()})
    return change_prices(act, prices={record.price_list: [price]}, valid_from=record.valid_from)


def found_price_list(company_id: int, key: int) -> Found | None:
    """A price list."""
    name = next(iter(PRICE_LIST.known(company_id, ids=[key])), None)
    if name is None:
        return None
    [one] = price_lists(company_id=company_id, names=[name])
    return Found(name, one.price_list)


# Milestones


def found_milestone(company_id: int, key: int) -> Found | None:
    """A milestone with the parts of all customers, by the identity of one of them."""
    part = Milestone.objects.filter(pk=key, company_id=company_id, quantity=None).first()
    if part is None:
        return None
    line = f"{part.contract.number}/{part.contract_line.name}"
    amounts = Milestone.objects.filter(contract_line=part.contract_line_id, name=part.name)
    total = sum(amounts.values_list("transaction_amount", flat=True), Decimal(0))
    record = PlannedMilestone(line, part.name, part.milestone_date, total)
    seen = NewMilestone(part.name, part.milestone_date, total)
    return Found(f"{line}/{part.name}", record, seen=(seen,))


def kept_of_milestone(row: Mapping[str, Any]) -> tuple[str, int]:
    """The form of a milestone; a product is kept by its contract line."""
    if row["quantity"] is None:
        return "milestones", row["milestone_id"]
    return "contract-lines", row["contract_line_id"]


def _line_id(act: Act, line: str) -> int:
    """Identity of a line; 0, which none has, where there is none of the name."""
    return int(LINE.known(act.company_id, [line]).get(line, 0))


def plan_milestone(act: Act, record: PlannedMilestone) -> Any:
    """Plan a milestone."""
    planned = NewMilestone(record.name, record.milestone_date, record.transaction_amount)
    return create_milestones(act, contract_line_id=_line_id(act, record.line), milestones=[planned])


def change_milestone(act: Act, found: Found, values: Mapping[str, Any]) -> Any:
    """Change a milestone."""
    change = {found.record.name: ChangedMilestone(**values)}
    return change_milestones(act, contract_line_id=_line_id(act, found.record.line), changes=change)


def delete_milestone(act: Act, found: Found) -> Any:
    """Take a milestone away."""
    return delete_milestones(
        act, contract_line_id=_line_id(act, found.record.line), names=[found.record.name]
    )


def plan_period(act: Act, record: MilestonesOverPeriod) -> Any:
    """Plan milestones in equal parts over a period."""
    said = {one.name: getattr(record, one.name) for one in fields(record) if one.name != "line"}
    return generate_milestones(act, contract_line_id=_line_id(act, record.line), **said)


def tell_progress(act: Act, record: LineProgress) -> Any:
    """Say how much of a line is complete: what is not billed of it is ready to invoice."""
    said = {one.name: getattr(record, one.name) for one in fields(record) if one.name != "line"}
    return prepare_progress(act, contract_line_ids=[_line_id(act, record.line)], **said)


# Retainers


def found_retainer(company_id: int, key: int) -> Found | None:
    """A retainer."""
    one = (
        Retainer.objects.select_related("contract", "customer", "contract_line")
        .filter(pk=key, company_id=company_id)
        .first()
    )
    if one is None:
        return None
    record = AgreedRetainer(
        contract=one.contract.number,
        customer=one.customer.account,
        line=f"{one.contract.number}/{one.contract_line.name}" if one.is_of_line else None,
        expires_on=one.expires_on,
        **{name: getattr(one, name) for name in CHANGED_OF_RETAINER}
        | ({} if one.hours is None else {"transaction_amount": None}),
    )
    seen = NewRetainer(**{name: getattr(one, name) for name in CHANGED_OF_RETAINER})
    return Found(f"{record.contract}/{one.name}", record, seen=(seen,))


def agree_retainer(act: Act, record: AgreedRetainer) -> Any:
    """Agree on a retainer."""
    payer = (
        CUSTOMER.known(act.company_id, [record.customer]).get(record.customer) if record.customer else None
    )
    return add_retainers(
        act,
        contract_id=int(CONTRACT.known(act.company_id, [record.contract]).get(record.contract, 0)),
        customer_id=int(payer) if payer else None,
        contract_line_id=_line_id(act, record.line) if record.line else None,
        retainers=[NewRetainer(**{one.name: getattr(record, one.name) for one in fields(NewRetainer)})],
    )


def change_retainer(act: Act, found: Found, values: Mapping[str, Any]) -> Any:
    """Change a retainer."""
    return change_retainers(act, changes={_retainer_id(act, found): ChangedRetainer(**values)})


def delete_retainer(act: Act, found: Found) -> Any:
    """Take a retainer away."""
    return delete_retainers(act, retainer_ids=[_retainer_id(act, found)])


def _retainer_id(act: Act, found: Found) -> int:
    of = found.record
    agreed = Retainer.objects.filter(company_id=act.company_id, contract__number=of.contract, name=of.name)
    return agreed.get(customer__account=of.customer).pk


# Companies, people, profiles


def found_company(company_id: int, key: int) -> Found | None:
    """The company of the address."""
    if key != company_id:
        return None
    kinds = [next(iter(described(company_id, kind).items())) for kind in (COMPANY, TAX_DEFAULTS)]
    parts = tuple(record for _, record in kinds)
    values = {one.name: getattr(part, one.name) for part in parts for one in fields(part)}
    return Found(kinds[0][0], WholeCompany(**values), seen=parts)


def found_rule(company_id: int, key: int) -> Found | None:
    """A profile rule."""
    row = ProfileRule.objects.filter(pk=key, company_id=company_id).select_related("profile").first()
    if row is None:
        return None
    name = next(iter(PROFILE_RULE.known(company_id, ids=[key])))
    record = NewProfileRule(
        profile=row.profile.code,
        project=row.project and row.project.code,
        project_group=row.project_group,
        contract=row.contract and row.contract.number,
    )
    return Found(name, record, seen=(described(company_id, PROFILE_RULE, [name])[name],))


def nothing(company_id: int, key: int) -> None:
    """What is only added has no record to show."""


def here(form: str) -> Callable[[str, str, Any], str]:
    """The way to the form of what was added, whose identity the event answers by its name."""

    def then(code: str, name: str, answer: Any) -> str:
        return address(code, form, next(iter(answer.values()))) if isinstance(answer, dict) else ""

    return then


FURTHER: Mapping[str, Mapping[str, Any]] = {
    "customers": {"lines": ("address",)},
    "projects": {"parts": tasks_of, "then": here("projects")},
    "message-texts": {"lines": ("body",)},
    "tax-codes": {"lines": ("legal_text",), "parts": rates_of, "then": here("tax-codes")},
}
"""What the form of a kind has besides."""


def kinds() -> list[Kind]:
    """Every kind of masters that events of its own add and change."""
    return [
        kind
        for room in ROOMS
        for kind in vars(room).values()
        if isinstance(kind, Kind) and kind.events and kind.record.__module__.split(".")[1] in room.__name__
    ]


def _of_kinds() -> list[Form]:
    made = []
    for kind in kinds():
        path = kind.events.replace("_", "-")
        further = dict(FURTHER.get(path, {}))
        further["suggests"] = {one: SUGGESTED[one] for one in kind.fields if one in SUGGESTED}
        made.append(of_kind(kind, screen=SCREENS.get(path, path), **further))
    return made


SPECIAL = (
    Form(
        path="contracts",
        noun="contract",
        record=BegunContract,
        screen="contracts",
        lookups={
            "currency": CURRENCIES,
            "terms": TERMS_OF_PAYMENT,
            "tax_group": TAX_GROUPS,
            "manager": PEOPLE,
            "rounding": CUSTOMERS,
            "price_lists": PRICE_LISTS,
            "project": PROJECTS,
        },
        tables={
            "role_prices": (ROLES, None),
            "customers": (CUSTOMERS, None),
            "customer_limits": (CUSTOMERS, None),
            "bill_to": (CUSTOMERS, None),
            "customer_terms": (CUSTOMERS, TERMS_OF_PAYMENT),
        },
        fixed=("number", "currency"),
        apart=("project", "role_prices"),
        leads=("number", "name", "currency", "customers", "project", "role_prices"),
        absent=("prices", "lines"),
        adds=lambda act, record: add_contracts(act, contracts=[begun(act, record)]),
        changes=lambda act, found, values: change_contracts(act, changes={found.name: values}),
        add_event="process.add_contracts",
        change_event="process.change_contracts",
        found=found_contract,
        foresees=True,
        then=lambda code, name, answer: contract_page(code, name),
    ),
    Form(
        path="contract-lines",
        noun="contract line",
        record=NewLine,
        screen="contract-lines",
        lookups={
            "contract": CONTRACTS,
            "project": PROJECTS,
            "rounding": CUSTOMERS,
            "category": CATEGORIES,
        },
        choices={"billing_method": words([word for word, _ in BILLING_METHODS]), "classes": words(CLASSES)},
        tables={
            "tasks": (TASK_NAMES, BILLED),
            "customers": (CUSTOMERS, None),
            "customer_limits": (CUSTOMERS, None),
            "roles": (ROLES, BILLED),
            "categories": (CATEGORIES, BILLED),
        },
        fixed=("contract", "billing_method"),
        required=("contract",),
        within=("contract",),
        adds=lambda act, record: add_contract_lines(act, lines=[record]),
        changes=lambda act, found, values: change_contract_lines(act, changes={found.name: values}),
        add_event="process.add_contract_lines",
        change_event="process.change_contract_lines",
        found=found_line,
        foresees=True,
    ),
    Form(
        path="change-orders",
        noun="change order",
        record=OrderedChange,
        screen="change-orders",
        lookups={"contract": CONTRACTS, "new_line_project": PROJECTS},
        choices={"new_line_method": words([word for word, _ in BILLING_METHODS])},
        tables={"customer_limits": (CUSTOMERS, None)},
        within=("contract",),
        leads=("name", "effective_date"),
        adds=order_change,
        add_event="process.draft_change_order",
        found=nothing,
        is_shown=False,
        foresees=True,
        narrows=changeable,
    ),
    Form(
        path="invoice-schedules",
        noun="invoice schedule",
        record=LineSchedule,
        lookups={"line": LINES},
        suggests={"schedule": SCHEDULES},
        fixed=("line",),
        changes=change_schedule,
        change_event="process.change_contract_lines",
        found=found_schedule,
    ),
    Form(
        path="prices",
        noun="price",
        record=DatedPrice,
        screen="prices",
        lookups={
            "price_list": PRICE_LISTS,
            "role": ROLES,
            "resource": RESOURCES,
            "org_unit": ORG_UNITS,
            "category": CATEGORIES,
        },
        fixed=("price_list", "role", "resource", "org_unit", "category", "unit"),
        within=("price_list",),
        adds=lambda act, record: add_prices(act, prices={record.price_list: [price_of(record)]}),
        changes=change_price,
        add_event="process.add_prices",
        change_event="process.change_prices",
        found=found_price,
        foresees=True,
    ),
    Form(
        path="price-lists",
        noun="price list",
        own="price_list",
        record=NewPriceList,
        screen="prices",
        lookups={"currency": CURRENCIES},
        choices={"context": {"sales": "Sales", "cost": "Cost"}},
        absent=("prices",),
        adds=lambda act, record: add_price_lists(act, price_lists=[record]),
        add_event="agreements.add_price_lists",
        found=found_price_list,
        parts=prices_of,
        then=here("price-lists"),
    ),
    Form(
        path="milestones",
        noun="milestone",
        record=PlannedMilestone,
        screen="milestones",
        lookups={"line": LINES},
        fixed=("line",),
        within=("line",),
        adds=plan_milestone,
        changes=change_milestone,
        removes=delete_milestone,
        add_event="billing.create_milestones",
        change_event="billing.change_milestones",
        remove_event="billing.delete_milestones",
        found=found_milestone,
    ),
    Form(
        path="milestones-over-period",
        noun="milestones over a period",
        record=MilestonesOverPeriod,
        screen="milestones",
        lookups={"line": LINES},
        suggests={"schedule": {one: one for one in SCHEDULES if one != "by milestone"}},
        within=("line",),
        adds=plan_period,
        add_event="billing.generate_milestones",
        found=nothing,
        is_shown=False,
    ),
    Form(
        path="progress",
        noun="progress",
        record=LineProgress,
        screen="milestones",
        lookups={"line": LINES},
        within=("line",),
        adds=tell_progress,
        add_event="billing.prepare_progress",
        found=nothing,
        is_shown=False,
    ),
    Form(
        path="retainers",
        noun="retainer",
        record=AgreedRetainer,
        screen="retainers",
        lookups={"contract": CONTRACTS, "customer": CUSTOMERS, "line": LINES},
        fixed=("contract", "customer", "line", "expires_on"),
        apart=("parts", "months"),
        within=("contract",),
        adds=agree_retainer,
        changes=change_retainer,
        removes=delete_retainer,
        add_event="billing.add_retainers",
        change_event="billing.change_retainers",
        remove_event="billing.delete_retainers",
        found=found_retainer,
    ),
    Form(
        path="company",
        noun="company",
        record=WholeCompany,
        lookups={
            "terms": TERMS_OF_PAYMENT,
            "default_item_tax_group": ITEM_TAX_GROUPS,
            "milestone_item_tax_group": ITEM_TAX_GROUPS,
        },
        choices={**choices_of(COMPANY), **choices_of(TAX_DEFAULTS)},
        suggests={"country": COUNTRIES, "time_zone": ZONES},
        lines=("address", "contact"),
        changes=lambda act, found, values: change_company(act, changes=values),
        change_event="process.change_company",
        found=found_company,
    ),
    Form(
        path="people",
        noun="person",
        record=NewPerson,
        screen="people",
        fixed=("username",),
        adds=lambda act, record: invite_people(act, people=[record]),
        changes=lambda act, found, values: change_people(act, changes={found.name: values}),
        add_event="people.invite_people",
        change_event="people.change_people",
        found=found_of(PERSON),
        parts=roles_of,
        then=here("people"),
    ),
    Form(
        path="memberships",
        noun="role",
        record=Grant,
        screen="people",
        lookups={"person": PEOPLE},
        choices={
            "role": {word: said.capitalize() for word, said in ROLES_OF_PEOPLE},
            "scope": {word: said.capitalize() for word, said in SCOPES},
        },
        fixed=("person", "role"),
        within=("person",),
        adds=lambda act, record: grant_roles(act, grants=[record]),
        changes=lambda act, found, values: grant_roles(act, grants=[replace(found.record, **values)]),
        removes=lambda act, found: revoke_roles(
            act, revocations=[Revocation(found.record.person, found.record.role)]
        ),
        add_event="people.grant_roles",
        change_event="people.grant_roles",
        remove_event="people.revoke_roles",
        remove_word="Revoke",
        found=found_of(MEMBERSHIP),
    ),
    Form(
        path="tax-rates",
        noun="tax rate",
        record=DatedRate,
        screen="tax-codes",
        lookups={"code": TAX_CODES},
        within=("code",),
        adds=lambda act, record: add_tax_rates(act, rates={record.code: {record.valid_from: record.percent}}),
        add_event="tax.add_tax_rates",
        found=nothing,
        is_shown=False,
    ),
    Form(
        path="usual-tax",
        noun="tax",
        record=UsualTax,
        screen="tax-codes",
        choices={"category": choices_of(TAX_CODE)["category"]},
        lines=("legal_text",),
        adds=charge,
        add_event="tax.charge_tax",
        found=nothing,
        is_shown=False,
    ),
    Form(
        path="cost-of-hours",
        noun="cost of hours",
        record=CostOfHours,
        screen="prices",
        tables={"costs": (ROLES, None)},
        adds=cost_hours,
        add_event="process.add_prices",
        found=nothing,
        is_shown=False,
    ),
    Form(
        path="years",
        noun="fiscal year",
        record=FiscalYear,
        screen="years",
        adds=lambda act, record: add_fiscal_years(act, years=[record.year]),
        add_event="ledger.add_fiscal_years",
        found=nothing,
        is_shown=False,
    ),
    Form(
        path="profile-rules",
        noun="profile rule",
        record=NewProfileRule,
        screen="contracts",
        lookups={"profile": PROFILES, "project": PROJECTS, "contract": CONTRACTS},
        fixed=("project", "project_group", "contract"),
        within=("contract",),
        adds=lambda act, record: set_profile_rules(act, rules=[record]),
        changes=lambda act, found, values: set_profile_rules(act, rules=[replace(found.record, **values)]),
        add_event="accounting.set_profile_rules",
        change_event="accounting.set_profile_rules",
        found=found_rule,
    ),
)
"""Forms whose records their events take in another shape."""

FORMS: Mapping[str, Form] = {one.path: one for one in (*_of_kinds(), *SPECIAL)}
"""Every form by its place in the address."""
