"""Writing company files: a company as the description that opens it again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import yaml
from django.db.models import Sum

from unbilled.accounting.kinds import LINE_PROPERTY, POSTING_RULE, PROFILE, PROFILE_RULE, SELECTORS
from unbilled.accounting.records import NewProfile, NewProfileRule
from unbilled.agreements.models import ChangeOrder, PastShare
from unbilled.agreements.prices import UNITS
from unbilled.agreements.reads.agreed import AgreedContract, agreed
from unbilled.agreements.reads.price_lists import FoundPriceList, price_lists
from unbilled.agreements.records import CLASSES, LONG_AGO, NewContract, NewLine, NewPrice, NewPriceList
from unbilled.agreements.states import CHANGE_ORDER
from unbilled.billing.models import Milestone, Retainer
from unbilled.billing.reads.parted_milestones import parted_milestones
from unbilled.companies.kinds import COMPANY, EXCHANGE_RATE, NUMBER_SERIES, TERMS
from unbilled.companies.models import Company
from unbilled.companies.rules import SERIES
from unbilled.documents.kinds import MESSAGE_TEXT, SENDING_PROFILE
from unbilled.foundation.masters import described
from unbilled.intake.company_files.parts.company import WORDS_OF_COMPANY
from unbilled.intake.company_files.parts.prices import COST_LIST
from unbilled.intake.company_files.world import month
from unbilled.ledger.kinds import ACCOUNT
from unbilled.ledger.models import FiscalPeriod
from unbilled.ledger.states import PERIOD
from unbilled.masterdata.kinds import CATEGORY, CUSTOMER, ORG_UNIT, PROJECT, RESOURCE, ROLE, WRITE_OFF_REASON
from unbilled.people.kinds import MEMBERSHIP, PERSON
from unbilled.process.events.apply_change_orders import terms_of
from unbilled.process.events.open_company import CHART, FOR_ALL, LINE_PROPERTIES, PROFILES
from unbilled.tax.kinds import ITEM_TAX_GROUP, TAX_CODE, TAX_GROUP
from unbilled.tax.models import TaxParameters
from unbilled.tax.records import TaxDefaults

GROUPS = {"customer_group": "group", "project_group": "group", "category_group": "group"}
NO_LINE_BREAK = 1_000_000


class Dumper(yaml.SafeDumper):
    """YAML as ``reading`` reads it: exact figures, days, and whatever could be taken for another in quotation marks."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def _figure(dumper: Dumper, value: Decimal) -> yaml.Node:
    plain = f"{value.normalize():f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in plain else 'int'}", plain)


Dumper.add_representer(Decimal, _figure)


def company_file(company_id: int) -> str:
    """The company file that opens a company as this one is: its masters, agreements and prices, not its work.

    What a company file says nothing of is as opening makes it, so only what is otherwise is written.

    Args:
        company_id: The company.

    Source:
        docs/companies.md.
    """
    said = _Writer(company_id).file()
    return yaml.dump(
        said, Dumper=Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=NO_LINE_BREAK
    )


