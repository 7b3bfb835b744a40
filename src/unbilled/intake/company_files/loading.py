"""Loading: a company file becomes a company, or adds to one, whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction

from unbilled.agreements.models import (
    CategoryPrice,
    ChangeOrder,
    Contract,
    ContractLine,
    PriceList,
    RolePrice,
)
from unbilled.billing.models import Milestone, Retainer
from unbilled.billing.reads.planned_milestones import planned_milestones, told_unplanned
from unbilled.companies.models import Company, ExchangeRate, TermsOfPayment
from unbilled.companies.reads.find_company import find_company
from unbilled.foundation.acts import Act, event
from unbilled.foundation.bounded import FileTooLarge, read_bounded
from unbilled.foundation.masters import MastersRefused
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.building import build_world, extend_world
from unbilled.intake.company_files.reading import (
    MOST_MEGABYTES,
    DescriptionUnreadable,
    Lined,
    Place,
    plain,
    read_yaml,
)
from unbilled.intake.company_files.world import World
from unbilled.masterdata.models import Category, Customer, Project, Resource, Role, Task
from unbilled.masterdata.reads.legal_gaps import LegalGap, legal_gaps
from unbilled.process.events.open_company import CompanyExists
from unbilled.tax.models import TaxCode

SEE = "See docs/companies.md for what may be said."
COUNTED: dict[str, tuple[Any, str]] = {
    "exchange rates": (ExchangeRate, "company"),
    "tax codes": (TaxCode, "company"),
    "terms of payment": (TermsOfPayment, "company"),
    "roles": (Role, "company"),
    "resources": (Resource, "company"),
    "categories": (Category, "company"),
    "customers": (Customer, "company"),
    "projects": (Project, "company"),
    "tasks": (Task, "company"),
    "contracts": (Contract, "company"),
    "contract lines": (ContractLine, "company"),
    "change orders": (ChangeOrder, "company"),
    "milestones": (Milestone, "contract_line__company"),
    "retainers": (Retainer, "company"),
    "price lists": (PriceList, "company"),
    "role prices": (RolePrice, "price_list__company"),
    "category prices": (CategoryPrice, "price_list__company"),
}
OF_THESE = {"milestones": {"quantity": None}}
"""Products stand where milestones stand; they are counted as contract lines."""


class CompanyFileNotReadable(Refusal):
    """The company file is not there, may not be read, or is no text."""

    sentence = "{file} cannot be read: {problem}."
    remedy = "Give the path of a YAML file in UTF-8; docs/companies.md has examples."


class CompanyFileRefused(Refusal):
    """Something in a company file cannot be done; nothing of the file has been."""

    sentence = "{file}{place}: {reason}"
    remedy = "{advice}"


@dataclass(frozen=True)
class LoadedCompany:
    """What a company file brought.

    Attributes:
        company_id: The company; of a dry run what it would have been.
        code: Its code.
        counts: How many new records there are, by what they are.
        gaps: What it lacks, company and customers, without which no invoice is posted.
        names_emoji: Its paper says emoji that no font has by their names.
        unplanned: A sentence for each fixed-price line of which milestones do not bill all that was agreed.
    """

    company_id: int
    code: str
    counts: Mapping[str, int]
    gaps: list[LegalGap] = field(default_factory=list)
    unplanned: list[str] = field(default_factory=list)
    names_emoji: bool = False


@event("intake.load_company")
def load_company(act: Act, *, path: Path, dry_run: bool = False) -> LoadedCompany:
    """Open the company that a file describes.

    Args:
        act: Who loads it; no company is named yet.
        path: A company file, or a file that holds one under ``given``.
        dry_run: Do it and undo it.

    Raises:
        CompanyFileNotReadable, FileTooLarge: The file cannot be read.
        CompanyFileRefused: Something in it has no meaning or cannot be done; file and line are named.
        CompanyExists: There is a company of the code.

    Source:
        docs/companies.md.
    """
    with _description(path) as (said, place), transaction.atomic():
        world = build_world(act, said, place=place, declared=True)
        loaded = _loaded(world, {}, [], [])
        transaction.set_rollback(dry_run)
        return loaded


@event("intake.add_to_company")
def add_to_company(act: Act, *, path: Path, dry_run: bool = False) -> LoadedCompany:
    """Add what a file describes to the company that it names.

    Args:
        act: Who adds it.
        path: A company file in which ``company`` is the code of a company.
        dry_run: Do it and undo it.

    Raises:
        CompanyFileNotReadable, FileTooLarge: The file cannot be read.
        CompanyFileRefused: Something in it has no meaning, cannot be done, or is there already.

    Source:
        docs/companies.md.
    """
    with _description(path) as (said, place), transaction.atomic():
        with place.at(said.lines.get("company")):
            code = said.pop("company", None)
            if code is None or isinstance(code, (dict, list)):
                reason = "company is not said" if code is None else f"company is {plain(code)}"
                raise DescriptionUnreadable(
                    reason=f"{reason}; a file that adds to a company has its code there"
                )
            company_id = find_company(code=str(code)).company_id
        before, gaps = _counted(company_id), legal_gaps(company_id=company_id)
        unplanned = told_unplanned(planned_milestones(company_id=company_id))
        world = extend_world(replace(act, company_id=company_id), said, place=place)
        loaded = _loaded(world, before, gaps, unplanned)
        transaction.set_rollback(dry_run)
        return loaded


def texts_in(path: Path) -> dict[str, int]:
    """Every text of a company file, names included, with the line on which it first stands.

    Raises:
        CompanyFileNotReadable, FileTooLarge, DescriptionUnreadable: The file cannot be read.
    """
    found: dict[str, int] = {}
    waiting: list[tuple[Any, int]] = [(_read(path), 1)]
    while waiting:
        said, line = waiting.pop()
        if isinstance(said, str):
            found[said] = min(line, found.get(said, line))
        elif isinstance(said, dict):
            for key, value in said.items():
                at = said.lines.get(key, line) if isinstance(said, Lined) else line
                waiting += [(key, at), (value, at)]
        elif isinstance(said, list):
            waiting += [(one, line) for one in said]
    return found


def _loaded(
    world: World, before: Mapping[str, int], known: Sequence[LegalGap], told: Sequence[str]
) -> LoadedCompany:
    unplanned = told_unplanned(planned_milestones(company_id=world.company_id))
    added = {what: number - before.get(what, 0) for what, number in _counted(world.company_id).items()}
    company = Company.objects.get(pk=world.company_id)
    return LoadedCompany(
        company_id=company.pk,
        code=company.code,
        counts={what: number for what, number in added.items() if number},
        gaps=[one for one in legal_gaps(company_id=world.company_id) if one not in known],
        unplanned=[one for one in unplanned if one not in told],
        names_emoji=company.names_emoji,
    )


def _counted(company_id: int) -> dict[str, int]:
    return {
        what: model.objects.filter(**{of: company_id}, **OF_THESE.get(what, {})).count()
        for what, (model, of) in COUNTED.items()
    }


@contextmanager
def _description(path: Path) -> Iterator[tuple[Lined, Place]]:
    """What a company file says, and the place where its reading is; what fails names the place."""
    place = Place()
    try:
        yield _read(path), place
    except (CompanyFileNotReadable, FileTooLarge, CompanyExists):
        raise
    except MastersRefused as problem:
        raise _refused(path, place.line, _told(problem.details["faults"], place), problem.advice) from None
    except Refusal as problem:
        # Other refusals call a contract line so.
        line = problem.details.get("line") if isinstance(problem, DescriptionUnreadable) else 0
        raise _refused(path, line or place.line, problem.message, problem.advice) from None
    except DatabaseError as problem:
        reason = f"the books do not take it: {_database_reason(problem)}."
        raise _refused(path, place.line, reason, SEE) from problem


def _read(path: Path) -> Lined:
    try:
        said = read_yaml(read_bounded(path, kind="a company file", most=MOST_MEGABYTES).decode("utf-8-sig"))
    except OSError as problem:
        raise CompanyFileNotReadable(file=path, problem=problem.strerror) from None
    except UnicodeDecodeError as problem:
        row = problem.object[: problem.start].count(b"\n") + 1
        raise CompanyFileNotReadable(file=path, problem=f"line {row} is not UTF-8 text") from None
    if isinstance(said, Lined) and "given" in said:
        said = said["given"]
        if isinstance(said, Lined):
            said.pop("person", None)  # who plays a scenario
    if not isinstance(said, Lined):
        raise DescriptionUnreadable(reason="the file does not say `company:`, as a company file does")
    return said


def _told(faults: Sequence[str], place: Place) -> str:
    """Every fault, with its line where that is another than the one before."""
    said, line = [], place.line
    for fault in faults:
        its = place.of(fault)
        said.append(f"line {its}: {fault}" if its and its != line else fault)
        line = its or line
    return f"{'; '.join(said)}."


def _refused(path: Path, line: int, reason: str, advice: str) -> CompanyFileRefused:
    place = f", line {line}" if line else ""
    return CompanyFileRefused(file=path.name, place=place, reason=reason, advice=advice)


def _database_reason(problem: DatabaseError) -> str:
    """What the database says, without the details that only its keepers read."""
    if isinstance(problem, IntegrityError) and "unique" in str(problem):
        return "something of this name is there already"
    return str(problem).splitlines()[0].rstrip(".")
