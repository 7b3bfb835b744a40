"""The stages of the process as the bench drives them: each the house's own events, in chunks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from django.db import connection

from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.events.propose import propose
from unbilled.accounting.reads.draft_journal_lines import draft_journal_lines
from unbilled.accounting.reads.open_proposals import open_proposals
from unbilled.billing.events.confirm_proformas import confirm_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.reads.chosen_sales import chosen_sales
from unbilled.foundation import selections
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.bill_work import bill_work
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.reads.undecided_entries import UNSUBMITTED, undecided_entries

T = TypeVar("T")
LAST_DAY = date(2026, 12, 31)
CHUNK = 20_000


@dataclass
class Road:
    """One batch of work on its way, from submitted entries to posted invoices."""

    company_id: int
    person_id: int
    entry_ids: Sequence[int]
    per_invoice: int
    proforma_ids: list[int] = field(default_factory=list)

    @property
    def act(self) -> Act:
        """What the bench does, as its own administrator."""
        return Act(self.company_id, self.person_id, LAST_DAY, _moment())

    @property
    def stages(self) -> dict[str, Callable[[], None]]:
        """The stages by name, in the order of the process."""
        return {
            "record": self.record,
            "post journals": self.post_journals,
            "mark ready": self.mark_ready,
            "create": self.create,
            "confirm": self.confirm,
            "propose": self.propose,
            "post": self.post,
        }

    @property
    def stages_from_drafts(self) -> dict[str, Callable[[], None]]:
        """The stages of entries that nobody has submitted yet."""
        return {"submit": self.submit, **self.stages}

    def submit(self) -> None:
        """Find the drafts as the run does, with the contract that covers each, and submit them."""
        found = undecided_entries(
            company_id=self.company_id, statuses=UNSUBMITTED, selection=Selection(), entry_ids=self.entry_ids
        )
        for ids in _of_whole_contracts(found, CHUNK):
            submit_entries(self.act, entry_ids=ids)

    def record(self) -> None:
        """Find what is submitted as the run does, and record its actuals, backlog and journal lines."""
        found = undecided_entries(
            company_id=self.company_id,
            statuses=["submitted"],
            selection=Selection(),
            entry_ids=self.entry_ids,
        )
        for ids in _of_whole_contracts(found, CHUNK):
            record_approved_work(self.act, entry_ids=ids)

    def post_journals(self) -> None:
        """Find the draft lines as the run does, and post the integration journal."""
        found = draft_journal_lines(company_id=self.company_id, selection=Selection())
        for ids in _of_whole_contracts(found, 2 * CHUNK):
            post_journals(self.act, actual_ids=ids)

    def mark_ready(self, every: int = 1) -> None:
        """Mark the backlog ready to invoice, or each so many-th line of it."""
        open_lines = self._ids(
            "select actual_id from billing_backlog_line where billing_status = 'not_ready'"
        )
        found = chosen_sales(
            company_id=self.company_id, actual_ids=open_lines[::every], statuses=["not_ready"]
        )
        for ids in _of_whole_contracts(found, CHUNK):
            mark_ready(self.act, actual_ids=ids)

    def create(self, most: int | None = None) -> None:
        """Create a proforma per contract of what is ready, as billing does; of so many contracts at most."""
        contracts = self._ids(
            "select distinct contract_id from billing_backlog_line where billing_status = 'ready_to_invoice'"
        )
        self.proforma_ids = [
            proforma.proforma_id
            for ids in chunks(contracts[:most], self._documents)
            for proforma in bill_work(self.act, contract_ids=ids, through=LAST_DAY, only_ready=True).proformas
        ]

    def confirm(self) -> None:
        """Confirm the proformas."""
        for ids in chunks(self.proforma_ids, self._documents):
            confirm_proformas(
                self.act,
                proforma_ids=ids,
            )

    def propose(self) -> None:
        """Make the invoice proposals and fill them."""
        for ids in chunks(self.proforma_ids, self._documents):
            proposal_ids = propose(self.act, proforma_ids=ids)
            populate_proposals(self.act, proposal_ids=proposal_ids)

    def post(self) -> None:
        """Find the proposals as the run does, and post the invoices."""
        found = open_proposals(company_id=self.company_id, selection=Selection())
        for picked in chunks(found, self._documents):
            post_proposals(self.act, proposal_ids=[one.proposal_id for one in picked], invoice_date=LAST_DAY)

    @property
    def _documents(self) -> int:
        return max(1, CHUNK // self.per_invoice)

    def _ids(self, query: str) -> list[int]:
        """What the company has of this kind, in order."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"{query} and company_id = %(company_id)s order by 1", {"company_id": self.company_id}
            )
            return [row[0] for row in cursor.fetchall()]


def chunks(ids: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut identities into runs of a size."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _of_whole_contracts(found: Sequence[Selected], size: int) -> Iterator[list[int]]:
    """What was found, in chunks as runs cut them."""
    for chunk in selections.chunks(found, size):
        yield [one.record_id for one in chunk]


def _moment() -> datetime:
    return datetime.now(UTC)
