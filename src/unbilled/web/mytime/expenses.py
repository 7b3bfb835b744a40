"""What somebody spent, used or charges: one form, for the category says whether it is an expense, material or a fee."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from unbilled.agreements.reads.currencies_of_fees import (
    FeeNotSold,
    FeeOfOtherCurrency,
    currencies_of_fees,
    fee_refused,
)
from unbilled.companies.models import Currency
from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal
from unbilled.kit.forms import Control, Entry, Unreadable, shown, typed, value_of
from unbilled.kit.saying import moved
from unbilled.masterdata.models import Category
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest, for_team_members
from unbilled.web.imports.receiving import was_stopped
from unbilled.web.lists.pages import today_of
from unbilled.web.mytime.own import place_of, places_of, reference, whose
from unbilled.web.mytime.receipts import attached
from unbilled.web.mytime.weeks import Week, monday
from unbilled.work.events.enter_entries import CostWithoutCurrency, NewEntry, ProjectClosed, enter_entries
from unbilled.work.rules import QuantityNegative

WRONG = 422
CLASSES = ("expense", "material", "fee")
"""Of what is entered with a category, in the order in which people look for it."""
FIELDS: Mapping[type[Refusal], str] = {
    ProjectClosed: "project",
    FeeNotSold: "project",
    FeeOfOtherCurrency: "currency",
    CostWithoutCurrency: "currency",
    QuantityNegative: "quantity",
}
"""The field that a refusal is about."""
NAMED = {"cost": "amount", "price": "amount", "quantity": "quantity", "currency": "currency"}
"""The same by what a refusal names first, where it may be about several."""


def controls_of_new(request: BackOfficeRequest) -> list[Control]:
    """The empty form."""
    return [Control(one, shown(one, one.usual)) for one in entries_of(request, categories_of(request))]


@for_team_members
@require_POST
def expense(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Enter an expense, material or a fee, and attach its receipt where one came with it."""
    who, categories = whose(request), categories_of(request)
    entries, values, faults = read(request, categories)
    place = place_of(request, values.get("project", ""))
    if place is None:
        faults.setdefault("project", "There is no such project or task.")
    if faults or place is None:
        return _again(request, entries, faults)
    category = categories[values["category"]]
    is_fee, amount = category.transaction_class == "fee", values["amount"]
    new = NewEntry(
        transaction_class=category.transaction_class,
        transaction_date=values["day"],
        project_id=place[0],
        task_id=place[1] or None,
        category_id=category.pk,
        resource_id=who.resource_id,
        quantity=values["quantity"],
        unit=values["unit"],
        unit_cost=None if is_fee else amount,
        cost_currency=None if is_fee or amount is None else values["currency"],
        unit_price=amount if is_fee else None,
        description=values["description"],
        external_reference=reference(request),
    )
    try:
        if is_fee:
            charged_in(request, place, values["project"], values["currency"])
        [entry_id] = enter_entries(act_of(request), entries=[new]).entry_ids
    except Refusal as refusal:
        return _again(request, entries, *beside(refusal, new.external_reference or ""))
    week = Week(monday(values["day"]), (), ())
    here = reverse("time", kwargs={"code": code}, query={"week": week.name})
    if "receipt" in request.FILES or was_stopped(request):
        try:
            key = request.POST.get("act_key", "")
            attached(request, entry_id, key=f"{key}-receipt" if key else "")
        except Refusal as refusal:
            return moved(here, f"{category.name} is entered, but not its receipt. {refusal}")
    return moved(here, f"Entered: {category.name}, {figures.quantity(new.quantity)} {new.unit}.")


def categories_of(request: BackOfficeRequest) -> dict[str, Category]:
    """Categories of expenses, material and fees, by class and name."""
    found = Category.objects.filter(
        company_id=request.company.company_id, transaction_class__in=CLASSES
    ).order_by("name")
    named = {f"{one.transaction_class}/{one.name}": one for one in found}
    return dict(sorted(named.items(), key=lambda item: CLASSES.index(item[1].transaction_class)))


def entries_of(request: BackOfficeRequest, categories: Mapping[str, Category]) -> list[Entry]:
    """The fields of the form."""
    kept = Currency.objects.order_by("code").values_list("code", flat=True)
    return [
        Entry(name="day", label="Day", kind="day", is_required=True, usual=today_of(request)),
        Entry(
            name="project",
            label="Project or task",
            kind="named",
            is_required=True,
            choices=places_of(request),
            hint="Such as P-101, or P-101/Design.",
        ),
        Entry(
            name="category",
            label="Category",
            kind="choice",
            is_required=True,
            choices={name: f"{one.name} · {one.transaction_class}" for name, one in categories.items()},
            hint="It says whether this is an expense, material or a fee."
            if categories
            else "There are none yet; who sets the company up adds them.",
        ),
        Entry(name="quantity", label="Quantity", kind="number", is_required=True, usual=Decimal(1)),
        Entry(name="unit", label="Unit", is_required=True, usual="piece"),
        Entry(
            name="amount",
            label="Amount of one",
            kind="number",
            has_none=True,
            hint="What it cost; of a fee what is charged. Empty only of material: the price list says it.",
        ),
        Entry(
            name="currency",
            label="Currency",
            kind="named",
            is_required=True,
            usual=request.company.accounting_currency,
            choices={one: one for one in kept},
        ),
        Entry(name="description", label="Text", hint="The customer may read it."),
    ]


def read(
    request: BackOfficeRequest, categories: Mapping[str, Category]
) -> tuple[list[Entry], dict[str, Any], dict[str, str]]:
    """The fields, what was typed into them, and what of it cannot be read."""
    chosen = categories.get(request.POST.get("category", ""))
    entries = [
        replace(one, is_required=chosen is None or chosen.transaction_class != "material")
        if one.name == "amount"
        else one
        for one in entries_of(request, categories)
    ]
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for one in entries:
        try:
            values[one.name] = value_of(one, request.POST, today_of(request))
        except Unreadable as wrong:
            faults[one.name] = f"{one.label} {wrong}"
    if chosen is None:
        faults.setdefault("category", "There is no such category.")
    return entries, values, faults


def charged_in(request: BackOfficeRequest, place: tuple[int, int], project: str, currency: str) -> None:
    """See to it that a fee is charged in the currency of the contract that sells it.

    Raises:
        FeeNotSold: Nothing sells it.
        FeeOfOtherCurrency: It is charged in another.
    """
    currencies = currencies_of_fees(company_id=request.company.company_id, project_ids=[place[0]])
    refusal = fee_refused(currencies, place, project=project, found=currency)
    if refusal is not None:
        raise refusal


def beside(refusal: Refusal, reference: str) -> tuple[dict[str, str], Refusal | None]:
    """What a refusal says beside the field that it is about, without the reference nobody has seen yet; else above."""
    named = str(next(iter(refusal.details.get("found", ())), ""))
    field = FIELDS.get(type(refusal)) or NAMED.get(named.partition(" ")[0])
    if field is None:
        return {}, refusal
    said = str(refusal)
    for word in ("of", "in"):
        said = said.replace(f" {word} entry {reference}", "")
    return {field: said}, None


def _again(
    request: BackOfficeRequest,
    entries: Sequence[Entry],
    faults: Mapping[str, str],
    refusal: Refusal | None = None,
) -> HttpResponse:
    controls = [Control(one, typed(one, request.POST), faults.get(one.name, "")) for one in entries]
    told = {"controls": controls, "refusal": refusal, "key": one_time_key()}
    return render(request, "mytime/expense.html", told, status=WRONG)
