"""The world of a description: a company in compact form, read part by part and handed to the events of the rooms."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from unbilled.accounting.events.add_line_properties import add_line_properties
from unbilled.accounting.events.add_posting_rules import add_posting_rules
from unbilled.accounting.events.add_profiles import add_profiles
from unbilled.accounting.events.change_line_properties import change_line_properties
from unbilled.accounting.events.change_posting_rules import change_posting_rules
from unbilled.accounting.events.change_profiles import change_profiles
from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.kinds import LINE_PROPERTY, POSTING_RULE, PROFILE
from unbilled.accounting.records import NewLineProperty, NewPostingRule, NewProfile, NewProfileRule
from unbilled.agreements.events.add_contracts import add_contracts
from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.events.add_prices import add_prices
from unbilled.agreements.models import Contract, ContractLine, PriceList
from unbilled.agreements.records import CLASSES, LONG_AGO, NewContract, NewLine, NewPrice, NewPriceList
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.models import Milestone
from unbilled.companies.events.add_exchange_rates import add_exchange_rates
from unbilled.companies.events.add_number_series import add_number_series
from unbilled.companies.events.add_terms import add_terms
from unbilled.companies.events.change_exchange_rates import change_exchange_rates
from unbilled.companies.kinds import DIMENSIONS, EXCHANGE_RATE
from unbilled.companies.models import Company, TermsOfPayment
from unbilled.companies.records import CompanyParameters, NewExchangeRate, NewNumberSeries, NewTerms
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import Kind, described
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.reading import (
    GIVEN,
    Arguments,
    DescriptionUnreadable,
    Lined,
    Place,
    not_below_zero,
    number,
    plain,
    unknown,
)
from unbilled.ledger.events.add_accounts import add_accounts
from unbilled.ledger.events.change_accounts import change_accounts
from unbilled.ledger.kinds import ACCOUNT
from unbilled.ledger.models import FiscalPeriod, MainAccount
from unbilled.ledger.records import NewAccount
from unbilled.masterdata.events.add_categories import add_categories
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.events.add_org_units import add_org_units
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.events.add_resources import add_resources
from unbilled.masterdata.events.add_roles import add_roles
from unbilled.masterdata.events.add_tasks import add_tasks
from unbilled.masterdata.models import Category, Customer, OrgUnit, Project, Resource, Role, Task
from unbilled.masterdata.records import (
    NewCategory,
    NewCustomer,
    NewOrgUnit,
    NewProject,
    NewResource,
    NewRole,
    NewTask,
)
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.models import Person
from unbilled.people.records import Grant, NewPerson
from unbilled.process.events.change_company import change_company
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.open_company import open_company
from unbilled.tax.events.add_item_tax_groups import add_item_tax_groups
from unbilled.tax.events.add_tax_codes import add_tax_codes
from unbilled.tax.events.add_tax_groups import add_tax_groups
from unbilled.tax.models import ItemTaxGroup, TaxCode, TaxGroup
from unbilled.tax.records import NewItemTaxGroup, NewTaxCode, NewTaxGroup, TaxDefaults

COST_LIST = "Cost"
# Where scenarios take place, so that what they post can be issued. A company's file says it.
AT_HOME: dict[str, Any] = {"address": "1 Home Street\nHometown HT1 1AA", "country": "GB"}
TAXED_AT_HOME = {"vat_id": "GB 100 0000 34"}
MUST_SAY = ("code", "name", "accounting_currency", "first_fiscal_year")
# Words that differ from those of the plain records.
WORDS_OF_COMPANY = {"journal_grouping": "grouping"}
# What is known by a name when a description adds to a company, and the field that holds the name.
KNOWN: dict[str, tuple[Any, str]] = {
    "periods": (FiscalPeriod, "starts_on"),
    "accounts": (MainAccount, "number"),
    "tax_codes": (TaxCode, "code"),
    "tax_groups": (TaxGroup, "code"),
    "item_tax_groups": (ItemTaxGroup, "code"),
    "terms": (TermsOfPayment, "code"),
    "roles": (Role, "name"),
    "org_units": (OrgUnit, "name"),
    "resources": (Resource, "name"),
    "projects": (Project, "code"),
    "contracts": (Contract, "number"),
    "price_lists": (PriceList, "name"),
}


@dataclass
class World:
    """A company, the act in which it is described, and what people call its records."""

    act: Act
    accounting_currency: str
    ids: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def company_id(self) -> int:
        """The company."""
        return self.act.company_id

    @property
    def person_id(self) -> int:
        """Who described it."""
        return self.act.person_id

    def id(self, kind: str, name: object) -> int:
        """The identity of a record by the name the scenario gives it.

        Args:
            kind: What it is, in the plural: customers, projects, contracts, entries and so on.
            name: Its name.

        Raises:
            DescriptionUnreadable: Nothing of that kind has the name.
        """
        try:
            return self.ids[kind][str(name)]
        except KeyError:
            raise unknown(f"name among {kind}", name, self.ids[kind]) from None

    def maybe(self, kind: str, name: object) -> int | None:
        """The same, where no name is no record."""
        return None if name is None else self.id(kind, name)

    def know(self) -> None:
        """Learn what the company has."""
        for kind, (model, name) in KNOWN.items():
            rows = model.objects.filter(company_id=self.company_id).order_by("id").values_list(name, "id")
            self.ids[kind] = {f"{each:%Y-%m}" if kind == "periods" else each: key for each, key in rows}
        mine = {"company_id": self.company_id}
        tasks = Task.objects.filter(**mine).order_by("id").values_list("project__code", "name", "id")
        self.ids["tasks"] = {f"{project}/{name}": key for project, name, key in tasks}
        lines = (
            ContractLine.objects.filter(**mine).order_by("id").values_list("contract__number", "name", "id")
        )
        self.ids["lines"] = {f"{contract}/{name}": key for contract, name, key in lines}
        categories = Category.objects.filter(**mine).order_by("id")
        for of, name, key in categories.values_list("transaction_class", "name", "id"):
            self.ids["categories"] |= {name: key, f"{of}/{name}": key}
        for account, name, key in (
            Customer.objects.filter(**mine).order_by("id").values_list("account", "name", "id")
        ):
            self.ids["customers"] |= {account: key, name: key}


@transaction.atomic
def build_world(act: Act, given: Any, *, place: Place | None = None, declared: bool = False) -> World:
    """Build the world that a description gives: a company that is new, and what it needs.

    Args:
        act: Who describes it.
        given: The description, read from YAML.
        place: Told where the reading is.
        declared: Nothing is taken for granted: the company says who it is, tax is said, and what is named has
            a part of its own. Without it, a scenario's defaults hold.

    Returns:
        The company and the names of its records.

    Raises:
        DescriptionUnreadable: A word has no meaning, or a name is not there.
        CompanyExists: There is a company of the code.
        Refusal: What the events refuse that it calls.
    """
    place = place or Place()
    said = Arguments(given, where=GIVEN)
    with place.at(said.line("company")):
        company = Arguments(said.take("company"), where="company")
        for word in MUST_SAY if declared else ():
            if word not in company:
                raise DescriptionUnreadable(reason=f"company lacks {word}")
        if declared and "tax" not in said:
            raise DescriptionUnreadable(reason="tax is not said; without tax say, for example, VAT0: 0")
        world = _open(act, company, place, {} if declared else AT_HOME | TAXED_AT_HOME)
    reader = _Reader(world, place, declared=declared, opens=True)
    reader.company(company, said)
    reader.build(said)
    said.finish()
    return world


@transaction.atomic
def extend_world(act: Act, given: Any, *, place: Place | None = None) -> World:
    """Add what a description gives to a company that is there.

    Args:
        act: Who adds it, and to which company.
        given: The description, read from YAML, without ``company``; ``rates`` are a part of their own.
        place: Told where the reading is.

    Returns:
        The company with the names of its records, old and new.

    Raises:
        DescriptionUnreadable: A word has no meaning, a name is not there, or one is there already.
        Refusal: What the events refuse that it calls.
    """
    said = Arguments(given, where=GIVEN)
    currency = Company.objects.get(pk=act.company_id).accounting_currency_id
    world = World(act, currency)
    _Reader(world, place or Place(), declared=True, opens=False).build(said)
    said.finish()
    return world


def _open(act: Act, company: Arguments, place: Place, usual: Mapping[str, str]) -> World:
    code = company.text("code") if "code" in company else "HOME"
    currency = company.text("accounting_currency", "EUR")
    place.note(f"company {code}", company)
    details: dict[str, Any] = dict(usual)
    for one in fields(CompanyParameters):
        word = WORDS_OF_COMPANY.get(one.name, one.name)
        if word in company and one.name not in ("name", "terms"):
            details[one.name] = company.name(word) if isinstance(one.default, str) else company.take(word)
    if details.get("daily_limit_minutes") == "none":
        details["daily_limit_minutes"] = None
    with place.told():
        company_id = open_company(
            act,
            code=code,
            name=company.text("name", "Home Office Ltd"),
            accounting_currency=currency,
            reporting_currency=company.name("reporting_currency"),
            first_fiscal_year=company.whole("first_fiscal_year", 2026, 1990),
            years=company.whole("years", 2, 1),
            is_demonstration=company.flag("demonstration"),
            details=details,
        )
    return World(replace(act, company_id=company_id), currency)


class _Reader:
    """Reads the parts in the order in which they refer to each other; each becomes plain records for its event."""

    def __init__(self, world: World, place: Place, *, declared: bool, opens: bool) -> None:
        """Begin.

        Args:
            world: The company.
            place: Told where the reading is.
            declared: What is named has a part of its own; without it, it is made where it is named.
            opens: What opening the company made may be said otherwise.
        """
        self.world, self.place, self.declared, self.opens = world, place, declared, opens
        self.world.know()
        self.ids = world.ids
        customers = Customer.objects.filter(company_id=world.company_id).order_by("-id")
        self.accounts = dict(customers.values_list("name", "account"))
        self.accounts |= {account: account for account in self.accounts.values()}
        self.dimension_sets: dict[str, Mapping[str, str]] = {}
        self.costs: list[NewPrice] = []
        self.made: dict[str, dict[str, Any]] = {"roles": {}, "customers": {}, "projects": {}, "tasks": {}}

    # How a part becomes records, and records what the company has

    def each(self, said: Arguments, part: str) -> Iterator[tuple[str, Any]]:
        """What a part names, one by one; where each stands is noted."""
        with self.place.at(said.line(part)):
            named = said.mapping(part)
            for name, value in named.items():
                with self.place.at(named.lines.get(name)):
                    yield str(name), value

    def hand(self, event: Callable[..., Any], /, **asked: Any) -> Any:
        """Hand records to their event, after those that they name for the first time."""
        if not any(asked.values()):
            return {}
        made, self.made = self.made, {kind: {} for kind in self.made}
        makings: dict[str, Callable[..., dict[str, int]]] = {
            "roles": add_roles,
            "customers": add_customers,
            "projects": add_projects,
            "tasks": add_tasks,
        }
        for kind, making in makings.items():
            with self.place.told():
                self.ids[kind] |= (
                    making(self.world.act, **{kind: list(made[kind].values())}) if made[kind] else {}
                )
        with self.place.told():
            return event(self.world.act, **asked)

    def settle(
        self, kind: Kind, add: Callable[..., Any], change: Callable[..., Any], records: Sequence[Any]
    ) -> None:
        """Add records; what opening the company made becomes what is said of it."""
        names = [kind.named({one: getattr(record, one) for one in kind.fields}) for record in records]
        there = kind.known(self.world.company_id, names) if self.opens else {}
        still = (*kind.keys, *kind.fixed)
        changes = {
            name: {one: getattr(record, one) for one in kind.fields if one not in still}
            for name, record in zip(names, records, strict=True)
            if name in there
        }
        word = add.__name__.removeprefix("add_")
        self.hand(change, changes=changes)
        self.hand(add, **{word: [one for name, one in zip(names, records, strict=True) if name not in there]})

    def noted(self, kind: str, name: object, said: Arguments) -> None:
        """Note where a record stands, for what its event will say of it."""
        self.place.note(f"{kind} {name}", said)

    def role(self, name: object) -> str:
        """A role that something names."""
        if not self.declared and str(name) not in self.ids["roles"]:
            self.made["roles"][str(name)] = NewRole(str(name))
        return str(name)

    def account(self, name: object) -> str:
        """The account of a customer that something names.

        Raises:
            DescriptionUnreadable: There is no such customer.
        """
        if str(name) not in self.accounts:
            if self.declared:
                raise unknown("name among customers", name, self.accounts)
            self.accounts[str(name)] = str(name)
            self.made["customers"][str(name)] = NewCustomer(
                str(name), tax_group=self.first("tax_groups"), **AT_HOME
            )
        return self.accounts[str(name)]

    def project(self, name: object) -> str:
        """A project that something names."""
        if not self.declared and str(name) not in self.ids["projects"]:
            self.made["projects"][str(name)] = NewProject(str(name))
        return str(name)

    def task(self, project: str, name: str) -> str:
        """A task that a line names; a project has it from then on."""
        key = f"{project}/{name}"
        if key not in self.ids["tasks"]:
            self.made["tasks"][key] = NewTask(project, name)
        return name

    def first(self, kind: str) -> str | None:
        """The first of a kind, which serves whatever names none."""
        return next(iter(self.ids[kind]), None)

    def dimensions(self, said: Arguments) -> Mapping[str, str] | None:
        """Dimensions, written out or by the name that the description gives them."""
        value = said.take("dimensions")
        if value is None:
            return None
        if isinstance(value, Mapping):
            return {str(key): str(each) for key, each in value.items()}
        if str(value) not in self.dimension_sets:
            raise unknown("name among dimensions", value, self.dimension_sets)
        return self.dimension_sets[str(value)]

    # Parts of the company

    def company(self, company: Arguments, said: Arguments) -> None:
        """Rates, tax and terms, and the company's parameters, which name them."""
        with self.place.at(said.line("company")):
            self.rates(company.mapping("rates"))
        self.tax(said, defaults=not self.declared)
        self.terms(said)
        groups = {
            word: none_of(company.text(word, self.first("item_tax_groups") or "none"))
            for word in ("default_item_tax_group", "milestone_item_tax_group")
        }
        currency = company.text("cost_currency", self.world.accounting_currency)
        with self.place.at(said.line("company")):
            point = company.text("tax_point", TaxDefaults.tax_point)
            self.hand(change_company, changes={"terms": company.name("terms"), **groups, "tax_point": point})
            company.finish()
            if currency != "none" and COST_LIST not in said.peek("price_lists"):
                cost = NewPriceList(COST_LIST, context="cost", currency=currency, is_default=True)
                self.hand(add_price_lists, price_lists=[cost])

    def build(self, said: Arguments) -> None:
        """Everything else, of a company that is new or of one that is there."""
        with self.place.at(said.line("rates")):
            self.rates(said.mapping("rates"))
        self.tax(said, defaults=False)
        self.terms(said)
        self.people(said)
        self.series(said)
        for name, values in self.each(said, "dimensions"):
            self.dimension_set(name, values)
        self.ids["roles"] |= self.hand(
            add_roles, roles=[self.new_role(*one) for one in self.each(said, "roles")]
        )
        self.hand(add_org_units, org_units=[NewOrgUnit(str(name)) for name in said.names("org_units")])
        resources = [self.new_resource(*one) for one in self.each(said, "resources")]
        self.ids["resources"] |= self.hand(add_resources, resources=resources)
        self.categories(said)
        customers = [self.new_customer(*one) for one in self.each(said, "customers")]
        self.ids["customers"] |= self.hand(add_customers, customers=customers)
        self.profiles(said)
        self.projects(said)
        self.price_lists(said)
        self.set_costs()
        self.contracts(said)
        self.profile_rules(said)
        self.books(said)
        self.world.know()
        self.ids["customers"] |= {
            name: self.ids["customers"][account] for name, account in self.accounts.items()
        }
        sets = {name: DIMENSIONS.spoken(values) for name, values in self.dimension_sets.items()}
        found = DIMENSIONS.found(self.world.act, self.dimension_sets.values())
        self.ids["dimensions"] = {name: found[spoken] for name, spoken in sets.items()}

    def rates(self, said: Lined) -> None:
        """Exchange rates."""
        self.hand(add_exchange_rates, exchange_rates=read_rates(self.world, said, self.place))

    def tax(self, said: Arguments, *, defaults: bool) -> None:
        """Tax codes and groups; without a word about groups, the usual ones."""
        codes = [self.new_tax_code(*one) for one in self.each(said, "tax")]
        if defaults and not codes:
            codes = [NewTaxCode("VAT20", rates={LONG_AGO: Decimal(20)})]
        self.ids["tax_codes"] |= self.hand(add_tax_codes, tax_codes=codes)
        groups = [
            NewTaxGroup(name, self.codes("tax group", name, listed))
            for name, listed in self.each(said, "tax_groups")
        ]
        items = [
            NewItemTaxGroup(name, self.codes("item tax group", name, listed))
            for name, listed in self.each(said, "item_tax_groups")
        ]
        if codes and not groups and not self.ids["tax_groups"]:
            groups = [NewTaxGroup("DOMESTIC", [one.code for one in codes])]
        if codes and not items and not self.ids["item_tax_groups"]:
            items = [NewItemTaxGroup(one.code, [one.code]) for one in codes]
        self.ids["tax_groups"] |= self.hand(add_tax_groups, tax_groups=groups)
        self.ids["item_tax_groups"] |= self.hand(add_item_tax_groups, item_tax_groups=items)

    def codes(self, kind: str, name: str, listed: Any) -> list[str]:
        """The codes of a group."""
        said = Arguments({"codes": listed}, where=f"{kind} {name}")
        self.noted(kind, name, said)
        return [str(code) for code in said.names("codes")]

    def new_tax_code(self, code: str, value: Any) -> NewTaxCode:
        """A tax code with its rates."""
        said = Arguments(value, where=f"tax {code}", main="rate")
        self.noted("tax code", code, said)
        dated = said.mapping("rates") or Lined({LONG_AGO: said.need("rate")})
        days = days_of(dated, f"rates of tax {code}")
        made = NewTaxCode(
            code=code,
            name=said.text("name"),
            category=said.text("category", "S"),
            legal_text=said.text("legal_text"),
            rates={
                day: number(dated[day], f"the rate of tax {code}", dated.lines.get(day, 0))
                for day in sorted(days)
            },
        )
        said.finish()
        return made

    def terms(self, said: Arguments) -> None:
        """Terms of payment."""
        self.ids["terms"] |= self.hand(
            add_terms, terms=[self.new_terms(*one) for one in self.each(said, "terms")]
        )

    def new_terms(self, code: str, value: Any) -> NewTerms:
        """Terms of payment."""
        said = Arguments(value, where=f"terms {code}", main="net_days")
        self.noted("terms of payment", code, said)
        made = NewTerms(
            code=code,
            net_days=said.whole("net_days", 0),
            net_months=said.whole("net_months", 0),
            end_of_month=said.flag("end_of_month"),
            text=said.text("text"),
        )
        said.finish()
        return made

    def people(self, said: Arguments) -> None:
        """People and what they are in the company; who is there already is only granted roles."""
        named = dict(self.each(said, "people"))
        there = set(Person.objects.filter(username__in=named).values_list("username", flat=True))
        people, grants = [], []
        for name, value in named.items():
            person = Arguments(value, where=f"person {name}", main="roles")
            self.noted("person", name, person)
            who = {one: person.text(one) for one in ("first_name", "last_name", "email")}
            if name not in there:
                people.append(NewPerson(name, **who))
            for role, scope in person.mapping("roles").items():
                grants.append(Grant(name, str(role), "all" if scope is None else str(scope)))
            person.finish()
        self.hand(invite_people, people=people)
        self.hand(grant_roles, grants=grants)

    def series(self, said: Arguments) -> None:
        """Number series: prefix and digits, of all years or by fiscal year."""
        series = []
        for name, value in self.each(said, "number_series"):
            kind, _, year = name.partition(" ")
            one = Arguments(value, where=f"number series {name}", main="prefix")
            self.noted("number series", f"{kind}/{year or 0}", one)
            series.append(
                NewNumberSeries(
                    kind,
                    fiscal_year=int(year) if year.isdecimal() else 0,
                    prefix=one.text("prefix"),
                    digits=one.whole("digits", 5),
                )
            )
            one.finish()
        self.hand(add_number_series, number_series=series)

    def dimension_set(self, name: str, values: Any) -> None:
        """Dimensions that other parts name."""
        if not isinstance(values, Mapping):
            raise DescriptionUnreadable(reason=f"dimensions {name} is not like {{department: 200}}")
        self.dimension_sets[name] = {str(key): str(value) for key, value in values.items()}

    def new_role(self, name: str, value: Any) -> NewRole:
        """A role, and what its hour costs."""
        said = Arguments(value, where=f"role {name}", main="billing_type")
        self.noted("role", name, said)
        made = NewRole(name, billing_type=said.text("billing_type", "chargeable"))
        self.cost(said, role=name)
        return made

    def new_resource(self, name: str, value: Any) -> NewResource:
        """A resource, and what its hour costs."""
        said = Arguments(value, where=f"resource {name}", main="role")
        self.noted("resource", name, said)
        role = said.name("role")
        made = NewResource(
            name=name,
            email=said.text("email"),
            role=self.role(role) if role else None,
            org_unit=said.name("org_unit"),
        )
        self.cost(said, resource=name)
        return made

    def categories(self, said: Arguments) -> None:
        """Categories, and what their unit costs."""
        records = [self.new_category(*one) for one in self.each(said, "categories")]
        added = self.hand(add_categories, categories=records)
        self.ids["categories"] |= {name.partition("/")[2]: key for name, key in added.items()} | added

    def new_category(self, name: str, value: Any) -> NewCategory:
        """A category; of one whose name is that of others too, ``expense/Travel`` names its class."""
        said = Arguments(value, where=f"category {name}", main="class")
        of, _, short = name.rpartition("/") if name.partition("/")[0] in CLASSES else ("", "", name)
        transaction_class = str(of or said.need("class"))
        self.noted("category", f"{transaction_class}/{short}", said)
        if transaction_class not in CLASSES:
            raise unknown("class", transaction_class, CLASSES)
        made = NewCategory(
            name=short,
            transaction_class=transaction_class,
            category_group=said.text("group"),
            billing_type=said.text("billing_type", "chargeable"),
            item_tax_group=none_of(said.name("item_tax_group")),
        )
        self.cost(said, category=f"{transaction_class}/{short}", unit=said.text("unit"))
        return made

    def cost(self, said: Arguments, **of: Any) -> None:
        """What an hour or a unit costs, if said; the last word about a role, resource or category."""
        each = said.price("cost_price")
        if each is not None:
            self.costs.append(NewPrice(**of, unit_price=each))
        said.finish()

    def set_costs(self) -> None:
        """Prices of cost go to the newest of the company's usual cost lists."""
        if self.costs:
            usual = PriceList.objects.filter(
                company_id=self.world.company_id, context="cost", is_default=True
            )
            self.hand(add_prices, prices={usual.latest("id").name: self.costs})

    def new_customer(self, name: str, value: Any) -> NewCustomer:
        """A customer, whom other parts name by the name it stands under."""
        said = Arguments(value, where=f"customer {name}", main="tax_group")
        account = said.text("account", name)
        usual = {} if self.declared else AT_HOME
        self.noted("customer", account, said)
        if name in self.accounts:
            raise DescriptionUnreadable(reason=f"there is a customer {name} already")
        self.accounts[name] = account
        made = NewCustomer(
            account=account,
            name=said.text("name", name),
            **{one: said.text(one, usual.get(one, "")) for one in ("address", "country")},
            **{one: said.text(one) for one in ("vat_id", "buyer_reference")},
            **{one: said.text(one) for one in ("electronic_address", "electronic_scheme")},
            language=said.text("language", "en"),
            currency=said.name("currency"),
            customer_group=said.text("group"),
            terms=said.name("terms"),
            tax_group=none_of(said.name("tax_group") or self.first("tax_groups")),
            dimensions=self.dimensions(said),
            on_hold=said.flag("on_hold"),
            wants_nil_invoices=said.flag("wants_nil_invoices"),
        )
        said.finish()
        return made

    def profiles(self, said: Arguments) -> None:
        """Cost and revenue profiles, and those that serve all of their billing method."""
        records = [self.new_profile(*one) for one in self.each(said, "profiles")]
        self.settle(PROFILE, add_profiles, change_profiles, records)
        with self.place.at(said.line("profile")):
            self.hand(set_profile_rules, rules=[NewProfileRule(str(code)) for code in said.names("profile")])

    def new_profile(self, code: str, value: Any) -> NewProfile:
        """A profile: like another, or like the one of its own name, but for what is said."""
        said = Arguments(value, where=f"profile {code}")
        self.noted("profile", code, said)
        known = described(self.world.company_id, PROFILE)
        model = said.name("like")
        if model is not None and model not in known:
            raise unknown("name among profiles", model, known)
        base = known.get(model or code) or NewProfile(code, said.text("billing_method"))
        made = {
            one.name: said.take(one.name, getattr(base, one.name))
            for one in fields(NewProfile)
            if one.name not in ("code", "billing_method")
        }
        said.take("billing_method")
        said.finish()
        return replace(base, code=code, **made)

    def projects(self, said: Arguments) -> None:
        """Projects with their tasks, and the profiles that serve them."""
        rules: list[NewProfileRule] = []
        records = [self.new_project(code, value, rules) for code, value in self.each(said, "projects")]
        self.ids["projects"] |= self.hand(add_projects, projects=records)
        self.ids["tasks"] |= {f"{one.code}/{task}": 0 for one in records for task in one.tasks}
        self.hand(set_profile_rules, rules=rules)

    def new_project(self, code: str, value: Any, rules: list[NewProfileRule]) -> NewProject:
        """A project."""
        said = Arguments(value, where=f"project {code}", main="name")
        self.noted("project", code, said)
        made = NewProject(
            code=code,
            name=said.text("name", code),
            manager=said.name("manager"),
            project_group=said.text("group"),
            tax_group=none_of(said.name("tax_group")),
            dimensions=self.dimensions(said),
            stage=said.text("stage", "open"),
            tasks=[str(name) for name in said.names("tasks")],
        )
        rules += [NewProfileRule(str(one), project=code) for one in said.names("profile")]
        said.finish()
        return made

    # Prices and contracts

    def price_lists(self, said: Arguments) -> None:
        """Price lists that no contract has to itself."""
        lists = []
        for currency, prices in self.each(said, "default_sales_prices"):
            name = f"Sales {currency}"
            lists.append(
                NewPriceList(name, currency=currency, is_default=True, prices=self.prices(prices, name))
            )
        for name, value in self.each(said, "price_lists"):
            lists.append(self.new_price_list(name, value, self.world.accounting_currency))
        self.hand(add_price_lists, price_lists=lists)

    def new_price_list(self, name: str, value: Any, currency: str) -> NewPriceList:
        """A price list with its prices."""
        said = Arguments(value, where=f"price list {name}")
        self.noted("price list", name, said)
        made = NewPriceList(
            name=name,
            context=said.text("context", "sales"),
            currency=said.text("currency", currency),
            valid_from=said.day("from") or LONG_AGO,
            valid_through=said.day("until"),
            is_default=said.flag("default"),
            prices=self.prices(said.take("prices"), name),
        )
        said.finish()
        return made

    def prices(self, said: Any, name: str) -> list[NewPrice]:
        """The prices of a list: by role, resource or category, or a list of those that name several of these."""
        if isinstance(said, list):
            return [self.full_price(one, name) for one in said]
        prices = Arguments({"prices": said}, where=f"price list {name}")
        return [self.price(of, value) for of, value in self.each(prices, "prices")]

    def full_price(self, value: Any, name: str) -> NewPrice:
        """A price that says everything it is of."""
        said = Arguments(value, where=f"a price of {name}")
        role = said.name("role")
        made = NewPrice(
            role=self.role(role) if role else None,
            resource=said.name("resource"),
            org_unit=said.name("org_unit"),
            category=said.name("category"),
            unit=said.text("unit"),
            unit_price=said.price("price"),
            markup_percent=said.price("markup"),
        )
        said.finish()
        return made

    def price(self, of: str, value: Any) -> NewPrice:
        """The price of a role, a resource or a category."""
        if of in self.ids["categories"]:
            at_cost = value == "at_cost"
            said = Arguments({} if at_cost else value, where=f"sales price of {of}", main="per_unit")
            markup, each = said.price("markup"), said.price("per_unit")
            unit = said.text("unit")
            said.finish()
            return NewPrice(
                category=of, unit=unit, unit_price=None if markup is not None else each, markup_percent=markup
            )
        each = not_below_zero(value, f"the sales price of {of}")
        if of in self.ids["resources"]:
            return NewPrice(resource=of, unit_price=each)
        if self.declared and of not in self.ids["roles"]:
            known = [*self.ids["roles"], *self.ids["resources"], *self.ids["categories"]]
            raise unknown("role, resource or category", of, known)
        return NewPrice(role=self.role(of), unit_price=each)

    def contracts(self, said: Arguments) -> None:
        """Contracts with their prices, profiles and milestones; confirmed, unless they are drafts."""
        read = [self.contract(code, value) for code, value in self.each(said, "contracts")]
        self.hand(add_price_lists, price_lists=[one for each in read for one in each.lists])
        self.ids["contracts"] |= self.hand(add_contracts, contracts=[each.contract for each in read])
        self.hand(set_profile_rules, rules=[one for each in read for one in each.rules])
        lines = ContractLine.objects.filter(
            contract__in=[self.ids["contracts"][one.contract.number] for one in read]
        )
        for number_, name, key in lines.values_list("contract__number", "name", "id"):
            self.ids["lines"][f"{number_}/{name}"] = key
        for each in read:
            for line, milestones in each.milestones.items():
                with self.place.at(self.place.records.get(f"contract line {line}")):
                    add_milestones(self.world, line, milestones, self.place)
        confirmed = {
            self.ids["contracts"][one.contract.number]: one.contract.number for one in read if one.confirmed
        }
        try:
            if confirmed:
                confirm_contracts(self.world.act, contract_ids=list(confirmed))
        except Refusal as refused:
            at_fault = [confirmed[key] for key in refused.subject_ids if key in confirmed]
            self.place.line = self.place.records.get(f"contract {at_fault[-1]}", 0) if at_fault else 0
            raise

    def contract(self, code: str, value: Any) -> "_Contract":
        """A contract as it is read."""
        said = Arguments(value, where=f"contract {code}")
        self.noted("contract", code, said)
        currency = said.text("currency", self.world.accounting_currency)
        shares = self.shares(said)
        rounding = self.rounding(said, shares, next(iter(shares), None))
        prices = said.mapping("sales_prices")
        if self.declared and "lines" not in said:
            raise DescriptionUnreadable(reason=f"contract {code} lacks lines")
        read = _Contract()
        lines = [
            self.line(code, name, line, shares, rounding, prices, read.milestones)
            for name, line in self.each(said, "lines")
        ]
        names = []
        for name, dated in self.each(said, "price_lists"):
            names.append(name)
            if dated is not None:
                read.lists.append(self.new_price_list(name, dated, currency))
        own = self.prices(prices, f"Sales {code}")
        read.rules = [NewProfileRule(str(one), contract=code) for one in said.names("profile")]
        read.confirmed = said.flag("confirmed", default=True)
        read.contract = NewContract(
            number=code,
            name=said.text("name", code),
            currency=currency,
            terms=said.name("terms"),
            tax_group=none_of(said.name("tax_group")),
            reference=said.text("reference"),
            manager=said.name("manager"),
            signed_on=said.day("signed_on"),
            customers=shares,
            rounding=rounding,
            fixed_rate=said.number("fixed_rate"),
            price_lists=names,
            prices=own,
            lines=lines,
        )
        said.finish()
        return read

    def shares(self, said: Arguments) -> dict[str, Decimal]:
        """Customers by account, and their shares; the only one has all."""
        named = said.mapping("customers")
        if len(named) == 1:
            [(only, share)] = named.items()
            named = Lined({only: 100 if share is None else share})
        return {
            self.account(name): number(
                share if share is not None else 0, f"the share of {name} in {said.where}"
            )
            for name, share in named.items()
        }

    def rounding(self, said: Arguments, shares: Mapping[str, Decimal], otherwise: str | None) -> str | None:
        """Who takes what rounding leaves."""
        chosen = said.name("rounding")
        if chosen is None:
            return otherwise
        account = self.accounts.get(chosen, chosen)
        if account not in shares:
            raise unknown(f"customer of {said.where} called", chosen, shares)
        return account

    def line(
        self,
        contract: str,
        name: str,
        value: Any,
        contract_shares: Mapping[str, Decimal],
        contract_rounding: str | None,
        prices: Lined,
        milestones: dict[str, Lined],
    ) -> NewLine:
        """A line of a contract; its prices join those of the contract, its milestones wait for it to be there."""
        key = f"{contract}/{name}"
        said = Arguments(value, where=f"line {key}")
        self.noted("contract line", key, said)
        project = none_of(str(said.need("project")) if self.declared else said.name("project"))
        tasks = said.mapping("tasks")
        planned = milestones[key] = said.mapping("milestones")
        amounts = [
            number(one["amount"], f"amount of milestone {each}")
            for each, one in planned.items()
            if isinstance(one, Mapping) and "amount" in one
        ]
        shares = self.shares(said) or dict(contract_shares)
        usual = contract_rounding if contract_rounding in shares else next(iter(shares), None)
        made = NewLine(
            name=name,
            contract=contract,
            billing_method=said.text("billing_method", "time_and_material"),
            project=self.project(project) if project else None,
            classes=[str(one) for one in said.names("classes")] if "classes" in said else CLASSES,
            tasks={self.task(str(project), str(task)): billing_type(one) for task, one in tasks.items()},
            amount=said.number("amount") or sum(amounts, Decimal(0)),
            dimensions=self.dimensions(said),
            customers=shares,
            rounding=self.rounding(said, shares, usual),
            roles={self.role(role): billing_type(one) for role, one in self.each(said, "roles")},
            categories={of: billing_type(one) for of, one in self.each(said, "categories")},
        )
        priced = said.mapping("sales_prices")
        for of, price in priced.items():
            prices.lines.setdefault(of, priced.lines.get(of, 0))
            if prices.setdefault(of, price) != price:
                raise DescriptionUnreadable(reason=f"contract {contract} has two prices of {of}")
        said.finish()
        return made

    # The books

    def profile_rules(self, said: Arguments) -> None:
        """Profiles that serve a group of projects, or a project within a contract."""
        rules = []
        with self.place.at(said.line("profile_rules")):
            for value in said.items("profile_rules"):
                one = Arguments(value, where="profile rule")
                rules.append(
                    NewProfileRule(
                        profile=str(one.need("profile")),
                        project=one.name("project"),
                        project_group=one.text("group"),
                        contract=one.name("contract"),
                    )
                )
                one.finish()
            self.hand(set_profile_rules, rules=rules)

    def books(self, said: Arguments) -> None:
        """Accounts, posting rules and what billing types mean."""
        accounts = {name: self.new_account(name, value) for name, value in self.each(said, "accounts")}
        rules = []
        with self.place.at(said.line("posting_rules")):
            for rule in said.items("posting_rules"):
                rules.append(self.new_posting_rule(rule, accounts))
        self.settle(ACCOUNT, add_accounts, change_accounts, list(accounts.values()))
        self.settle(POSTING_RULE, add_posting_rules, change_posting_rules, rules)
        properties = []
        for name, value in self.each(said, "line_properties"):
            one = Arguments(value, where=f"line property {name}")
            self.noted("line property", name, one)
            known = described(self.world.company_id, LINE_PROPERTY)
            base = known.get(name) or NewLineProperty(name, False, False, False)
            flags = {word: one.flag(word, default=getattr(base, word)) for word in PROPERTIES}
            properties.append(replace(base, **flags))
            one.finish()
        self.settle(LINE_PROPERTY, add_line_properties, change_line_properties, properties)

    def new_account(self, name: str, value: Any) -> NewAccount:
        """An account of the chart."""
        said = Arguments(value, where=f"account {name}", main="name")
        self.noted("account", name, said)
        made = NewAccount(name, name=said.text("name"), account_kind=said.text("kind", "revenue"))
        said.finish()
        return made

    def new_posting_rule(self, value: Any, accounts: dict[str, NewAccount]) -> NewPostingRule:
        """A posting rule; its account is made where it is not there."""
        said = Arguments(value, where="posting rule")
        account = str(said.need("account"))
        name, kind = said.text("name"), said.text("kind", "revenue")
        if account not in self.ids["accounts"]:
            accounts.setdefault(account, NewAccount(account, name=name, account_kind=kind))
        customer = said.name("customer")
        made = NewPostingRule(
            posting_type=said.text("posting_type"),
            account=account,
            project=said.name("project"),
            project_group=said.text("project_group"),
            category=said.name("category"),
            category_group=said.text("category_group"),
            customer=self.account(customer) if customer else None,
            customer_group=said.text("customer_group"),
            tax_code=said.name("tax_code"),
        )
        said.finish()
        return made


