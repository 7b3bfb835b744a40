"""The palette: go to any screen, form, contract, customer, project or document by a few letters of its name."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unbilled.foundation.selections import Selection
from unbilled.kit.screens import Screen
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.forms.catalogue import FORMS, address
from unbilled.web.lists.pages import may
from unbilled.web.screens import SCREENS, address_of, is_of_use, page_of

FEW = 5
"""Records of a kind that are shown."""
SOUGHT = (
    ("contracts", "contract", "number", "name", ""),
    ("customers", "customer", "account", "name", ""),
    ("projects", "project", "code", "name", ""),
    ("proformas", "proforma", "number", "customer", ""),
    ("proposals", "proposal", "number", "customer", "-number"),
    ("invoices", "invoice", "number", "customer", ""),
)
"""Screens that are searched: kind of their records, column of the name and of what is said beside it, and the order in
which they are found, so that of documents the newest come first; that of the list where none is said."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something to go to."""

    href: str
    name: str
    said: str
    kind: str
    icon: str


@require_safe
def find(request: BackOfficeRequest, code: str) -> HttpResponse:
    """What has the letters in its name, as far as the person sees."""
    sought = " ".join(request.GET.get("q", "").split())[:80]
    found = [
        *screens(request, sought),
        *(commands(request, sought) if sought else ()),
        *(records(request, sought) if len(sought) > 1 else ()),
    ]
    return render(request, "palette/found.html", {"found": found, "sought": sought})


def commands(request: BackOfficeRequest, sought: str) -> Iterator[Found]:
    """What the person may add, and the pages that are no list, by the same letters."""
    code = request.company.code
    places = [
        Found(address(code, form.path), f"New {form.noun}", "", "Add", "plus")
        for form in FORMS.values()
        if form.add_event and not form.within and may(request, form.add_event)
    ]
    company = address(code, "company", request.company.company_id)
    places += [
        Found(reverse("time", kwargs={"code": code}), "My time", "", "Page", "calendar-check"),
        Found(reverse("steps", kwargs={"code": code}), "First steps", "", "Page", "list-checks"),
        Found(company, "Company parameters", "", "Page", "building"),
    ]
    for one in places:
        if all(
            any(each.startswith(word) for each in one.name.lower().split()) for word in sought.lower().split()
        ):
            yield one


def screens(request: BackOfficeRequest, sought: str) -> Iterator[Found]:
    """Screens of which every word begins with one of the letters."""
    words = sought.lower().split()
    for screen in SCREENS.values():
        said = f"{screen.group} {screen.heading} {screen.tab}".lower().split()
        if all(any(one.startswith(word) for one in said) for word in words) and is_of_use(request, screen):
            href = address_of(request.company.code, screen)
            yield Found(
                href, f"{screen.heading} {screen.tab.lower()}".strip(), screen.group, "Page", screen.icon
            )


def records(request: BackOfficeRequest, sought: str) -> Iterator[Found]:
    """Records that have the letters somewhere in their name."""
    for path, kind, name, beside, sort in SOUGHT:
        screen: Screen = SCREENS[path]
        of = screen.read.of(
            company_id=request.company.company_id, selection=Selection(text=sought), sight=request.sight
        )
        column = screen.read.by_name[name]
        for row in of.rows(limit=FEW, sort=sort):
            href = page_of(kind, row, column, request.company.code)
            yield Found(href, row[name], row[beside] or "", kind.capitalize(), screen.icon)
