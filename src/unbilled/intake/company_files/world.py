"""The world of a description: a company in compact form, with defaults, becomes rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction

from unbilled.accounting.models import (
    COST_LAYERS,
    ON_ACCOUNT_LAYERS,
    CostRevenueProfile,
    PostingRule,
    ProfileRule,
)
from unbilled.agreements.models import (
    BILLING_METHODS,
    CategoryPrice,
    Contract,
    ContractCustomer,
    ContractLine,
    ContractPriceList,
    FixedRateAgreement,
    LineCategory,
    LineCustomer,
    LineRole,
    LineTask,
    PriceList,
    RolePrice,
)
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.models import Milestone
from unbilled.companies.models import Company, DimensionSet, ExchangeRate, TermsOfPayment
from unbilled.documents.rules import LocaleUnknown, parsed_locale
from unbilled.foundation.acts import Act
from unbilled.intake.company_files.reading import (
    Arguments,
    DescriptionUnreadable,
    Lined,
    Place,
    not_below_zero,
    number,
    plain,
    unknown,
)
from unbilled.ledger.models import FiscalPeriod, MainAccount
from unbilled.masterdata.models import (
    BILLING_TYPES,
    Category,
    Customer,
    OrgUnit,
    Project,
    Resource,
    Role,
    Task,
)
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.open_company import CHART, know_currencies, open_company
from unbilled.tax.models import (
    ItemTaxGroup,
    ItemTaxGroupCode,
    TaxCode,
    TaxGroup,
    TaxGroupCode,
    TaxParameters,
    TaxRate,
)

LONG_AGO = date(2000, 1, 1)
CLASSES = ("time", "expense", "material", "fee")
UNITS = {"time": "hour", "expense": "piece", "material": "piece", "fee": "piece"}
TAX_CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O")
POSTING_TYPES = [account.posting_type for account in CHART if account.posting_type]
TEXTS = (
    *("address", "vat_id", "registration", "contact", "electronic_address", "electronic_scheme"),
    *("bank_name", "iban", "bic"),
)
# Where scenarios take place, so that what they post can be issued. A company's file says it.
AT_HOME = {"address": "1 Home Street\nHometown HT1 1AA", "country": "GB"}
TAXED_AT_HOME = {"vat_id": "GB 100 0000 01"}
MUST_SAY = ("code", "name", "accounting_currency", "first_fiscal_year")
SINGULAR = {"categories": "category"}
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
    "categories": (Category, "name"),
    "profiles": (CostRevenueProfile, "code"),
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
        Refusal: What confirming the contracts refuses.
    """
    place = place or Place()
    said = Arguments(given, where="given")
    with place.at(said.line("company")):
        company = Arguments(said.take("company"), where="company")
        for word in MUST_SAY if declared else ():
            if word not in company:
                raise DescriptionUnreadable(reason=f"company lacks {word}")
        if declared and "tax" not in said:
            raise DescriptionUnreadable(reason="tax is not said; without tax say, for example, VAT0: 0")
        world = _open(act, company, {} if declared else AT_HOME | TAXED_AT_HOME)
    builder = _Builder(world, place, declared=declared)
    builder.know()
    with place.at(said.line("company")):
        builder.company(company, said)
    builder.build(said)
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
        Refusal: What confirming the contracts refuses.
    """
    said = Arguments(given, where="given")
    currency = Company.objects.get(pk=act.company_id).accounting_currency_id
    world = World(act, currency)
    builder = _Builder(world, place or Place(), declared=True)
    builder.know()
    builder.build(said)
    said.finish()
    return world


def _open(act: Act, company: Arguments, usual: Mapping[str, str]) -> World:
    currency = company.text("accounting_currency", "EUR")
    details: dict[str, Any] = {name: company.text(name, usual.get(name, "")) for name in TEXTS}
    details["country"] = company.country(usual.get("country", ""))
    if "tax_group_source" in company:
        details["tax_group_source"] = company.choice("tax_group_source", Company.TaxGroupSource.values)
    if "daily_limit_minutes" in company:
        limit = company.take("daily_limit_minutes")
        details["daily_limit_minutes"] = None if limit == "none" else number(limit, "daily_limit_minutes")
    if "days_ahead" in company:
        details["days_ahead"] = company.whole("days_ahead", 31)
    if "time_zone" in company:
        details["time_zone"] = company.choice("time_zone", available_timezones())
    if "locale" in company:
        details["locale"] = company.text("locale")
        try:
            parsed_locale(details["locale"])
        except LocaleUnknown as problem:
            raise DescriptionUnreadable(reason=problem.message.rstrip(".")) from None
    company_id = open_company(
        act,
        code=company.text("code", "HOME"),
        name=company.text("name", "Home Office Ltd"),
        accounting_currency=currency,
        reporting_currency=company.name("reporting_currency"),
        first_fiscal_year=company.whole("first_fiscal_year", 2026, 1990),
        years=company.whole("years", 2, 1),
        details={
            "journal_grouping": company.choice("grouping", Company.Grouping.values, "month"),
            "move_to_open_period": company.flag("move_to_open_period"),
            **details,
        },
    )
    return World(replace(act, company_id=company_id), currency)


class _Builder:
    """Writes the rows part by part, in the order in which they refer to each other."""

    def __init__(self, world: World, place: Place, *, declared: bool) -> None:
        self.world, self.place, self.declared = world, place, declared
        self.company_id = world.company_id
        self.ids = world.ids
        self.cost_prices: list[tuple[str, str, Decimal, str]] = []

    def know(self) -> None:
        """Learn what the company has already."""
        for kind, (model, name) in KNOWN.items():
            rows = model.objects.filter(company_id=self.company_id).order_by("id")
            self.ids[kind] = {
                f"{each:%Y-%m}" if kind == "periods" else each: key
                for each, key in rows.values_list(name, "id")
            }
        for customer in Customer.objects.filter(company_id=self.company_id).order_by("id"):
            self.ids["customers"] |= {customer.account: customer.pk, customer.name: customer.pk}

    def company(self, company: Arguments, said: Arguments) -> None:
        """Rates, tax and terms, and the company's parameters, which name them."""
        add_rates(self.world, company.mapping("rates"))
        self.tax(said, defaults=not self.declared)
        self.every("terms", said, self.terms)
        first = next(iter(self.ids["item_tax_groups"]), "none")
        Company.objects.filter(pk=self.company_id).update(
            terms_id=self.world.maybe("terms", company.name("terms"))
        )
        TaxParameters.objects.filter(company_id=self.company_id).update(
            default_item_tax_group_id=self.group(
                "item_tax_groups", company.text("default_item_tax_group", first)
            ),
            milestone_item_tax_group_id=self.group(
                "item_tax_groups", company.text("milestone_item_tax_group", first)
            ),
        )
        currency = company.text("cost_currency", self.world.accounting_currency)
        company.finish()
        self.price_list("Cost", currency, {}, context="cost", is_default=True)

    def build(self, said: Arguments) -> None:
        """Everything else, of a company that is new or of one that is there."""
        with self.place.at(said.line("rates")):
            add_rates(self.world, said.mapping("rates"), new=True)
        self.tax(said, defaults=False)
        self.every("terms", said, self.terms)
        self.every("dimensions", said, self.dimensions)
        self.every("roles", said, self.role)
        for name in said.names("org_units"):
            self.ids["org_units"][self.new("org_units", name)] = OrgUnit.objects.create(
                company_id=self.company_id, name=name
            ).pk
        self.every("resources", said, self.resource)
        self.every("categories", said, self.category)
        self.set_cost_prices()
        self.every("customers", said, self.customer)
        self.every("profiles", said, self.profile)
        self.every("projects", said, self.project)
        for currency, prices in self.each(said, "default_sales_prices"):
            self.price_list(f"Sales {currency}", currency, prices, is_default=True)
        with self.place.at(said.line("profile")):
            for code in said.names("profile"):
                self.profile_rule(code)
        self.every("contracts", said, self.contract)
        with self.place.at(said.line("posting_rules")):
            for rule in said.take("posting_rules", []):
                self.posting_rule(rule)

    def each(self, said: Arguments, part: str) -> Iterator[tuple[str, Any]]:
        """What a part names, one by one; where each stands is noted."""
        with self.place.at(said.line(part)):
            named = said.mapping(part)
            for name, value in named.items():
                with self.place.at(named.lines.get(name)):
                    yield str(name), value

    def every(self, part: str, said: Arguments, build: Any) -> None:
        """Build whatever a part names."""
        for name, value in self.each(said, part):
            build(name, value)

    def new(self, kind: str, name: object) -> str:
        """A name that nothing of the kind has yet.

        Raises:
            DescriptionUnreadable: Something has it.
        """
        if str(name) in self.ids[kind]:
            singular = SINGULAR.get(kind, kind.removesuffix("s")).replace("_", " ")
            raise DescriptionUnreadable(reason=f"there is a {singular} {name} already")
        return str(name)

    def named(self, kind: str, name: object, build: Any) -> int:
        """The identity of what a name names; where names need no part of their own, it is built."""
        if not self.declared and str(name) not in self.ids[kind]:
            return int(build(str(name)))
        return self.world.id(kind, name)

    # Currencies and tax

    def tax(self, said: Arguments, *, defaults: bool) -> None:
        codes = list(self.ids["tax_codes"])
        for code, value in self.each(said, "tax"):
            self.tax_code(code, value)
        if defaults and not self.ids["tax_codes"]:
            self.tax_code("VAT20", 20)
        added = [code for code in self.ids["tax_codes"] if code not in codes]
        for group, listed in self.each(said, "tax_groups"):
            self.tax_group(group, listed)
        for group, listed in self.each(said, "item_tax_groups"):
            self.item_tax_group(group, listed)
        if added and not self.ids["tax_groups"]:
            self.tax_group("DOMESTIC", added)
        if added and not self.ids["item_tax_groups"]:
            for code in added:
                self.item_tax_group(code, [code])

    def tax_code(self, code: str, value: Any) -> None:
        said = Arguments(value, where=f"tax {code}", main="rate")
        made = TaxCode.objects.create(
            company_id=self.company_id,
            code=self.new("tax_codes", code),
            name=said.text("name", code),
            category=said.choice("category", TAX_CATEGORIES, "S"),
            legal_text=said.text("legal_text"),
        )
        self.ids["tax_codes"][code] = made.pk
        dated = said.mapping("rates") or Lined({LONG_AGO: said.need("rate")})
        said.finish()
        days = sorted(days_of(dated, f"rates of tax {code}"))
        for day, following in zip(days, [*days[1:], None], strict=True):
            TaxRate.objects.create(
                tax_code=made,
                valid_from=day,
                valid_until=following,
                rate_percent=number(dated[day], f"the rate of tax {code}"),
            )

    def tax_group(self, group: str, listed: Any) -> None:
        made = TaxGroup.objects.create(company_id=self.company_id, code=self.new("tax_groups", group))
        self.ids["tax_groups"][group] = made.pk
        codes = Arguments({"codes": listed}, where=f"tax group {group}").names("codes")
        TaxGroupCode.objects.bulk_create(
            TaxGroupCode(tax_group=made, tax_code_id=self.world.id("tax_codes", code)) for code in codes
        )

    def item_tax_group(self, group: str, listed: Any) -> None:
        made = ItemTaxGroup.objects.create(
            company_id=self.company_id, code=self.new("item_tax_groups", group)
        )
        self.ids["item_tax_groups"][group] = made.pk
        codes = Arguments({"codes": listed}, where=f"item tax group {group}").names("codes")
        ItemTaxGroupCode.objects.bulk_create(
            ItemTaxGroupCode(item_tax_group=made, tax_code_id=self.world.id("tax_codes", code))
            for code in codes
        )

    # Parameters and people

    def group(self, kind: str, name: object) -> int | None:
        return None if name == "none" else self.world.maybe(kind, name)

    def dimensions(self, name: str, values: Any) -> int:
        if not isinstance(values, Mapping):
            raise DescriptionUnreadable(reason=f"dimensions {name} is not like {{department: 200}}")
        made, _ = DimensionSet.objects.get_or_create(
            company_id=self.company_id, values={str(key): str(value) for key, value in values.items()}
        )
        self.ids["dimensions"][name] = made.pk
        return made.pk

    def dimension_set(self, said: Arguments) -> int | None:
        if isinstance(value := said.take("dimensions"), Mapping):
            return self.dimensions(", ".join(f"{key} {value[key]}" for key in value), value)
        return self.world.maybe("dimensions", value)

    def terms(self, code: str, value: Any) -> None:
        said = Arguments(value, where=f"terms {code}", main="net_days")
        made = TermsOfPayment.objects.create(
            company_id=self.company_id,
            code=self.new("terms", code),
            net_days=said.whole("net_days", 0),
            net_months=said.whole("net_months", 0),
            end_of_month=said.flag("end_of_month"),
            text=said.text("text"),
        )
        said.finish()
        self.ids["terms"][code] = made.pk

    def role(self, name: str, value: Any = None) -> int:
        said = Arguments(value, where=f"role {name}", main="billing_type")
        role = Role.objects.create(
            company_id=self.company_id,
            name=self.new("roles", name),
            billing_type=said.choice("billing_type", BILLING_TYPES, "chargeable"),
        )
        self.ids["roles"][name] = role.pk
        self.cost_price("roles", name, said, "hour")
        said.finish()
        return role.pk

    def role_of(self, name: object) -> int:
        return self.named("roles", name, self.role)

    def resource(self, name: str, value: Any) -> None:
        said = Arguments(value, where=f"resource {name}", main="role")
        role = said.name("role")
        resource = Resource.objects.create(
            company_id=self.company_id,
            name=self.new("resources", name),
            email=said.text("email"),
            role_id=self.role_of(role) if role else None,
            org_unit_id=self.world.maybe("org_units", said.name("org_unit")),
        )
        self.ids["resources"][name] = resource.pk
        self.cost_price("resources", name, said, "hour")
        said.finish()

    def category(self, name: str, value: Any) -> None:
        said = Arguments(value, where=f"category {name}", main="class")
        transaction_class = self.classes([said.need("class")])[0]
        category = Category.objects.create(
            company_id=self.company_id,
            name=self.new("categories", name),
            transaction_class=transaction_class,
            category_group=said.text("group"),
            billing_type=said.choice("billing_type", BILLING_TYPES, "chargeable"),
            item_tax_group_id=self.group("item_tax_groups", said.name("item_tax_group")),
        )
        self.ids["categories"][name] = category.pk
        self.cost_price("categories", name, said, said.text("unit", UNITS[transaction_class]))
        said.finish()

    def cost_price(self, kind: str, name: str, said: Arguments, unit: str) -> None:
        each = said.price("cost_price")
        if each is not None:
            self.cost_prices.append((kind, name, each, unit))

    def set_cost_prices(self) -> None:
        if not self.cost_prices:
            return
        cost = PriceList.objects.filter(company_id=self.company_id, context="cost", is_default=True).latest(
            "id"
        )
        for kind, name, price, unit in self.cost_prices:
            record = self.world.id(kind, name)
            if kind == "categories":
                CategoryPrice.objects.create(price_list=cost, category_id=record, unit=unit, unit_price=price)
            else:
                RolePrice.objects.create(price_list=cost, unit_price=price, **{f"{kind[:-1]}_id": record})

    def classes(self, named: list[Any]) -> list[str]:
        for one in named:
            if one not in CLASSES:
                raise unknown("class", one, CLASSES)
        return named

    def customer(self, name: str, value: Any = None) -> int:
        said = Arguments(value, where=f"customer {name}", main="tax_group")
        self.new("customers", name)
        first = next(iter(self.ids["tax_groups"]), None)
        usual = {} if self.declared else AT_HOME
        customer = Customer.objects.create(
            company_id=self.company_id,
            account=self.new("customers", said.text("account", name)),
            name=said.text("name", name),
            address=said.text("address", usual.get("address", "")),
            country=said.country(usual.get("country", "")),
            vat_id=said.text("vat_id"),
            language=said.text("language", "en"),
            customer_group=said.text("group"),
            terms_id=self.world.maybe("terms", said.name("terms")),
            tax_group_id=self.group("tax_groups", said.name("tax_group") or first),
            dimension_set_id=self.dimension_set(said),
            on_hold=said.flag("on_hold"),
        )
        said.finish()
        self.ids["customers"][name] = self.ids["customers"][customer.account] = customer.pk
        return customer.pk

    def project(self, code: str, value: Any = None) -> int:
        said = Arguments(value, where=f"project {code}", main="name")
        project = Project.objects.create(
            company_id=self.company_id,
            code=self.new("projects", code),
            name=said.text("name", code),
            project_group=said.text("group"),
            tax_group_id=self.group("tax_groups", said.name("tax_group")),
            dimension_set_id=self.dimension_set(said),
        )
        self.ids["projects"][code] = project.pk
        for name in said.names("tasks"):
            self.task(code, str(name))
        for profile in said.names("profile"):
            self.profile_rule(profile, project_id=project.pk)
        said.finish()
        return project.pk

    def task(self, project: str, name: str) -> int:
        key = f"{project}/{name}"
        if key not in self.ids["tasks"]:
            self.ids["tasks"][key] = Task.objects.create(
                company_id=self.company_id, project_id=self.ids["projects"][project], name=name
            ).pk
        return self.ids["tasks"][key]

    # Prices and profiles

    def price_list(
        self,
        name: str,
        currency: str,
        prices: Any,
        *,
        context: str = "sales",
        valid_from: date = LONG_AGO,
        last_day: date | None = None,
        is_default: bool = False,
    ) -> int:
        know_currencies([currency])
        made = PriceList.objects.create(
            company_id=self.company_id,
            name=self.new("price_lists", name),
            context=context,
            currency_id=currency,
            valid_from=valid_from,
            valid_until=last_day + timedelta(days=1) if last_day else None,
            is_default=is_default,
        )
        self.ids["price_lists"][name] = made.pk
        for of, price in self.each(Arguments({"prices": prices}, where=f"price list {name}"), "prices"):
            self.sales_price(made, of, price)
        return made.pk

    def sales_price(self, sales: PriceList, of: str, value: Any) -> None:
        if of in self.ids["categories"]:
            self.category_price(sales, of, value)
        elif of in self.ids["resources"]:
            RolePrice.objects.create(
                price_list=sales,
                resource_id=self.ids["resources"][of],
                unit_price=not_below_zero(value, f"the sales price of {of}"),
            )
        elif self.declared and of not in self.ids["roles"]:
            known = [*self.ids["roles"], *self.ids["resources"], *self.ids["categories"]]
            raise unknown("role, resource or category", of, known)
        else:
            RolePrice.objects.create(
                price_list=sales,
                role_id=self.role_of(of),
                unit_price=not_below_zero(value, f"the sales price of {of}"),
            )

    def category_price(self, sales: PriceList, of: str, value: Any) -> None:
        category = Category.objects.get(pk=self.ids["categories"][of])
        at_cost = value == "at_cost"
        said = Arguments({} if at_cost else value, where=f"sales price of {of}", main="per_unit")
        markup, each = said.price("markup"), said.price("per_unit")
        CategoryPrice.objects.create(
            price_list=sales,
            category=category,
            unit=said.text("unit", UNITS[category.transaction_class]),
            method="markup" if markup is not None else "per_unit" if each is not None else "at_cost",
            unit_price=each,
            markup_percent=markup,
        )
        said.finish()

    def profile(self, code: str, value: Any) -> None:
        said = Arguments(value, where=f"profile {code}")
        model = said.name("like")
        if model:
            profile = CostRevenueProfile.objects.get(pk=self.world.id("profiles", model))
            profile.pk, profile._state.adding = None, True
        elif code in self.ids["profiles"] and not self.declared:
            profile = CostRevenueProfile.objects.get(pk=self.ids["profiles"][code])
        else:
            method = said.choice("billing_method", BILLING_METHODS)
            profile = CostRevenueProfile(company_id=self.company_id, billing_method=method)
        if self.declared:
            self.new("profiles", code)
        profile.code = code
        for part in ("time", "expense", "material", "fee"):
            profile_accrues = f"accrue_{part}"
            setattr(
                profile,
                profile_accrues,
                said.flag(profile_accrues, default=getattr(profile, profile_accrues)),
            )
        for part in ("post_cost_time", "post_cost_expense", "post_cost_material"):
            setattr(profile, part, said.choice(part, COST_LAYERS, getattr(profile, part)))
        profile.on_account = said.choice("on_account", ON_ACCOUNT_LAYERS, profile.on_account)
        said.finish()
        profile.save()
        self.ids["profiles"][code] = profile.pk

    def profile_rule(self, code: str, **selector: Any) -> None:
        profile = CostRevenueProfile.objects.get(pk=self.world.id("profiles", code))
        ProfileRule.objects.update_or_create(
            company_id=self.company_id,
            billing_method=profile.billing_method,
            project_id=selector.get("project_id"),
            project_group="",
            contract_id=selector.get("contract_id"),
            defaults={"profile": profile},
        )

    def posting_rule(self, value: Any) -> None:
        said = Arguments(value, where="posting rule")
        number_of_account = str(said.need("account"))
        account = self.ids["accounts"].get(number_of_account) or (
            MainAccount.objects.create(
                company_id=self.company_id,
                number=number_of_account,
                name=said.text("name", number_of_account),
                account_kind=said.choice("kind", MainAccount.KINDS, "revenue"),
            ).pk
        )
        self.ids["accounts"][number_of_account] = account
        PostingRule.objects.create(
            company_id=self.company_id,
            posting_type=said.choice("posting_type", POSTING_TYPES),
            main_account_id=account,
            project_id=self.world.maybe("projects", said.name("project")),
            project_group=said.text("project_group"),
            category_id=self.world.maybe("categories", said.name("category")),
            category_group=said.text("category_group"),
            customer_id=self.world.maybe("customers", said.name("customer")),
            customer_group=said.text("customer_group"),
            tax_code_id=self.world.maybe("tax_codes", said.name("tax_code")),
        )
        said.finish()

    # Contracts

    def contract(self, code: str, value: Any) -> None:
        said = Arguments(value, where=f"contract {code}")
        currency = said.text("currency", self.world.accounting_currency)
        know_currencies([currency])
        contract = Contract.objects.create(
            company_id=self.company_id,
            number=self.new("contracts", code),
            name=said.text("name", code),
            currency_id=currency,
            terms_id=self.world.maybe("terms", said.name("terms")),
            tax_group_id=self.group("tax_groups", said.name("tax_group")),
            customer_reference=said.text("reference"),
        )
        self.ids["contracts"][code] = contract.pk
        shares = self.shares(said)
        rounding = self.rounding(said, shares, next(iter(shares), None))
        for position, (customer, percent) in enumerate(shares.items()):
            ContractCustomer.objects.create(
                contract=contract,
                customer_id=self.named("customers", customer, self.customer),
                split_percent=percent,
                is_primary=position == 0,
                is_rounding=customer == rounding,
            )
        fixed_rate = said.number("fixed_rate")
        if fixed_rate is not None:
            FixedRateAgreement.objects.create(contract=contract, from_currency_id=currency, rate=fixed_rate)
        for profile in said.names("profile"):
            self.profile_rule(profile, contract_id=contract.pk)
        prices = said.mapping("sales_prices")
        if self.declared and "lines" not in said:
            raise DescriptionUnreadable(reason=f"contract {code} lacks lines")
        for line_no, (name, line) in enumerate(self.each(said, "lines"), start=1):
            self.line(contract, line_no, name, line, shares, rounding, prices)
        self.contract_prices(contract, said, prices)
        confirmed = said.flag("confirmed", default=True)
        said.finish()
        if confirmed:
            confirm_contracts(self.world.act, contract_ids=[contract.pk])

    def shares(self, said: Arguments) -> dict[str, Decimal]:
        named = said.mapping("customers")
        if len(named) == 1:
            [(only, share)] = named.items()
            named = Lined({only: 100 if share is None else share})
        return {
            str(name): number(share if share is not None else 0, f"the share of {name} in {said.where}")
            for name, share in named.items()
        }

    def rounding(self, said: Arguments, shares: Mapping[str, Decimal], otherwise: str | None) -> str | None:
        chosen = said.name("rounding")
        if chosen is not None and chosen not in shares:
            raise unknown(f"customer of {said.where} called", chosen, shares)
        return chosen or otherwise

    def contract_prices(self, contract: Contract, said: Arguments, prices: Lined) -> None:
        lists = said.mapping("price_lists")
        if prices:
            lists[f"Sales {contract.number}"] = {"prices": prices}
        for name, value in self.each(Arguments({"lists": lists}, where=said.where), "lists"):
            dated = Arguments(value, where=f"price list {name}")
            made = self.price_list(
                name,
                dated.text("currency", contract.currency_id),
                dated.take("prices"),
                valid_from=dated.day("from") or LONG_AGO,
                last_day=dated.day("until"),
            )
            dated.finish()
            ContractPriceList.objects.create(contract=contract, price_list_id=made)

    def line(
        self,
        contract: Contract,
        line_no: int,
        name: str,
        value: Any,
        contract_shares: Mapping[str, Decimal],
        contract_rounding: str | None,
        prices: Lined,
    ) -> None:
        key = f"{contract.number}/{name}"
        said = Arguments(value, where=f"line {key}")
        project = str(said.need("project")) if self.declared else said.name("project")
        project_id = self.named("projects", project, self.project) if project else None
        classes = self.classes(said.names("classes")) or list(CLASSES)
        tasks = said.mapping("tasks")
        milestones = said.mapping("milestones")
        amounts = [
            number(one["amount"], f"amount of milestone {name}")
            for name, one in milestones.items()
            if isinstance(one, Mapping) and "amount" in one
        ]
        line = ContractLine.objects.create(
            company_id=self.company_id,
            contract=contract,
            line_no=line_no,
            name=name,
            billing_method=said.choice("billing_method", BILLING_METHODS, "time_and_material"),
            project_id=project_id,
            include_time="time" in classes,
            include_expense="expense" in classes,
            include_material="material" in classes,
            include_fee="fee" in classes,
            covers_all_tasks=not tasks,
            contracted_amount=said.number("amount") or sum(amounts, Decimal(0)),
            dimension_set_id=self.dimension_set(said),
        )
        self.ids["lines"][key] = line.pk
        shares = self.shares(said) or dict(contract_shares)
        usual = contract_rounding if contract_rounding in shares else next(iter(shares), None)
        rounding = self.rounding(said, shares, usual)
        for customer, percent in shares.items():
            LineCustomer.objects.create(
                contract_line=line,
                customer_id=self.named("customers", customer, self.customer),
                split_percent=percent,
                is_rounding=customer == rounding,
            )
        self.chargeability(line, said, project, tasks)
        priced = said.mapping("sales_prices")
        for of, price in priced.items():
            prices.lines.setdefault(of, priced.lines.get(of, 0))
            if prices.setdefault(of, price) != price:
                raise DescriptionUnreadable(reason=f"contract {contract.number} has two prices of {of}")
        said.finish()
        add_milestones(self.world, key, milestones, self.place)

    def chargeability(
        self, line: ContractLine, said: Arguments, project: str | None, tasks: Mapping[str, Any]
    ) -> None:
        def billing_type(of: object, value: Any) -> str:
            chosen = Arguments({"billing_type": value}, where=f"{of} in {said.where}")
            return chosen.choice("billing_type", BILLING_TYPES, "chargeable")

        for task, value in tasks.items():
            LineTask.objects.create(
                contract_line=line,
                task_id=self.task(str(project), str(task)),
                billing_type=billing_type(task, value),
            )
        for role, value in self.each(said, "roles"):
            LineRole.objects.create(
                contract_line=line, role_id=self.role_of(role), billing_type=billing_type(role, value)
            )
        for category, value in self.each(said, "categories"):
            LineCategory.objects.create(
                contract_line=line,
                category_id=self.world.id("categories", category),
                billing_type=billing_type(category, value),
            )