PROPERTIES = ("is_chargeable", "accrue_revenue", "capitalize_cost")


@dataclass
class _Contract:
    """A contract as it was read, and what stands about it in other rooms."""

    contract: NewContract = field(default_factory=lambda: NewContract(""))
    lists: list[NewPriceList] = field(default_factory=list)
    rules: list[NewProfileRule] = field(default_factory=list)
    milestones: dict[str, Lined] = field(default_factory=dict)
    confirmed: bool = True


def none_of(name: str | None) -> str | None:
    """A name; ``none`` names nothing."""
    return None if name == "none" else name


def billing_type(value: Any) -> str:
    """A billing type; chargeable where none is said."""
    return "chargeable" if value is None else str(plain(value))


def read_rates(world: World, rates: Mapping[str, Any], place: Place | None = None) -> list[NewExchangeRate]:
    """Exchange rates.

    Args:
        world: The world.
        rates: A currency, or a pair such as ``GBP/USD``, to a rate or to rates by first day; a currency alone
            is converted to the accounting currency.
        place: Told where they stand.

    Raises:
        DescriptionUnreadable: A day or a rate is none.
    """
    found = []
    for pair, value in rates.items():
        source, _, target = str(pair).partition("/")
        target = target or world.accounting_currency
        dated = Lined(value if isinstance(value, Mapping) else {LONG_AGO: value})
        for day in days_of(dated, f"rates of {pair}"):
            line = dated.lines.get(day) or getattr(rates, "lines", {}).get(pair, 0)
            rate = number(dated[day], f"the rate of {pair}", line)
            found.append(NewExchangeRate(source, target, day, rate))
            if place is not None:
                place.records[f"rate {source}/{target}/{day}"] = line
    return found


