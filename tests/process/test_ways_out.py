"""Whatever days, closes and corrections come in whatever order, some command leads out of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from acting import acting
from truths import refuse_untrue
from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.events.update_proposals import update_proposals
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.actuals.models import Actual
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.reading import DescriptionUnreadable
from unbilled.lab.scenarios.books import Books, StepFailed
from unbilled.ledger.events.add_fiscal_years import add_fiscal_years
from unbilled.ledger.events.open_periods import open_periods
from unbilled.ledger.models import FiscalPeriod, Invoice, ProjectTransaction
from unbilled.process.events.bill_work import bill_work
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.models import Entry

WORLD = """
company: {first_fiscal_year: 2026, years: 1}
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
"""
FIRST, LAST, END = date(2025, 12, 20), date(2027, 1, 10), date(2030, 12, 31)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]

Happening = tuple[str, Any]
happenings = st.one_of(
    st.tuples(st.just("work"), st.dates(date(2026, 1, 1), date(2026, 4, 30)) | st.dates(FIRST, LAST)),
    st.tuples(st.just("post"), st.none()),
    st.tuples(st.just("bill"), st.none()),
    st.tuples(st.just("invoice"), st.none()),
    st.tuples(st.just("credit"), st.none()),
    st.tuples(st.just("close"), st.sampled_from(MONTHS)),
    st.tuples(st.just("hold"), st.sampled_from(MONTHS)),
    st.tuples(st.just("move"), st.booleans()),
    st.tuples(st.just("price"), st.integers(1, 200)),
    st.tuples(st.just("wait"), st.integers(1, 60)),
)


class Days:
    """Books as days go by; what is refused is left."""

    def __init__(self, books: Books) -> None:
        self.books, self.today, self.entered = books, date(2026, 2, 1), 0

    @property
    def act(self) -> Act:
        return acting(self.books.company_id, by=self.books.person_id, on=self.today)

    def happens(self, what: str, value: Any) -> None:
        steps = {
            "post": "- post_journals: all",
            "bill": f"- mark_ready: all\n- create_proformas: {{through: {END}, on: {self.today}}}\n- confirm: all",
            "invoice": f"- post_invoices: {{proposals: all, invoice_date: {self.today}}}",
            "close": f"- close_periods: {{periods: [{value}], anyway: true}}",
            "hold": f"- hold_periods: [{value}]",
            "move": f"- set: {{company: {{move_to_open_period: {str(value).lower()}}}}}",
            "price": f"- set: {{prices: {{Sales C-1: {{Developer: {value}}}}}}}\n- reevaluate: [C-1]",
        }
        if what == "wait":
            self.today += timedelta(days=value)
        elif what == "work":
            self.entered += 1
            name = f"T{self.entered}"
            tried(
                self.books,
                f"- enter: {{{name}: {{resource: Ada, project: P-1, date: {value}, hours: 3}}}}\n"
                f"- submit: [{name}]\n- approve: [{name}]",
            )
        elif what == "credit":
            ids = list(Invoice.objects.filter(document_class="invoice").values_list("pk", flat=True))
            tried_event(credit_invoices, self.act, invoice_ids=ids[-1:], reason="Wrong.", post=True)
        else:
            tried(self.books, "".join(f"{line}\n" for line in steps[what].split("\n")), on=self.today)

    def open_day(self, day: date) -> date:
        """The first day from one on that is open; where there is none, fiscal years are added."""
        periods = FiscalPeriod.objects.filter(company_id=self.books.company_id)
        while True:
            found = periods.filter(status="open", ends_before__gt=day).order_by("starts_on").first()
            if found:
                return max(day, found.starts_on)
            last = periods.aggregate(last=Max("fiscal_year"))["last"]
            add_fiscal_years(self.act, years=[last + 1])

    def led_out(self) -> None:
        """Every way out there is, as people take it, one command after the other."""
        held = FiscalPeriod.objects.filter(status="on_hold").values_list("pk", flat=True)
        open_periods(self.act, period_ids=list(held))
        self.open_day(self.today)
        for entry_id in Entry.objects.filter(status="submitted").values_list("pk", flat=True):
            if not tried_event(record_approved_work, self.act, entry_ids=[entry_id]):
                reject_entries(self.act, entry_ids=[entry_id], comment="Which day?")
        self.post_journals()
        self.invoice()
        bill_work(self.act, contract_ids=[self.books.id("contracts", "C-1")], through=END)
        self.invoice()

    def post_journals(self) -> None:
        for line in JournalLine.objects.filter(status="draft").order_by("pk"):
            recorded = Actual.objects.get(pk=line.pk).accounting_date
            day = self.open_day(max(recorded, line.accounting_date))
            if day != line.accounting_date:
                adjust_journal_lines(self.act, actual_ids=[line.pk], accounting_date=day)
        drafts = JournalLine.objects.filter(status="draft").values_list("pk", flat=True)
        if drafts:
            post_journals(self.act, actual_ids=list(drafts))

    def invoice(self) -> None:
        """Confirm, and post originals before their corrections."""
        drafts = list(Proforma.objects.filter(status="draft").values_list("pk", flat=True))
        if drafts:
            confirm_and_propose(self.act, proforma_ids=drafts)
        self.post_journals()
        accrued = ProjectTransaction.objects.aggregate(last=Max("accounting_date"))["last"] or self.today
        day = self.open_day(max(self.today, accrued))
        for proposal in Proposal.objects.exclude(status="posted").order_by("pk"):
            update_proposals(self.act, proposal_ids=[proposal.pk], accounting_date=day)
            post_proposals(self.act, proposal_ids=[proposal.pk], invoice_date=self.today)


def tried(books: Books, steps: str, *, on: date | None = None) -> None:
    """Steps of which each happens or is refused."""
    if on is not None:
        books.play.today = on
    with suppress(StepFailed, DescriptionUnreadable):
        books.do(steps)


def tried_event(event: Callable[..., object], act: Act, **asked: Any) -> bool:
    """Whether an event happened."""
    try:
        event(act, **asked)
    except Refusal:
        return False
    return True


@given(st.lists(happenings, min_size=1, max_size=12))
@example([("work", date(2026, 1, 20)), ("close", "2026-01"), ("work", date(2026, 1, 21)), ("bill", None)])
@example(
    [
        ("work", date(2026, 1, 20)), ("post", None), ("bill", None), ("invoice", None), ("close", "2026-01"),
        ("price", 80), ("credit", None), ("close", "2026-02"), ("price", 90), ("bill", None),
    ]
)  # fmt: skip
@example([("work", date(2026, 12, 30)), ("bill", None), *(("close", month) for month in MONTHS)])
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_stuck_for_good(db: None, sequence: list[Happening]) -> None:
    """After any of it, all work is posted, billed and invoiced, and the truths of the books hold."""
    before, books = transaction.savepoint(), Books()
    books.given(WORLD)
    days = Days(books)
    for what, value in sequence:
        days.happens(what, value)
    days.led_out()

    assert not JournalLine.objects.filter(status="draft").exists()
    assert not Proposal.objects.exclude(status="posted").exists()
    assert not BacklogLine.objects.exists()
    assert not Entry.objects.filter(status="submitted").exists()
    refuse_untrue()
    transaction.savepoint_rollback(before)
