"""The world that a description makes: a company, and what people call its records."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unbilled.agreements.models import Contract, ContractLine, PriceList
from unbilled.companies.models import TermsOfPayment
from unbilled.foundation.acts import Act
from unbilled.intake.company_files.reading import unknown
from unbilled.ledger.models import FiscalPeriod, MainAccount
from unbilled.masterdata.models import (
    Category,
    Customer,
    OrgUnit,
    Project,
    Resource,
    Role,
    Task,
    WriteOffReason,
)
from unbilled.tax.models import ItemTaxGroup, TaxCode, TaxGroup

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
    "write_off_reasons": (WriteOffReason, "code"),
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
            self.ids[kind] = {month(each) if kind == "periods" else each: key for each, key in rows}
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


def month(first: date) -> str:
    """What people call a period, by its first day.

    >>> month(date(2026, 3, 1))
    '2026-03'
    """
    return f"{first:%Y-%m}"
