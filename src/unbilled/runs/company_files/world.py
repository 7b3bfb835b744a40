"""The world of a description: a company in compact form, with defaults, becomes rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from unbilled.accounting.models import CostRevenueProfile, PostingRule, ProfileRule
from unbilled.agreements.events.confirm_contracts import confirm_contracts
from unbilled.agreements.models import (
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
from unbilled.foundation.money import to_decimal
from unbilled.ledger.models import FiscalPeriod, MainAccount
from unbilled.masterdata.models import (
    Category,
    Company,
    Customer,
    DimensionSet,
    ExchangeRate,
    OrgUnit,
    Person,
    Project,
    Resource,
    Role,
    Task,
    TermsOfPayment,
)
from unbilled.runs.company_files.reading import Arguments, DescriptionUnreadable, unknown
from unbilled.runs.events.open_company import know_currencies, open_company
from unbilled.tax.models import ItemTaxGroup, ItemTaxGroupCode, TaxCode, TaxGroup, TaxGroupCode, TaxRate

LONG_AGO = date(2000, 1, 1)
CLASSES = ("time", "expense", "material", "fee")
UNITS = {"time": "hour", "expense": "piece", "material": "piece", "fee": "piece"}


@dataclass
class World:
    """A company and what people call its records."""

    company_id: int
    person_id: int
    accounting_currency: str
    ids: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

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
def build_world(given: Any) -> World:
    """Build the world that ``given`` describes.

    Args:
        given: The part of the scenario, read from YAML.

    Returns:
        The company and the names of its records.

    Raises:
        DescriptionUnreadable: A word has no meaning, or a name is not there.
    """
    said = Arguments(given, where="given")
    builder = _Builder(_open(Arguments(said.take("company"), where="company"), said))
    builder.build(said)
    said.finish()
    return builder.world


def _open(company: Arguments, said: Arguments) -> tuple[World, Arguments]:
    currency = company.text("accounting_currency", "EUR")
    details = {
        "journal_grouping": company.text("grouping", "month"),
        **{
            name: company.take(name)
            for name in (
                *("tax_group_source", "move_to_open_period", "daily_limit_minutes", "locale", "time_zone"),
                *("address", "country", "vat_id", "registration", "contact", "bank_name", "iban", "bic"),
            )
            if name in company
        },
    }
    company_id = open_company(
        code=company.text("code", "HOME"),
        name=company.text("name", "Home Office Ltd"),
        accounting_currency=currency,
        reporting_currency=company.take("reporting_currency"),
        first_fiscal_year=int(company.take("first_fiscal_year", 2026)),
        years=int(company.take("years", 2)),
        **details,
    )
    person, _ = Person.objects.get_or_create(username=said.text("person", "accountant"))
    return World(company_id, person.pk, currency), company


class _Builder:
    """Writes the rows part by part, in the order in which they refer to each other."""

    def __init__(self, opened: tuple[World, Arguments]) -> None:
        self.world, self.company = opened
        self.company_id = self.world.company_id
        self.ids = self.world.ids
        self.cost_prices: list[tuple[str, str, Decimal, str]] = []

    def build(self, said: Arguments) -> None:
        for period in FiscalPeriod.objects.filter(company_id=self.company_id):
            self.ids["periods"][f"{period.starts_on:%Y-%m}"] = period.pk
        for account in MainAccount.objects.filter(company_id=self.company_id):
            self.ids["accounts"][account.number] = account.pk
        self.rates()
        self.tax(said)
        for name, values in said.mapping("dimensions").items():
            self.dimensions(name, values)
        for name, value in said.mapping("terms").items():
            self.terms(name, value)
        self.company_parameters()
        for name, value in said.mapping("roles").items():
            self.role(name, value)
        for name in said.names("org_units"):
            self.ids["org_units"][name] = OrgUnit.objects.create(company_id=self.company_id, name=name).pk
        for name, value in said.mapping("resources").items():
            self.resource(name, value)
        for name, value in said.mapping("categories").items():
            self.category(name, value)
        self.cost_list()
        for name, value in said.mapping("customers").items():
            self.customer(name, value)
        for code, value in said.mapping("profiles").items():
            self.profile(code, value)
        for profile in CostRevenueProfile.objects.filter(company_id=self.company_id):
            self.ids["profiles"][profile.code] = profile.pk
        for name, value in said.mapping("projects").items():
            self.project(name, value)
        for currency, prices in said.mapping("default_sales_prices").items():
            self.price_list(f"Sales {currency}", currency, prices, is_default=True)
        for code in said.names("profile"):
            self.profile_rule(code)
        for name, value in said.mapping("contracts").items():
            self.contract(name, value)
        for rule in said.take("posting_rules", []):
            self.posting_rule(rule)

    # Currencies and tax

    def rates(self) -> None:
        add_rates(self.world, self.company.mapping("rates"))

    def tax(self, said: Arguments) -> None:
        codes = said.mapping("tax") or {"VAT20": 20}
        for code, value in codes.items():
            rates = Arguments(value, where=f"tax {code}", main="rate")
            tax_code = TaxCode.objects.create(
                company_id=self.company_id,
                code=code,
                name=rates.text("name", code),
                category=rates.text("category", "S"),
                legal_text=rates.text("legal_text"),
            )
            self.ids["tax_codes"][code] = tax_code.pk
            self.tax_rates(tax_code, rates)
        groups = said.mapping("tax_groups") or {"DOMESTIC": list(codes)}
        item_groups = said.mapping("item_tax_groups") or {code: [code] for code in codes}
        for group, listed in groups.items():
            tax_group = TaxGroup.objects.create(company_id=self.company_id, code=group)
            self.ids["tax_groups"][group] = tax_group.pk
            TaxGroupCode.objects.bulk_create(
                TaxGroupCode(tax_group=tax_group, tax_code_id=self.world.id("tax_codes", code))
                for code in listed or []
            )
        for group, listed in item_groups.items():
            item_group = ItemTaxGroup.objects.create(company_id=self.company_id, code=group)
            self.ids["item_tax_groups"][group] = item_group.pk
            ItemTaxGroupCode.objects.bulk_create(
                ItemTaxGroupCode(item_tax_group=item_group, tax_code_id=self.world.id("tax_codes", code))
                for code in listed or []
            )
        self.first_tax_group, self.first_item_group = next(iter(groups)), next(iter(item_groups))

    def tax_rates(self, tax_code: TaxCode, said: Arguments) -> None:
        dated = said.mapping("rates") or {LONG_AGO: said.need("rate")}
        said.finish()
        days = sorted(dated)
        for day, following in zip(days, [*days[1:], None], strict=True):
            TaxRate.objects.create(
                tax_code=tax_code, valid_from=day, valid_until=following, rate_percent=to_decimal(dated[day])
            )

    # Parameters and people

    def company_parameters(self) -> None:
        default_group = self.company.take("default_item_tax_group", self.first_item_group)
        milestone_group = self.company.take("milestone_item_tax_group", self.first_item_group)
        Company.objects.filter(pk=self.company_id).update(
            terms_id=self.world.maybe("terms", self.company.take("terms")),
            default_item_tax_group=self.group("item_tax_groups", default_group),
            milestone_item_tax_group=self.group("item_tax_groups", milestone_group),
        )
        self.cost_currency = self.company.text("cost_currency", self.world.accounting_currency)
        self.company.finish()

    def group(self, kind: str, name: object) -> int | None:
        return None if name == "none" else self.world.maybe(kind, name)

    def dimensions(self, name: str, values: Any) -> int:
        made, _ = DimensionSet.objects.get_or_create(
            company_id=self.company_id, values={str(key): str(value) for key, value in values.items()}
        )
        self.ids["dimensions"][name] = made.pk
        return made.pk

    def dimension_set(self, said: Arguments) -> int | None:
        value = said.take("dimensions")
        if isinstance(value, Mapping):
            return self.dimensions(", ".join(f"{key} {value[key]}" for key in value), value)
        return self.world.maybe("dimensions", value)

    def terms(self, code: str, value: Any) -> None:
        said = Arguments(value, where=f"terms {code}", main="net_days")
        made = TermsOfPayment.objects.create(
            company_id=self.company_id,
            code=code,
            net_days=int(said.take("net_days", 0)),
            net_months=int(said.take("net_months", 0)),
            end_of_month=bool(said.take("end_of_month", False)),
            text=said.text("text"),
        )
        said.finish()
        self.ids["terms"][code] = made.pk

    def role(self, name: str, value: Any = None) -> int:
        said = Arguments(value, where=f"role {name}", main="billing_type")
        role = Role.objects.create(
            company_id=self.company_id, name=name, billing_type=said.text("billing_type", "chargeable")
        )
        self.ids["roles"][name] = role.pk
        self.cost_price("roles", name, said, "hour")
        said.finish()
        return role.pk

    def role_of(self, name: str) -> int:
        return self.ids["roles"].get(name) or self.role(name)

    def resource(self, name: str, value: Any) -> None:
        said = Arguments(value, where=f"resource {name}", main="role")
        role = said.take("role")
        resource = Resource.objects.create(
            company_id=self.company_id,
            name=name,
            email=said.text("email"),
            role_id=self.role_of(role) if role else None,
            org_unit_id=self.world.maybe("org_units", said.take("org_unit")),
        )
        self.ids["resources"][name] = resource.pk
        self.cost_price("resources", name, said, "hour")
        said.finish()

    def category(self, name: str, value: Any) -> None:
        said = Arguments(value, where=f"category {name}", main="class")
        transaction_class = said.need("class")
        if transaction_class not in CLASSES:
            raise unknown("class", transaction_class, CLASSES)
        category = Category.objects.create(
            company_id=self.company_id,
            name=name,
            transaction_class=transaction_class,
            category_group=said.text("group"),
            billing_type=said.text("billing_type", "chargeable"),
            item_tax_group=self.group("item_tax_groups", said.take("item_tax_group")),
        )
        self.ids["categories"][name] = category.pk
        self.cost_price("categories", name, said, said.text("unit", UNITS[transaction_class]))
        said.finish()

    def cost_price(self, kind: str, name: str, said: Arguments, unit: str) -> None:
        price = said.number("cost_price")
        if price is not None:
            self.cost_prices.append((kind, name, price, unit))

    def cost_list(self) -> None:
        know_currencies([self.cost_currency])
        cost = PriceList.objects.create(
            company_id=self.company_id,
            name="Cost",
            context="cost",
            currency_id=self.cost_currency,
            valid_from=LONG_AGO,
            is_default=True,
        )
        for kind, name, price, unit in self.cost_prices:
            record = self.world.id(kind, name)
            if kind == "categories":
                CategoryPrice.objects.create(price_list=cost, category_id=record, unit=unit, unit_price=price)
            else:
                RolePrice.objects.create(price_list=cost, unit_price=price, **{f"{kind[:-1]}_id": record})

    def customer(self, name: str, value: Any = None) -> int:
        said = Arguments(value, where=f"customer {name}", main="tax_group")
        customer = Customer.objects.create(
            company_id=self.company_id,
            account=said.text("account", name),
            name=said.text("name", name),
            address=said.text("address"),
            country=said.text("country"),
            vat_id=said.text("vat_id"),
            language=said.text("language", "en"),
            customer_group=said.text("group"),
            terms_id=self.world.maybe("terms", said.take("terms")),
            tax_group=self.group("tax_groups", said.take("tax_group", self.first_tax_group)),
            dimension_set_id=self.dimension_set(said),
            on_hold=bool(said.take("on_hold", False)),
        )
        said.finish()
        self.ids["customers"][name] = customer.pk
        return customer.pk

    def project(self, code: str, value: Any = None) -> int:
        said = Arguments(value, where=f"project {code}", main="name")
        project = Project.objects.create(
            company_id=self.company_id,
            code=code,
            name=said.text("name", code),
            project_group=said.text("group"),
            tax_group=self.group("tax_groups", said.take("tax_group")),
            dimension_set_id=self.dimension_set(said),
        )
        self.ids["projects"][code] = project.pk
        for name in said.names("tasks"):
            self.task(code, name)
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
        prices: Mapping[str, Any],
        *,
        valid_from: date = LONG_AGO,
        last_day: date | None = None,
        is_default: bool = False,
    ) -> int:
        know_currencies([currency])
        sales = PriceList.objects.create(
            company_id=self.company_id,
            name=name,
            context="sales",
            currency_id=currency,
            valid_from=valid_from,
            valid_until=last_day + timedelta(days=1) if last_day else None,
            is_default=is_default,
        )
        for of, price in prices.items():
            self.sales_price(sales, of, price)
        return sales.pk

    def sales_price(self, sales: PriceList, of: str, value: Any) -> None:
        if of in self.ids["categories"]:
            self.category_price(sales, of, value)
        elif of in self.ids["resources"]:
            RolePrice.objects.create(
                price_list=sales, resource_id=self.ids["resources"][of], unit_price=to_decimal(value)
            )
        else:
            RolePrice.objects.create(price_list=sales, role_id=self.role_of(of), unit_price=to_decimal(value))

    def category_price(self, sales: PriceList, of: str, value: Any) -> None:
        category = Category.objects.get(pk=self.ids["categories"][of])
        at_cost = value == "at_cost"
        said = Arguments({} if at_cost else value, where=f"sales price of {of}", main="per_unit")
        markup, price = said.number("markup"), said.number("per_unit")
        CategoryPrice.objects.create(
            price_list=sales,
            category=category,
            unit=said.text("unit", UNITS[category.transaction_class]),
            method="markup" if markup is not None else "per_unit" if price is not None else "at_cost",
            unit_price=price,
            markup_percent=markup,
        )
        said.finish()

    def profile(self, code: str, value: Any) -> None:
        said = Arguments(value, where=f"profile {code}")
        like = CostRevenueProfile.objects.filter(
            company_id=self.company_id, code=said.text("like", code)
        ).first()
        profile = like or CostRevenueProfile(
            company_id=self.company_id, billing_method=said.need("billing_method")
        )
        if like and like.code != code:
            profile.pk, profile.code = None, code
            profile._state.adding = True
        profile.code = code
        for name, layer in said.rest().items():
            if name not in {one.attname for one in CostRevenueProfile._meta.concrete_fields}:
                raise unknown(f"part of profile {code} called", name, ["post_cost_time", "accrue_time"])
            setattr(profile, name, layer)
        profile.save()

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
        number = str(said.need("account"))
        account = self.ids["accounts"].get(number) or (
            MainAccount.objects.create(
                company_id=self.company_id,
                number=number,
                name=said.text("name", number),
                account_kind=said.text("kind", "revenue"),
            ).pk
        )
        PostingRule.objects.create(
            company_id=self.company_id,
            posting_type=said.need("posting_type"),
            main_account_id=account,
            project_id=self.world.maybe("projects", said.take("project")),
            project_group=said.text("project_group"),
            category_id=self.world.maybe("categories", said.take("category")),
            category_group=said.text("category_group"),
            customer_id=self.world.maybe("customers", said.take("customer")),
            customer_group=said.text("customer_group"),
            tax_code_id=self.world.maybe("tax_codes", said.take("tax_code")),
        )
        said.finish()

    # Contracts

    def contract(self, number: str, value: Any) -> None:
        said = Arguments(value, where=f"contract {number}")
        currency = said.text("currency", self.world.accounting_currency)
        know_currencies([currency])
        contract = Contract.objects.create(
            company_id=self.company_id,
            number=number,
            name=said.text("name", number),
            currency_id=currency,
            terms_id=self.world.maybe("terms", said.take("terms")),
            tax_group_id=self.group("tax_groups", said.take("tax_group")),
            customer_reference=said.text("reference"),
        )
        self.ids["contracts"][number] = contract.pk
        shares = self.shares(said)
        rounding = said.take("rounding", next(iter(shares), None))
        for position, (customer, percent) in enumerate(shares.items()):
            ContractCustomer.objects.create(
                contract=contract,
                customer_id=self.ids["customers"].get(customer) or self.customer(customer),
                split_percent=percent,
                is_primary=position == 0,
                is_rounding=customer == rounding,
            )
        fixed_rate = said.number("fixed_rate")
        if fixed_rate is not None:
            FixedRateAgreement.objects.create(contract=contract, from_currency_id=currency, rate=fixed_rate)
        for code in said.names("profile"):
            self.profile_rule(code, contract_id=contract.pk)
        prices: dict[str, Any] = said.mapping("sales_prices")
        for line_no, (name, line) in enumerate(said.mapping("lines").items(), start=1):
            self.line(contract, line_no, name, line, shares, rounding, prices)
        self.contract_prices(contract, said, prices)
        confirmed = bool(said.take("confirmed", True))
        said.finish()
        if confirmed:
            confirm_contracts(company_id=self.company_id, contract_ids=[contract.pk])

    def shares(self, said: Arguments) -> dict[str, Decimal]:
        named = said.mapping("customers")
        if len(named) == 1:
            [(only, share)] = named.items()
            named = {only: 100 if share is None else share}
        return {name: to_decimal(share if share is not None else 0) for name, share in named.items()}

    def contract_prices(self, contract: Contract, said: Arguments, prices: dict[str, Any]) -> None:
        lists = said.mapping("price_lists")
        if prices:
            lists[f"Sales {contract.number}"] = {"prices": prices}
        for name, value in lists.items():
            dated = Arguments(value, where=f"price list {name}")
            made = self.price_list(
                name,
                dated.text("currency", contract.currency_id),
                dated.mapping("prices"),
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
        contract_rounding: Any,
        prices: dict[str, Any],
    ) -> None:
        key = f"{contract.number}/{name}"
        said = Arguments(value, where=f"line {key}")
        project = said.take("project")
        if project and project not in self.ids["projects"]:
            self.project(project)
        classes = said.names("classes") or list(CLASSES)
        for transaction_class in classes:
            if transaction_class not in CLASSES:
                raise unknown("class", transaction_class, CLASSES)
        tasks = said.mapping("tasks")
        milestones = said.mapping("milestones")
        amounts = [to_decimal((milestone or {}).get("amount", 0)) for milestone in milestones.values()]
        line = ContractLine.objects.create(
            company_id=self.company_id,
            contract=contract,
            line_no=line_no,
            name=name,
            billing_method=said.text("billing_method", "time_and_material"),
            project_id=self.world.maybe("projects", project),
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
        rounding = said.take(
            "rounding", contract_rounding if contract_rounding in shares else next(iter(shares), None)
        )
        for customer, percent in shares.items():
            LineCustomer.objects.create(
                contract_line=line,
                customer_id=self.ids["customers"].get(customer) or self.customer(customer),
                split_percent=percent,
                is_rounding=customer == rounding,
            )
        self.chargeability(line, said, project, tasks)
        for of, price in said.mapping("sales_prices").items():
            if prices.setdefault(of, price) != price:
                raise DescriptionUnreadable(reason=f"contract {contract.number} has two prices of {of}")
        said.finish()
        add_milestones(self.world, key, milestones)

    def chargeability(
        self, line: ContractLine, said: Arguments, project: str, tasks: Mapping[str, Any]
    ) -> None:
        for task, billing_type in tasks.items():
            LineTask.objects.create(
                contract_line=line,
                task_id=self.task(project, task),
                billing_type=billing_type or "chargeable",
            )
        for role, billing_type in said.mapping("roles").items():
            LineRole.objects.create(contract_line=line, role_id=self.role_of(role), billing_type=billing_type)
        for category, billing_type in said.mapping("categories").items():
            LineCategory.objects.create(
                contract_line=line,
                category_id=self.world.id("categories", category),
                billing_type=billing_type,
            )


def add_rates(world: World, rates: Mapping[str, Any]) -> None:
    """Add exchange rates.

    Args:
        world: The world.
        rates: A currency, or a pair such as ``GBP/USD``, to a rate or to rates by first day; a currency alone
            is converted to the accounting currency.
    """
    for pair, dated in rates.items():
        source, _, target = pair.partition("/")
        target = target or world.accounting_currency
        know_currencies([source, target])
        for day, rate in (dated if isinstance(dated, Mapping) else {LONG_AGO: dated}).items():
            ExchangeRate.objects.update_or_create(
                company_id=world.company_id,
                from_currency_id=source,
                to_currency_id=target,
                valid_from=day,
                defaults={"rate": to_decimal(rate)},
            )


def add_milestones(world: World, line: str, milestones: Mapping[str, Any]) -> None:
    """Create milestones of a contract line, named as in the scenario."""
    if not milestones:
        return
    wanted = []
    for name, value in milestones.items():
        said = Arguments(value, where=f"milestone {name}")
        day, amount = said.day("date"), said.number("amount")
        said.finish()
        if day is None or amount is None:
            raise DescriptionUnreadable(reason=f"milestone {name} needs date and amount")
        wanted.append(NewMilestone(name=name, milestone_date=day, transaction_amount=amount))
    create_milestones(
        company_id=world.company_id,
        contract_line_id=world.id("lines", line),
        milestones=wanted,
    )
    for milestone in Milestone.objects.filter(contract_line_id=world.id("lines", line)):
        world.ids["milestones"][milestone.name] = milestone.pk
