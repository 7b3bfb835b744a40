"""The first run in five steps: company, customer, contract and prices, people, first import; each an ordinary event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from unbilled.companies.kinds import CURRENCIES
from unbilled.companies.rules import CurrencyUnknown
from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.loading import load_company
from unbilled.intake.company_files.reading import MOST_MEGABYTES
from unbilled.kit.forms import Control, Entry, Unreadable, shown, typed, value_of
from unbilled.kit.saying import moved
from unbilled.process.events.open_company import CompanyExists, open_company
from unbilled.web.begin.steps import steps_of
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.forms.catalogue import COUNTRIES, ZONES
from unbilled.web.forms.form import Form
from unbilled.web.forms.pages import faults_beside
from unbilled.web.forms.records import OpenedCompany

WRONG = 422
DETAILS = ("address", "country", "vat_id", "time_zone", "locale")


def opened(act: Act, record: OpenedCompany) -> int:
    """Open the books of a company."""
    return open_company(
        act,
        code=record.code,
        name=record.name,
        accounting_currency=record.accounting_currency.upper(),
        reporting_currency=record.reporting_currency and record.reporting_currency.upper(),
        first_fiscal_year=record.first_fiscal_year,
        years=record.years,
        first_day=record.first_day,
        details={name: getattr(record, name) for name in DETAILS},
    )


def no_record(company_id: int, key: int) -> None:
    """A company is only opened here; it is changed by a form of its own."""


OPENING = Form(
    path="begin",
    noun="company",
    record=OpenedCompany,
    lookups={"accounting_currency": CURRENCIES, "reporting_currency": CURRENCIES},
    suggests={"country": COUNTRIES, "time_zone": ZONES},
    lines=("address",),
    adds=opened,
    add_event="process.open_company",
    found=no_record,
)


@require_safe
def begin(request: BackOfficeRequest) -> HttpResponse:
    """Open a company, or load a file that describes one."""
    refuse_others(request)
    controls = [Control(one, shown(one, one.usual)) for one in entries_of(request)]
    return render(request, "begin/page.html", {"controls": controls} | _further())


@require_POST
def open_one(request: BackOfficeRequest) -> HttpResponse:
    """Open a company: the first step."""
    refuse_others(request)
    entries = entries_of(request)
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for one in entries:
        try:
            values[one.name] = value_of(one, request.POST, timezone.now().date())
        except Unreadable as wrong:
            faults[one.name] = f"{one.label} {wrong}"
    if faults:
        return _again(request, entries, faults, None)
    try:
        opened(act_of(request), OpenedCompany(**values))
    except CompanyExists as refusal:
        return _again(request, entries, {"code": str(refusal)}, None)
    except CurrencyUnknown as refusal:
        return _again(request, entries, {"accounting_currency": str(refusal)}, None)
    except Refusal as refusal:
        beside, rest = faults_beside(refusal, entries)
        return _again(request, entries, beside, rest)
    code = str(values["code"])
    return moved(reverse("steps", kwargs={"code": code}), f"The books of {code} are open.")


@require_POST
def load(request: BackOfficeRequest) -> HttpResponse:
    """Load the company that a file describes."""
    refuse_others(request)
    sent = request.FILES.get("file")
    refusal: Refusal | None = None
    if sent is None:
        return render(request, "begin/load.html", {"missing": True} | _further(), status=WRONG)
    with TemporaryDirectory() as folder:
        # One megabyte more than may be: the event refuses what is too large, and no more than that is read.
        path = Path(folder) / (Path(sent.name or "").name or "company.yaml")
        path.write_bytes(sent.read((MOST_MEGABYTES + 1) * 1024 * 1024))
        try:
            loaded = load_company(act_of(request), path=path)
        except Refusal as why:
            refusal = why
    if refusal is not None:
        said = str(refusal).replace(f"{folder}/", "")
        return render(request, "begin/load.html", {"why": said} | _further(), status=WRONG)
    counts = ", ".join(figures.counted(number, what) for what, number in loaded.counts.items())
    return moved(reverse("steps", kwargs={"code": loaded.code}), f"{loaded.code} is open: {counts}.")


@require_safe
def steps(request: BackOfficeRequest, code: str) -> HttpResponse:
    """The five steps of a company: which are done, and the way to each."""
    told = steps_of(request.company.code, request.company.company_id)
    place = next((place for place, one in enumerate(told) if not one.is_done), len(told))
    return render(request, "begin/steps.html", {"told": told, "place": place})


def refuse_others(request: BackOfficeRequest) -> None:
    """A company is opened by whoever administers all of them; for everybody else there is no such page.

    Raises:
        Http404: Somebody else asks.
    """
    if not request.person.is_administrator:
        raise Http404("Companies are opened by whoever administers all of them.")


def entries_of(request: BackOfficeRequest) -> list[Entry]:
    """The fields of a company that is opened."""
    usual = {"first_fiscal_year": timezone.now().year}
    return [
        replace(one, usual=usual.get(one.name, one.usual))
        for one in OPENING.entries(act_of(request, key=""), is_new=True)
    ]


def _again(
    request: BackOfficeRequest, entries: Sequence[Entry], faults: Mapping[str, str], refusal: Refusal | None
) -> HttpResponse:
    controls = [Control(one, typed(one, request.POST), faults.get(one.name, "")) for one in entries]
    told = {"controls": controls, "refusal": refusal} | _further()
    return render(request, "begin/open.html", told, status=WRONG)


def _further() -> dict[str, Any]:
    return {"key": one_time_key()}
