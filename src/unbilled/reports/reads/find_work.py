"""Find the work that somebody means by naming entries and milestones, or by filters that take what there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.accounting.reads.draft_journal_lines import draft_journal_lines
from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.accounting.reads.lines_of_entries import lines_of_entries
from unbilled.billing.models import BacklogLine, Milestone, Proforma
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.billable_work import billable_work
from unbilled.billing.reads.sales_of_entries import sales_of_entries
from unbilled.foundation.lists import as_expected
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight, theirs
from unbilled.reports.reads.find_named import find_entries, find_milestones
from unbilled.work.reads.entries import ENTRIES
from unbilled.work.reads.undecided_entries import undecided_entries


@dataclass(frozen=True)
class OpenWork:
    """Unbilled sales and milestones."""

    actual_ids: Sequence[int]
    milestone_ids: Sequence[int]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {"sales": len(self.actual_ids), "milestones": len(self.milestone_ids)}


def find_submitted(
    *,
    company_id: int,
    entries: Sequence[str] | None,
    selection: Selection,
    sight: Sight | None,
) -> list[int]:
    """The entries that are named, however they stand, so that an event can refuse them; else those submitted.

    Args:
        company_id: Company of the entries.
        entries: External references or identities.
        selection: Which of the submitted entries, where none is named.
        sight: Who selects, where not everything is reached.

    Raises:
        NameUnknown: There is no such entry.
        SelectionChanged: What is selected does not come to what it is said to.
    """
    if entries:
        return find_entries(company_id=company_id, names=entries, sight=sight)
    asked = as_expected(
        selection,
        lambda one: ENTRIES.of(company_id=company_id, selection=one.but(status="submitted"), sight=sight),
    )
    found = undecided_entries(company_id=company_id, statuses=["submitted"], selection=asked)
    return theirs(sight, kind="entry", ids=[one.record_id for one in found])


def find_open_work(
    *,
    company_id: int,
    entries: Sequence[str] | None,
    milestones: Sequence[str] | None,
    selection: Selection,
    is_ready: bool,
    sight: Sight | None,
    on: date | None = None,
) -> OpenWork:
    """The sales of entries and the milestones that are named, however they stand; else the open ones.

    Args:
        company_id: Company of the work.
        entries: External references or identities.
        milestones: Names; the contracts of the selection say which of several is meant.
        selection: Which open work, where nothing is named.
        is_ready: Where nothing is named, what is marked ready to invoice; else what is not.
        sight: Who selects, where not everything is reached.
        on: The day; where nothing is named, what is held back longer is left out, and all that is held without a day.

    Raises:
        NameUnknown: There is no such entry or milestone.
        NameAmbiguous: Several contract lines have a milestone of the name.
        NothingToBill: An entry has no unbilled sale.
        SelectionChanged: The sales that are selected do not come to what they are said to.
    """
    if entries or milestones:
        entry_ids = find_entries(company_id=company_id, names=entries or [], sight=sight)
        return OpenWork(
            sales_of_entries(company_id=company_id, entry_ids=entry_ids),
            find_milestones(
                company_id=company_id,
                names=milestones or [],
                contract_ids=selection.ids("contract_ids"),
                sight=sight,
            ),
        )
    status = "ready_to_invoice" if is_ready else "not_ready"
    asked = as_expected(
        selection,
        lambda one: OPEN_SALES.of(company_id=company_id, selection=one.but(status=status), sight=sight),
    )
    work = billable_work(company_id=company_id, on=on or date.min, selection=asked, only_ready=is_ready)
    sales, parts = (
        (work.actual_ids, work.milestone_ids)
        if is_ready
        else (work.unready_actual_ids, work.unready_milestone_ids)
    )
    return OpenWork(theirs(sight, kind="actual", ids=sales), theirs(sight, kind="milestone", ids=parts))


def find_work_of_proforma(
    *,
    company_id: int,
    proforma_id: int,
    entries: Sequence[str],
    milestones: Sequence[str],
    sight: Sight | None,
) -> OpenWork:
    """The sales of entries and the milestones that are named, as far as the proforma's contract and customer have them.

    What the customer has no part of is handed on, so that an event can refuse it.

    Args:
        company_id: Company of the work.
        proforma_id: The proforma.
        entries: Entries by reference.
        milestones: Names within the contract.
        sight: Whose own are told of where one is not there; None tells of all.

    Raises:
        NameUnknown: There is no such entry or milestone.
        EntryAmbiguous, NameAmbiguous: Several answer to a name.
        NothingToBill: An entry has no unbilled sale.
    """
    if not entries and not milestones:
        return OpenWork((), ())
    proforma = Proforma.objects.get(pk=proforma_id, company_id=company_id)
    work = find_open_work(
        company_id=company_id,
        entries=entries,
        milestones=milestones,
        selection=Selection(contract_ids=[proforma.contract_id]),
        is_ready=True,
        sight=sight,
    )
    whose = {"company_id": company_id, "customer_id": proforma.customer_id}
    sales = BacklogLine.objects.filter(pk__in=work.actual_ids, contract_id=proforma.contract_id, **whose)
    parts = Milestone.objects.filter(pk__in=work.milestone_ids, **whose)
    return OpenWork(
        sorted(sales.values_list("pk", flat=True)) or work.actual_ids,
        sorted(parts.values_list("pk", flat=True)) or work.milestone_ids,
    )


def find_draft_lines(
    *,
    company_id: int,
    entries: Sequence[str] | None,
    selection: Selection,
    line_kind: str | None,
    sight: Sight | None,
) -> list[int]:
    """The actuals of the journal lines of entries that are named, however they stand; else of draft lines.

    Args:
        company_id: Company of the journals.
        entries: External references or identities.
        selection: Which draft lines, where no entry is named.
        line_kind: ``cost`` or ``sales``; None takes both.
        sight: Who selects, where not everything is reached.

    Raises:
        NameUnknown: There is no such entry.
        SelectionChanged: What is selected does not come to what it is said to.
        NothingInJournal: An entry has no journal line of the kind.
    """
    if entries:
        entry_ids = find_entries(company_id=company_id, names=entries, sight=sight)
        return lines_of_entries(company_id=company_id, entry_ids=entry_ids, line_kind=line_kind)
    asked = as_expected(
        selection,
        lambda one: JOURNAL_LINES.of(
            company_id=company_id, selection=one.but(status="draft", kind=line_kind), sight=sight
        ),
    )
    lines = draft_journal_lines(company_id=company_id, selection=asked, line_kind=line_kind)
    return theirs(sight, kind="actual", ids=[line.record_id for line in lines])