def add_rates(world: World, rates: Mapping[str, Any], *, new: bool = False) -> None:
    """Add exchange rates.

    Args:
        world: The world.
        rates: A currency, or a pair such as ``GBP/USD``, to a rate or to rates by first day; a currency alone
            is converted to the accounting currency.
        new: Refuse a rate where there is one of that day already; without it, the new one takes its place.

    Raises:
        DescriptionUnreadable: A day or a rate is none, or is there already.
        CurrencyUnknown: A currency is not one of ISO 4217.
    """
    for pair, value in rates.items():
        source, _, target = str(pair).partition("/")
        target = target or world.accounting_currency
        know_currencies([source, target])
        dated = Lined(value if isinstance(value, Mapping) else {LONG_AGO: value})
        for day in days_of(dated, f"rates of {pair}"):
            line = dated.lines.get(day, 0)
            rate = number(dated[day], f"the rate of {pair}", line)
            if rate <= 0:
                raise DescriptionUnreadable(
                    reason=f"the rate of {pair} is {rate}; it is above zero", line=line
                )
            _, added = ExchangeRate.objects.update_or_create(
                company_id=world.company_id,
                from_currency_id=source,
                to_currency_id=target,
                valid_from=day,
                defaults={"rate": rate},
            )
            if new and not added:
                raise DescriptionUnreadable(reason=f"there is a rate of {pair} from {day} already", line=line)


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