def set_rates(act: Act, world: World, rates: Mapping[str, Any]) -> None:
    """Set exchange rates: where there is one of the day already, the new one takes its place.

    Args:
        act: Who sets them.
        world: The world.
        rates: As for ``read_rates``.

    Raises:
        DescriptionUnreadable: A day or a rate is none.
        MastersRefused: A currency is none of ISO 4217, or a rate is not above zero.
    """
    read = {
        f"{one.from_currency}/{one.to_currency}/{one.valid_from}": one for one in read_rates(world, rates)
    }
    there = EXCHANGE_RATE.known(world.company_id, read)
    change_exchange_rates(act, changes={name: {"rate": read[name].rate} for name in there if name in read})
    add_exchange_rates(act, exchange_rates=[one for name, one in read.items() if name not in there])


def days_of(dated: Mapping[Any, Any], what: str) -> list[date]:
    """The days under which something stands.

    Raises:
        DescriptionUnreadable: One of them is no date.
    """
    for day in dated:
        if not isinstance(day, date):
            raise DescriptionUnreadable(
                reason=f"{what} stand under {plain(day)!r}, not a date such as 2026-03-02"
            )
    return list(dated)


def add_milestones(
    world: World, line: str, milestones: Mapping[str, Any], place: Place | None = None
) -> None:
    """Create milestones of a contract line, named as in the description."""
    if not milestones:
        return
    wanted = []
    lines: dict[str, int] = getattr(milestones, "lines", {})
    for name, value in milestones.items():
        with (place or Place()).at(lines.get(name)):
            said = Arguments(value, where=f"milestone {name}")
            day, amount = said.day("date"), said.number("amount")
            said.finish()
            if day is None or amount is None:
                raise DescriptionUnreadable(reason=f"milestone {name} needs date and amount")
        wanted.append(NewMilestone(name=str(name), milestone_date=day, transaction_amount=amount))
    create_milestones(
        world.act,
        contract_line_id=world.id("lines", line),
        milestones=wanted,
    )
    for milestone in Milestone.objects.filter(contract_line_id=world.id("lines", line)):
        world.ids["milestones"][milestone.name] = milestone.pk