class _Writer:
    """Writes part by part what ``building`` reads, in the same order."""

    def __init__(self, company_id: int) -> None:
        self.company_id = company_id
        self.row = Company.objects.get(pk=company_id)
        self.currency = self.row.accounting_currency_id
        self.tax_groups = described(company_id, TAX_GROUP)
        self.items = described(company_id, ITEM_TAX_GROUP)
        self.roles = described(company_id, ROLE)
        self.resources = described(company_id, RESOURCE)
        self.categories = described(company_id, CATEGORY)
        shared = Counter(one.name for one in self.categories.values())
        self.short = {
            name: one.name if shared[one.name] == 1 else name for name, one in self.categories.items()
        }
        self.lists = price_lists(company_id=company_id)
        self.contracts = agreed(company_id=company_id)
        self.rules = [
            NewProfileRule(one.profile, one.project, one.project_group, one.contract)
            for one in described(company_id, PROFILE_RULE).values()
        ]
        self.milestones: dict[int, dict[str, Any]] = defaultdict(dict)
        rows = Milestone.objects.filter(company_id=company_id, quantity=None).order_by(
            "milestone_date", "name"
        )
        for line, name, day, amount in (
            rows.values("contract_line", "name", "milestone_date")
            .annotate(amount=Sum("transaction_amount"))
            .values_list("contract_line", "name", "milestone_date", "amount")
        ):
            self.milestones[line][name] = {"date": day, "amount": amount}
        for (line, name), parts in parted_milestones(company_id=company_id).items():
            self.milestones[line][name]["customers"] = parts

        self.past_shares: dict[int, dict[Any, list[PastShare]]] = defaultdict(lambda: defaultdict(list))
        kept = PastShare.objects.filter(contract_line__company_id=company_id).order_by("valid_until", "id")
        for share in kept.select_related("customer"):
            self.past_shares[share.contract_line_id][share.valid_until - timedelta(days=1)].append(share)
        self.orders: dict[str, list[ChangeOrder]] = defaultdict(list)
        drafted = ChangeOrder.objects.filter(company_id=company_id).order_by("order_no")
        for order in drafted.select_related("contract"):
            self.orders[order.contract.number].append(order)

        self.retainers: dict[int, dict[str, Any]] = defaultdict(dict)
        agreed_on = Retainer.objects.filter(company_id=company_id).order_by("retainer_date", "id")
        for one in agreed_on.select_related("customer"):
            # Two customers may pay retainers of one name; a file tells them apart.
            line, account = one.contract_line_id, one.customer.account
            said = f"{one.name} ({account})" if one.name in self.retainers[line] else one.name
            worth = (
                {"amount": one.transaction_amount}
                if one.hours is None
                else given(hours=one.hours, price=one.unit_price, overage=one.overage_price)
                | ({} if one.is_of_line else {"of_contract": True})
            )
            self.retainers[line][said] = {
                "date": one.retainer_date,
                **worth,
                **given(expires=one.expires_on),
                "customer": account,
            }

    def file(self) -> dict[str, Any]:
        """All parts that say something."""
        parts = {
            "company": self.company(),
            "rates": self.rates(),
            "terms": {code: other(one, "code") for code, one in described(self.company_id, TERMS).items()},
            "tax": {code: tax_code(one) for code, one in described(self.company_id, TAX_CODE).items()},
            "tax_groups": {code: list(one.codes) for code, one in self.tax_groups.items()},
            "item_tax_groups": {code: list(one.codes) for code, one in self.items.items()},
            "people": self.people(),
            "number_series": self.series(),
            "roles": {name: other(one, "name") for name, one in self.roles.items()},
            "org_units": list(described(self.company_id, ORG_UNIT)),
            "write_off_reasons": {
                code: one.name for code, one in described(self.company_id, WRITE_OFF_REASON).items()
            },
            "resources": {name: other(one, "name") for name, one in self.resources.items()},
            "categories": {self.short[name]: self.category(name) for name in self.categories},
            "customers": {
                code: self.customer(one) for code, one in described(self.company_id, CUSTOMER).items()
            },
            "profiles": self.profiles(),
            "profile": self.profile(),
            "projects": {
                code: self.project(one) for code, one in described(self.company_id, PROJECT).items()
            },
            "price_lists": {
                one.price_list.name: self.price_list(one.price_list, self.currency)
                for one in self.lists
                if not self.is_own(one)
            },
            "contracts": {one.contract.number: self.contract(one) for one in self.contracts},
            "sending_profiles": {
                code: other(one, "customer")
                for code, one in described(self.company_id, SENDING_PROFILE).items()
            },
            "message_texts": {
                name: {"subject": one.subject, "body": one.body}
                for name, one in described(self.company_id, MESSAGE_TEXT).items()
            },
            "profile_rules": [other(one) for one in self.rules if not is_simple(one)],
            "accounts": self.accounts(),
            "posting_rules": self.posting_rules(),
            "line_properties": self.line_properties(),
            "periods": self.periods(),
        }
        return {name: part for name, part in parts.items() if part or name in ("company", "tax")}

    def company(self) -> dict[str, Any]:
        """Who the company is, and what it does otherwise than others."""
        [one] = described(self.company_id, COMPANY).values()
        periods = FiscalPeriod.objects.filter(company_id=self.company_id)
        years = sorted(set(periods.values_list("fiscal_year", flat=True)))
        begins = periods.earliest("starts_on").starts_on
        said = {
            "code": self.row.code,
            "name": one.name,
            "accounting_currency": self.currency,
            "reporting_currency": self.row.reporting_currency_id,
            "first_fiscal_year": years[0],
            "years": len(years),
            "fiscal_year_begins": begins if begins != date(years[0], 1, 1) else None,
            **{WORDS_OF_COMPANY.get(word, word): value for word, value in other(one, "name").items()},
        }
        if self.row.is_demonstration:
            said["demonstration"] = True
        if one.daily_limit_minutes is None:
            said["daily_limit_minutes"] = "none"
        taxed = TaxParameters.objects.filter(pk=self.company_id).values(
            "default_item_tax_group__code", "milestone_item_tax_group__code", "tax_point"
        )
        first = next(iter(self.items), None)
        for word, code in taxed.get().items():
            if code != (TaxDefaults.tax_point if word == "tax_point" else first):
                said[word.removesuffix("__code")] = code or "none"
        if all(one.price_list.name != COST_LIST for one in self.lists):
            said["cost_currency"] = "none"
        return {word: value for word, value in said.items() if value is not None}

    def rates(self) -> dict[str, Any]:
        """Exchange rates by pair and day."""
        found: dict[str, dict[Any, Any]] = {}
        for one in described(self.company_id, EXCHANGE_RATE).values():
            is_usual = one.to_currency == self.currency
            pair = one.from_currency if is_usual else f"{one.from_currency}/{one.to_currency}"
            found.setdefault(pair, {})[one.valid_from] = one.rate
        return found

    def people(self) -> dict[str, Any]:
        """Who has a role here, or manages something."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for one in described(self.company_id, MEMBERSHIP).values():
            found[one.person][one.role] = one.scope
        managed = [one.contract.manager for one in self.contracts]
        managed += [one.manager for one in described(self.company_id, PROJECT).values()]
        for name in filter(None, managed):
            found.setdefault(name, {})
        people = described(self.company_id, PERSON, sorted(found))
        return {name: {**other(one, "username"), **given(roles=found[name])} for name, one in people.items()}

    def series(self) -> dict[str, Any]:
        """Prefixes and digits of numbers."""
        return {
            f"{one.series} {one.fiscal_year}" if one.fiscal_year else one.series: other(
                one, "series", "fiscal_year"
            )
            for one in described(self.company_id, NUMBER_SERIES).values()
            if one.series in SERIES
        }

    def category(self, name: str) -> dict[str, Any]:
        """A category; one whose name is that of others too is written with its class."""
        one = self.categories[name]
        of = {} if self.short[name] == name else {"class": one.transaction_class}
        return of | other(one, "name", "transaction_class")

    def customer(self, one: Any) -> dict[str, Any]:
        """A customer, under its account."""
        said = other(one, "account", "tax_group")
        if said.get("name") == one.account:
            del said["name"]
        return said | self.tax_group(one.tax_group, next(iter(self.tax_groups), None))

    def tax_group(self, code: str | None, usual: str | None) -> dict[str, Any]:
        """A tax group, where it is another than it would be."""
        return {} if code == usual else {"tax_group": code or "none"}

    def profiles(self) -> dict[str, Any]:
        """Profiles of the company's own, and what it changed about the standard ones."""
        found = {}
        for code, one in described(self.company_id, PROFILE).items():
            standard = NewProfile(code, **PROFILES[code]) if code in PROFILES else None
            base = standard or NewProfile(code, one.billing_method)
            said = {
                word: value for word in PROFILE.fields if (value := getattr(one, word)) != getattr(base, word)
            }
            if standard is None:
                said = {"billing_method": one.billing_method, **said}
            if said:
                found[code] = said
        return found

    def profile(self) -> list[str]:
        """The profiles that serve all, where they are others than the usual ones."""
        serving = [one.profile for one in self.rules if one == NewProfileRule(one.profile)]
        return [] if set(serving) == set(FOR_ALL) else serving

    def project(self, one: Any) -> dict[str, Any]:
        """A project and the profiles that serve it."""
        said = other(one, "code")
        if said.get("name") == one.code:
            del said["name"]
        serving = [
            rule.profile for rule in self.rules if rule == NewProfileRule(rule.profile, project=one.code)
        ]
        return {GROUPS.get(word, word): value for word, value in said.items()} | given(profile=serving)

    # Prices and contracts

    def is_own(self, one: FoundPriceList) -> bool:
        """Whether a list is of one contract alone."""
        listed = one.price_list
        return len(one.contracts) == 1 and listed.context == "sales" and not listed.is_default

    def price_list(self, one: NewPriceList, currency: str) -> dict[str, Any]:
        """A price list, in another currency than usual where it is."""
        return given(
            context=one.context if one.context != "sales" else None,
            currency=one.currency if one.currency != currency else None,
            **{"from": one.valid_from if one.valid_from != LONG_AGO else None},
            until=one.valid_through,
            default=one.is_default,
            prices=self.prices(one.prices) or [self.full_price(price) for price in one.prices],
        )

    def prices(self, prices: Iterable[NewPrice]) -> dict[str, Any]:
        """Prices by what they are of; nothing where a name is not enough for one of them."""
        found: dict[str, Any] = {}
        names = set(self.short.values()) | set(self.categories)
        for one in prices:
            if one.category is not None:
                of = self.short[one.category]
                is_plain = True
            elif one.resource is not None:
                of, is_plain = one.resource, one == NewPrice(resource=one.resource, unit_price=one.unit_price)
                is_plain = is_plain and of not in names
            else:
                of, is_plain = str(one.role), one == NewPrice(role=one.role, unit_price=one.unit_price)
                is_plain = is_plain and of not in names and of not in self.resources
            if not is_plain or of in found:
                return {}
            found[of] = self.price(one)
        return found

    def price(self, one: NewPrice) -> Any:
        """What stands for a price under the name of what it is of."""
        if one.category is None:
            return one.unit_price
        unit = one.unit if one.unit != UNITS[self.categories[one.category].transaction_class] else ""
        if one.markup_percent is None and not unit:
            return "at_cost" if one.unit_price is None else one.unit_price
        return given(per_unit=one.unit_price, markup=one.markup_percent, unit=unit)

    def full_price(self, one: NewPrice) -> dict[str, Any]:
        """A price that says everything it is of."""
        return given(
            role=one.role,
            resource=one.resource,
            org_unit=one.org_unit,
            category=one.category and self.short[one.category],
            unit=one.unit,
            price=one.unit_price,
            markup=one.markup_percent,
        )

    def contract(self, found: AgreedContract) -> dict[str, Any]:
        """A contract with its lines, own prices and profiles."""
        one = found.contract
        own = {
            each.price_list.name: each.price_list
            for each in self.lists
            if one.number in each.contracts and self.is_own(each)
        }
        plain = own.get(f"Sales {one.number}")
        prices = self.prices(plain.prices) if plain and plain == self.usual_list(one, plain) else {}
        lists = {
            name: self.price_list(own[name], str(one.currency)) if name in own else None
            for name in one.price_lists
            if not (prices and plain and name == plain.name)
        }
        serving = [
            rule.profile for rule in self.rules if rule == NewProfileRule(rule.profile, contract=one.number)
        ]
        return {
            **given(
                name=one.name if one.name != one.number else None,
                currency=one.currency if one.currency != self.currency else None,
                terms=one.terms,
                tax_group=one.tax_group,
                reference=one.reference,
                manager=one.manager,
                signed_on=one.signed_on,
                customers=dict(one.customers),
                rounding=one.rounding if one.rounding != next(iter(one.customers), None) else None,
                bill_to=dict(one.bill_to),
                customer_terms=dict(one.customer_terms),
                fixed_rate=one.fixed_rate,
                fixed_rate_reference=one.fixed_rate_reference,
                limit=one.limit,
                customer_limits=dict(one.customer_limits),
                profile=serving,
                sales_prices=prices,
                price_lists=lists,
                change_orders=[self.change_order(each) for each in self.orders[one.number]],
            ),
            **({"confirms_itself": True} if one.confirms_itself else {}),
            **({"applies_retainers": True} if one.applies_retainers else {}),
            **({"time_rounding": one.time_rounding} if one.time_rounding else {}),
            **({"confirmed": False} if found.status == "draft" else {}),
            **({"closed": True} if found.status == "closed" else {}),
            "lines": {
                line.name: self.line(
                    line,
                    one,
                    past_shares=self.past_shares[found.line_ids[line.name]],
                    milestones=self.of_open(self.milestones, found, line.name),
                    retainers=self.of_open(self.retainers, found, line.name),
                )
                for line in one.lines
            },
        }

    def usual_list(self, contract: NewContract, one: NewPriceList) -> NewPriceList:
        """The list that the prices of a contract make."""
        return NewPriceList(name=f"Sales {contract.number}", currency=contract.currency, prices=one.prices)

    def of_open(
        self, by_line: Mapping[int, dict[str, Any]], found: AgreedContract, line: str
    ) -> dict[str, Any]:
        """Milestones or retainers of a line; those of a closed contract are billed, which a copy could not say."""
        return {} if found.status == "closed" else by_line.get(found.line_ids[line], {})

    def line(
        self,
        one: NewLine,
        contract: NewContract,
        *,
        past_shares: Mapping[Any, Sequence[PastShare]],
        milestones: dict[str, Any],
        retainers: dict[str, Any],
    ) -> dict[str, Any]:
        """A line of a contract with its milestones and retainers."""
        planned = sum((each["amount"] for each in milestones.values()), Decimal(0))
        usual = contract.rounding if contract.rounding in one.customers else next(iter(one.customers), None)
        is_product = one.billing_method == "product"
        whole = {account: Decimal(100) for account in list(contract.customers)[:1]}
        is_inherited = dict(one.customers) == (whole if is_product else dict(contract.customers))
        is_all = is_product or tuple(one.classes) == CLASSES
        return {
            "project": one.project or "none",
            **given(
                billing_method=one.billing_method if one.billing_method != "time_and_material" else None,
                tasks=dict(one.tasks),
                amount=one.amount if one.amount != planned and not is_product else None,
                dimensions=one.dimensions,
                customers=None if is_inherited else dict(one.customers),
                rounding=one.rounding if one.rounding != usual else None,
                past_shares={day: self.shares(each) for day, each in past_shares.items()},
                roles=dict(one.roles),
                categories={self.short[name]: value for name, value in one.categories.items()},
                limit=one.limit,
                customer_limits=dict(one.customer_limits),
                schedule=one.schedule,
                billing_start=one.billing_start,
                billing_through=one.billing_through,
                quantity=one.quantity,
                unit=one.unit,
                price=one.price,
                delivery_date=one.delivery_date,
                category=one.category and self.short[one.category],
                milestones=milestones,
                retainers=retainers,
            ),
            **({} if is_all else {"classes": list(one.classes)}),
        }

    def shares(self, past: Sequence[PastShare]) -> dict[str, Any]:
        """Who paid which share, and took what rounding leaves where that was not the first."""
        taker = next((one.customer.account for one in past if one.is_rounding), None)
        return given(
            customers={one.customer.account: one.split_percent for one in past},
            rounding=taker if taker != past[0].customer.account else None,
        )

    def change_order(self, one: ChangeOrder) -> dict[str, Any]:
        """A change order as it stands, with the values that it went from and to."""
        terms = terms_of(one.contract_id, one.effective_date, one.changes)
        return {
            "name": one.name,
            "from": one.effective_date,
            **given(
                status=one.status if one.status != CHANGE_ORDER.start else None,
                value_before=one.value_before,
                value_after=one.value_after,
                terms=spelled(terms.contract),
                lines=spelled(terms.lines),
                prices=spelled(terms.prices),
            ),
        }

    # The books

    def accounts(self) -> dict[str, Any]:
        """Accounts of the company's own, and what it changed about the usual ones."""
        usual = {one.number: (one.name, one.account_kind) for one in CHART}
        return {
            number: {"name": one.name, "kind": one.account_kind}
            for number, one in described(self.company_id, ACCOUNT).items()
            if usual.get(number) != (one.name, one.account_kind)
        }

    def posting_rules(self) -> list[dict[str, Any]]:
        """Posting rules besides those of the usual chart."""
        usual = {one.posting_type: one.number for one in CHART}
        return [
            given(
                posting_type=one.posting_type,
                account=one.account,
                **{word: getattr(one, word) for word in SELECTORS if word != "category"},
                category=one.category and self.short[one.category],
            )
            for one in described(self.company_id, POSTING_RULE).values()
            if any(getattr(one, word) for word in SELECTORS) or usual.get(one.posting_type) != one.account
        ]

    def periods(self) -> dict[str, str]:
        """Periods that are not open."""
        rows = FiscalPeriod.objects.filter(company_id=self.company_id).exclude(status=PERIOD.start)
        return {
            month(starts_on): status
            for starts_on, status in rows.order_by("starts_on").values_list("starts_on", "status")
        }

    def line_properties(self) -> dict[str, Any]:
        """What billing types mean otherwise than usual."""
        found = {}
        for name, one in described(self.company_id, LINE_PROPERTY).items():
            usual = LINE_PROPERTIES.get(name, {})
            said = {
                word: value
                for word in LINE_PROPERTY.fields
                if (value := getattr(one, word)) != usual.get(word, name)
            }
            if said:
                found[name] = said
        return found


