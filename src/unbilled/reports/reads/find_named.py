"""Find single records by the names people use: entries, documents, milestones, retainers, periods and setup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unbilled.agreements.reads.find_selection import NameUnknown, find_selection, near
from unbilled.companies.models import Company
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight, theirs
from unbilled.foundation.statements import statement

ENTRIES = statement(__file__, "entries")
DOCUMENTS = statement(__file__, "documents")
MILESTONES = statement(__file__, "milestones")
RETAINERS = statement(__file__, "retainers")
CONTRACT_LINES = statement(__file__, "contract_lines")
SETUP = statement(__file__, "setup")


class NameAmbiguous(Refusal):
    """A name that several records have does not say which is meant."""

    sentence = "Several records are meant by {kind} {name}: {places}."
    remedy = "Name its contract as well, or the line by its number."


class EntryAmbiguous(Refusal):
    """What several entries answer to does not say which is meant."""

    sentence = "Several entries answer to {name}: {references}."
    remedy = "Give the whole reference of the one that is meant."


@dataclass(frozen=True)
class FoundDocument:
    """A proforma, proposal or invoice; all three know the proforma they come from."""

    document_id: int
    number: str
    proforma_id: int


def find_entries(*, company_id: int, names: Sequence[str], sight: Sight | None) -> list[int]:
    """Entries by reference, in the order of the names.

    Args:
        company_id: Company of the entries.
        names: External references, with or without their source, or the first six characters or more of one; or the
            identities of entries that have none.
        sight: Whose own are told of where one is not there; None tells of all.

    Raises:
        NameUnknown: There is no such entry.
        EntryAmbiguous: Several answer to a name.

    Source:
        docs/rules/work.md#references.
    """
    return list(dict.fromkeys(entries_by_name(company_id=company_id, names=names, sight=sight).values()))


def entries_by_name(*, company_id: int, names: Sequence[str], sight: Sight | None) -> dict[str, int]:
    """The same by name; one entry may have two names.

    Raises:
        NameUnknown: There is no such entry.
        EntryAmbiguous: Several answer to a name.
    """
    return {row["name"]: row["id"] for row in _found_entries(company_id, names, sight)}


def references_of(*, company_id: int, names: Sequence[str], sight: Sight | None) -> list[str]:
    """The references of the entries as they are listed, in the order of the names; see ``find_entries``.

    Raises:
        NameUnknown: There is no such entry.
        EntryAmbiguous: Several answer to a name.
    """
    return [row["reference"] for row in _found_entries(company_id, names, sight)]


def _found_entries(company_id: int, names: Sequence[str], sight: Sight | None) -> list[dict[str, Any]]:
    rows = ENTRIES.rows(company_id=company_id, names=list(dict.fromkeys(names)))
    _refuse_unknown(company_id, "entry", rows, sight)
    rows = _meant(company_id, "entry", rows, sight, by="id")
    meant: dict[str, list[str]] = {}
    for row in rows:
        meant.setdefault(row["name"], []).append(row["reference"])
    for name, references in meant.items():
        if len(references) > 1:
            raise EntryAmbiguous(name=name, references=references)
    return rows


def find_documents(
    *, company_id: int, kind: str, numbers: Sequence[str], sight: Sight | None
) -> list[FoundDocument]:
    """Documents by number, in the order of the numbers.

    Args:
        company_id: Company of the documents.
        kind: ``proforma``, ``proposal`` or ``invoice``; credit notes are invoices.
        numbers: Their numbers.
        sight: Whose own are told of where one is not there; None tells of all.

    Raises:
        NameUnknown: There is no such document.
    """
    rows = DOCUMENTS.rows(company_id=company_id, kind=kind, names=list(dict.fromkeys(numbers)))
    _refuse_unknown(company_id, kind, rows, sight)
    return [FoundDocument(row["id"], row["name"], row["proforma_id"]) for row in rows]


def find_milestones(
    *, company_id: int, names: Sequence[str], contract_ids: Sequence[int] | None = None, sight: Sight | None
) -> list[int]:
    """Milestones by name; one that is split among customers is several.

    Args:
        company_id: Company of the milestones.
        names: Their names.
        contract_ids: Contracts to look in; None looks in all.
        sight: Whose own are told of, where one is not there or several are meant; None tells of all.

    Raises:
        NameUnknown: There is no milestone of a name.
        NameAmbiguous: Several contract lines have one of a name.
    """
    contracts = None if contract_ids is None else list(contract_ids)
    rows = MILESTONES.rows(company_id=company_id, names=list(names), contract_ids=contracts)
    _refuse_unknown(company_id, "milestone", rows, sight)
    meant = _meant(company_id, "milestone", rows, sight, by="contract_line_id")
    for name in names:
        places = {row["contract_line_id"]: row["place"] for row in meant if row["name"] == name}
        if len(places) > 1:
            raise NameAmbiguous(kind="milestone", name=name, places=sorted(places.values()))
    return [row["id"] for row in meant]


def find_retainers(
    *,
    company_id: int,
    names: Sequence[str],
    contract: str | None = None,
    proforma_id: int | None = None,
    sight: Sight | None,
) -> list[int]:
    """Retainers by name, in the order of the names: of a contract, or of contract and customer of a proforma.

    Args:
        company_id: Company of the contract.
        names: Their names.
        contract: Number of the contract.
        proforma_id: The proforma.
        sight: Whose own are told of where one is not there; None tells of all.

    Raises:
        NameUnknown: There is no such contract, or it has no retainer of a name.
        NameAmbiguous: Several customers have one of a name.
    """
    if contract is not None:
        find_selection(company_id=company_id, selection=Selection(contract=contract), sight=sight)
    rows = RETAINERS.rows(
        company_id=company_id, contract=contract, proforma_id=proforma_id, names=list(dict.fromkeys(names))
    )
    _refuse_unknown(company_id, "retainer", rows, sight)
    for name in names:
        places = [row["place"] for row in rows if row["name"] == name]
        if len(places) > 1:
            raise NameAmbiguous(kind="retainer", name=name, places=sorted(places))
    return [row["id"] for row in rows]


def find_contract_line(*, company_id: int, contract: str, line: str, sight: Sight | None) -> int:
    """A contract line by name or number.

    Args:
        company_id: Company of the contract.
        contract: Number of the contract.
        line: Name of the line, or its position in the contract.
        sight: Whose own are told of where one is not there or several are meant; None tells of all.

    Raises:
        NameUnknown: There is no such contract, or it has no such line.
        NameAmbiguous: Several lines have the name.
    """
    find_selection(company_id=company_id, selection=Selection(contract=contract), sight=sight)
    rows = CONTRACT_LINES.rows(company_id=company_id, contract=contract)
    named = [row for row in rows if line in (row["name"], str(row["line_no"]))]
    if len(named) > 1:
        raise NameAmbiguous(kind="line", name=line, places=[f"line {row['line_no']}" for row in named])
    if not named:
        seen = theirs(sight, kind="contract_line", ids=[row["id"] for row in rows])
        told = None if len(seen) == len(rows) else sight
        names = [row["name"] for row in rows]
        raise NameUnknown(
            company=f"Contract {contract}",
            kind="line",
            names=[line],
            nearest=near(line, names, kind="contract line", sight=told),
        )
    return int(named[0]["id"])


def find_setup(*, company_id: int, kind: str, names: Sequence[str]) -> list[int]:
    """Fiscal periods, terms of payment, write-off reasons, tax groups, item tax groups and sets of dimensions by name.

    Args:
        company_id: Company whose setup it is.
        kind: ``period``, ``terms``, ``write-off reason``, ``tax group``, ``item tax group`` or ``dimensions``.
        names: As 2026-03, N30, GOODWILL, DOMESTIC, FULL; dimensions as ``department 100, region north`` with their
            names in order.

    Raises:
        NameUnknown: There is none of a name.
    """
    rows = SETUP.rows(company_id=company_id, kind=kind)
    known = {row["name"]: row["id"] for row in rows}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise_unknown(company_id, kind, unknown, list(known), None)
    return list(dict.fromkeys(known[name] for name in names))


def setup_names(*, company_id: int, kind: str) -> list[str]:
    """The names that ``find_setup`` knows of a kind, to choose among."""
    return [row["name"] for row in SETUP.rows(company_id=company_id, kind=kind) if row["name"]]


def _meant(
    company_id: int, kind: str, rows: list[dict[str, Any]], sight: Sight | None, *, by: str
) -> list[dict[str, Any]]:
    """What names mean: of several that one may mean, those that the person sees."""
    each: dict[str, set[Any]] = {}
    for row in rows:
        each.setdefault(row["name"], set()).add(row[by])
    ids = [row["id"] for row in rows if len(each[row["name"]]) > 1]
    foreign = set(ids) - set(theirs(sight, kind=kind, ids=ids))
    meant = [row for row in rows if row["id"] not in foreign]
    if lost := set(each) - {row["name"] for row in meant}:
        raise_unknown(company_id, kind, sorted(lost), [], sight)
    return meant


def _refuse_unknown(company_id: int, kind: str, rows: Sequence[dict[str, Any]], sight: Sight | None) -> None:
    unknown = [row for row in rows if row["id"] is None]
    if unknown:
        raise_unknown(company_id, kind, [row["name"] for row in unknown], unknown[0]["near"], sight)


def raise_unknown(
    company_id: int, kind: str, names: list[str], known: list[str], sight: Sight | None
) -> None:
    """Say that there is nothing of a name, and what is nearest to it, as far as the person sees.

    Raises:
        NameUnknown: Always.
    """
    code = Company.objects.values_list("code", flat=True).get(pk=company_id)
    told = near(names[0], known, kind=kind, sight=sight)
    raise NameUnknown(company=code, kind=kind, names=names, nearest=told)
