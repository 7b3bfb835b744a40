"""The five steps of a company: which are done, and the ways to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from unbilled.agreements.models import Contract, RolePrice
from unbilled.companies.models import Company
from unbilled.masterdata.models import Customer, Project, Resource, Role
from unbilled.tax.models import TaxGroup, TaxParameters
from unbilled.web.forms.catalogue import address, contract_page
from unbilled.work.models import Entry

Way = tuple[str, str]
"""A label and an address."""


@dataclass(frozen=True)
class Told:
    """A step of the first run.

    Attributes:
        title: What it is.
        said: What it is for.
        is_done: It is done.
        ways: Labels and addresses of the forms that do it.
    """

    title: str
    said: str
    is_done: bool
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Begun:
    """A company that is set up.

    Attributes:
        code: Its code.
        company_id: Its identity.
    """

    code: str
    company_id: int

    @property
    def then(self) -> str:
        """Where its steps are."""
        return reverse("steps", kwargs={"code": self.code})

    def way(self, label: str, form: str, **asked: str) -> Way:
        """To a form, and back."""
        return label, address(self.code, form, then=self.then, **asked)

    def change(self, label: str, form: str, key: int) -> Way:
        """To the form of a record that is there, and back."""
        there = {"code": self.code, "screen": form, "key": key}
        return label, reverse("form", kwargs=there, query={"then": self.then})

    def has(self, model: Any, of: str = "", **asked: Any) -> bool:
        """Whether it has such a record, by itself or as one of something that it has."""
        return bool(model.objects.filter(**{f"{of}company_id": self.company_id}, **asked).exists())


def steps_of(code: str, company_id: int) -> list[Told]:
    """The steps of a company."""
    begun = Begun(code, company_id)
    return [company(begun), customer(begun), contract(begun), people(begun), first_import(begun)]


def company(begun: Begun) -> Told:
    """The company and the tax that it charges."""
    has_tax = begun.has(TaxParameters, default_item_tax_group__isnull=False)
    told = Company.objects.exclude(Q(address="") | Q(country="") | Q(vat_id="", registration=""))
    is_told = told.filter(pk=begun.company_id).exists()
    said = "Change" if is_told else "Complete address, country and VAT number"
    return Told(
        "Company",
        "Its books are open, with periods, accounts and posting rules. Address, VAT number and bank stand on every "
        "invoice, and so does the tax that is charged, be it none.",
        has_tax and is_told,
        [
            *([] if has_tax else [begun.way("Say what tax is charged", "usual-tax")]),
            begun.change(said, "company", begun.company_id),
        ],
    )


def customer(begun: Begun) -> Told:
    """A customer who can be invoiced."""
    customers = Customer.objects.filter(company_id=begun.company_id).order_by("pk")
    is_done = customers.exclude(Q(address="") | Q(country="") | Q(tax_group=None)).exists()
    groups = TaxGroup.objects.filter(company_id=begun.company_id).values_list("code", flat=True)[:2]
    usual = {"tax_group": groups[0]} if len(groups) == 1 else {}
    ways = [begun.way("Add", "customers", **usual)]
    if not is_done and (first := customers.first()):
        ways.insert(
            0,
            begun.change(
                f"Complete address, country and tax group of {first.account}", "customers", first.pk
            ),
        )
    return Told(
        "Customer",
        "Whom you invoice: name, address, country, VAT number, and the tax group of what they are charged.",
        is_done,
        ways,
    )


def contract(begun: Begun) -> Told:
    """A contract that is confirmed, and what an hour sells for."""
    is_confirmed = begun.has(Contract, status="confirmed")
    draft = Contract.objects.filter(company_id=begun.company_id, status="draft").order_by("pk").first()
    ways = [] if begun.has(Role) else [begun.way("A role people work in", "roles")]
    ways += [] if begun.has(Project) else [begun.way("A project", "projects")]
    if draft is None or is_confirmed:
        ways.append(begun.way("Add contract", "contracts"))
    else:
        page = contract_page(begun.code, draft.number)
        ways.append((f"Confirm {draft.number}", f"{page}?{urlencode({'then': begun.then})}"))
    return Told(
        "Contract and prices",
        "Who pays for which project, and what an hour of each role costs the customer. Once confirmed, it bills.",
        is_confirmed and begun.has(RolePrice, of="price_list__", price_list__context="sales"),
        numbered(ways),
    )


def people(begun: Begun) -> Told:
    """Whose time comes in, and what it costs."""
    has_resource = begun.has(Resource)
    cost = {"price_list__context": "cost", "price_list__is_default": True}
    has_cost = begun.has(RolePrice, of="price_list__", **cost)
    ways = [] if has_resource else [begun.way("Add whose time comes in", "resources")]
    ways += [] if has_cost else [begun.way("Say what hours cost you", "cost-of-hours")]
    return Told(
        "People",
        "Whose time comes in, what an hour of theirs costs you, and who works here with you.",
        has_resource and has_cost,
        [*numbered(ways), ("Invite someone", address(begun.code, "people"))],
    )


def first_import(begun: Begun) -> Told:
    """Work from a file."""
    return Told(
        "First import",
        "A file of your time tracker, tried before anything is kept.",
        begun.has(Entry),
        [("Import", reverse("imports", kwargs={"code": begun.code}))],
    )


def numbered(ways: Sequence[Way]) -> list[Way]:
    """Ways that are gone one after the other.

    >>> numbered([("A role", "a"), ("A project", "b")]), numbered([("A project", "b")])
    ([('1. A role', 'a'), ('2. A project', 'b')], [('A project', 'b')])
    """
    if len(ways) < 2:
        return list(ways)
    return [(f"{place}. {label}", href) for place, (label, href) in enumerate(ways, 1)]