def is_simple(rule: NewProfileRule) -> bool:
    """Whether a profile rule is said with its project or contract, or is for all."""
    return not rule.project_group and (rule.project is None or rule.contract is None)


def tax_code(one: Any) -> dict[str, Any]:
    """A tax code; one of a single rate says just that."""
    said = other(one, "code", "rates")
    if said.get("name") == one.code:
        del said["name"]
    is_single = list(one.rates) == [LONG_AGO]
    return said | ({"rate": one.rates[LONG_AGO]} if is_single else {"rates": dict(one.rates)})


def other(record: Any, *but: str) -> dict[str, Any]:
    """The fields of a plain record that are not what goes without saying."""
    said = {}
    for one in fields(record):
        usual = one.default if one.default_factory is MISSING else one.default_factory()
        value = getattr(record, one.name)
        if one.name not in but and value != usual:
            said[GROUPS.get(one.name, one.name)] = list(value) if isinstance(value, tuple) else value
    return said


def spelled(value: Any) -> Any:
    """A value as YAML has it."""
    if isinstance(value, Mapping):
        return {name: spelled(each) for name, each in value.items()}
    return [spelled(one) for one in value] if isinstance(value, list | tuple) else value


def given(**said: Any) -> dict[str, Any]:
    """What is said, without what is empty; nought is something."""
    return {word: value for word, value in said.items() if value or isinstance(value, Decimal)}
