"""Billing due work: invoice schedules are run day by day, each once."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from acting import acting
from unbilled.agreements.events.note_schedule_failures import note_schedule_failures
from unbilled.agreements.events.record_schedule_runs import record_schedule_runs
from unbilled.agreements.models import InvoiceScheduleRow
from unbilled.agreements.reads.due_rows import due_rows
from unbilled.companies.reads.find_company import companies
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.process.events import bill_due_work as billing
from unbilled.process.runs.bill_daily import bill_daily
from unbilled.runs.periodic import Due, periodic_tasks


def world(count: int, *, confirms_itself: bool = False, posts: bool = False) -> dict[str, Any]:
    """Contracts with two lines each, billed at the end of the month; hours of January and February are ready."""
    numbers = range(1, count + 1)
    return {
        "company": {"post_scheduled": posts},
        "resources": {"Ada": {"role": "Developer", "cost_price": 50}},
        "contracts": {
            f"C-{one}": {
                "customers": {"Helios": 60, "Orbit": 40},
                "confirms_itself": confirms_itself,
                "sales_prices": {"Developer": 100},
                "lines": {
                    name: {
                        "project": f"P-{one}-{name}",
                        "schedule": "monthly on 31",
                        "billing_start": date(2026, 1, 1),
                        "billing_through": date(2026, 3, 31),
                    }
                    for name in ("Build", "Run")
                },
            }
            for one in numbers
        },
    }


def worked(books: Books, count: int, **says: Any) -> None:
    """Play the world."""
    books.given(world(count, **says))
    entries = {
        f"{name}{one}-{day.month}": {
            "class": "time",
            "resource": "Ada",
            "project": f"P-{one}-{name}",
            "date": day,
            "hours": Decimal("0.5"),
        }
        for one in range(1, count + 1)
        for name in ("Build", "Run")
        for day in (date(2026, 1, 12), date(2026, 2, 12))
    }
    books.do(
        [
            {"enter": entries},
            {"submit": "all"},
            {"approve": {"entries": "all", "on": date(2026, 2, 13)}},
            {"mark_ready": {"entries": "all", "on": date(2026, 2, 13)}},
        ]
    )


def test_all_lines_of_a_contract_go_on_one_proforma_per_customer_and_day(books: Books) -> None:
    worked(books, 1)

    [report] = bill_daily(acting(books.company_id, on=date(2026, 3, 2)))

    assert report.counts == {"run dates": 2, "proformas": 4, "details": 8}
    assert report.amounts == {"proformas": {"EUR": Decimal(200)}}
    assert report.tally.listed[0] == "2026-01-31  C-1  Helios  P-00001  2 details  60.00 EUR"
    books.show(
        "proformas",
        """
        proforma | customer | details | amount
        P-00001  | Helios   |       2 |  60.00
        P-00002  | Orbit    |       2 |  40.00
        P-00003  | Helios   |       2 |  60.00
        P-00004  | Orbit    |       2 |  40.00
        """,
    )


def test_a_dry_run_lists_everything_and_changes_nothing(books: Books) -> None:
    worked(books, 1)
    before = snapshot()

    [report] = bill_daily(acting(books.company_id, on=date(2026, 3, 2)), dry_run=True)

    assert (report.counts["proformas"], len(report.tally.listed)) == (4, 4)
    assert snapshot() == before


def test_twice_as_many_contracts_take_no_more_statements(books: Books) -> None:
    worked(books, 4)

    def taken(*numbers: str) -> int:
        ids = [books.id("contracts", number) for number in numbers]
        with CaptureQueriesContext(connection) as seen:
            [report] = bill_daily(
                acting(books.company_id, on=date(2026, 1, 31)), selection=Selection(contract_ids=ids)
            )
        assert report.counts["proformas"] == 2 * len(numbers)
        return len(seen)

    taken("C-1")  # a run that is not the first looks at what the others left
    assert taken("C-3", "C-4") == taken("C-2")


class NotToday(Refusal):
    """A refusal of the test."""

    sentence = "Not today."
    remedy = "Try tomorrow."


def test_what_is_refused_says_why_and_is_tried_again(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    worked(books, 2)
    bad, creating = books.id("contracts", "C-1"), billing.create_proformas

    def refusing(act: Any, **asked: Any) -> Any:
        if bad in asked["contract_ids"] and asked["scheduled_on"] == date(2026, 1, 31):
            raise NotToday
        return creating(act, **asked)

    monkeypatch.setattr(billing, "create_proformas", refusing)
    [report] = bill_daily(acting(books.company_id, on=date(2026, 3, 2)))

    assert [(one.record_name, one.refusal) for one in report.set_aside] == [("C-1 on 2026-01-31", "NotToday")]
    books.show(
        "schedule",
        """
        contract | line  | run        | status  | ran        | problem
        C-1      | Build | 2026-01-31 | failed  | 2026-03-02 | Not today. Try tomorrow.
        C-1      | Build | 2026-02-28 | billed  | 2026-03-02 |
        C-1      | Build | 2026-03-31 | not_run |            |
        C-1      | Run   | 2026-01-31 | failed  | 2026-03-02 | Not today. Try tomorrow.
        C-1      | Run   | 2026-02-28 | billed  | 2026-03-02 |
        C-1      | Run   | 2026-03-31 | not_run |            |
        C-2      | Build | 2026-01-31 | billed  | 2026-03-02 |
        C-2      | Build | 2026-02-28 | billed  | 2026-03-02 |
        C-2      | Build | 2026-03-31 | not_run |            |
        C-2      | Run   | 2026-01-31 | billed  | 2026-03-02 |
        C-2      | Run   | 2026-02-28 | billed  | 2026-03-02 |
        C-2      | Run   | 2026-03-31 | not_run |            |
        """,
    )
    monkeypatch.undo()

    [again] = bill_daily(acting(books.company_id, on=date(2026, 3, 3)))

    assert again.counts == {"run dates": 1, "proformas": 2, "details": 4}
    assert not InvoiceScheduleRow.objects.filter(status="failed").exists()
    [done] = InvoiceScheduleRow.objects.filter(run_date=date(2026, 1, 31), ran_on=date(2026, 3, 3))[:1]
    act = acting(books.company_id)
    assert note_schedule_failures(act, problems={done.pk: "Too late."}) == 0
    assert record_schedule_runs(act, billed_ids=[done.pk], nothing_due_ids=[]) == 0


def test_a_day_that_somebody_else_has_done_is_not_billed(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(books, 1)
    before = snapshot()
    due = [
        one.record_id
        for one in due_rows(company_id=books.company_id, on=date(2026, 1, 31), selection=Selection())
    ]
    monkeypatch.setattr(billing, "record_schedule_runs", lambda act, **_: 1)
    with pytest.raises(billing.ScheduleDayDone) as caught, transaction.atomic():
        billing.bill_due_work(acting(books.company_id, on=date(2026, 1, 31)), schedule_row_ids=due)
    assert caught.value.message == (
        "Days of invoice schedules were run, skipped or taken away meanwhile: 2026-01-31 of contract C-1."
    )
    assert snapshot() == before


def test_retainers_are_due_with_the_schedule_of_their_line(books: Books) -> None:
    """Of a line that is billed by milestone on their day; of another with the run that reaches it."""
    books.given("""
        contracts:
          C-1:
            customers: {Helios: 100}
            lines:
              Study: {project: P-1, billing_method: fixed_price, schedule: by milestone, billing_start: 2026-01-01}
              Build: {project: P-2, schedule: monthly on 31, billing_start: 2026-01-01}
              Other: {project: P-3}
    """)
    books.do("""
        - add_retainers: {contract: C-1, line: C-1/Study, retainers: {One: {date: 2026-01-10, amount: 100, parts: 2}}}
        - add_retainers: {contract: C-1, line: C-1/Build, retainers: {Two: {date: 2026-01-12, amount: 200}}}
        - add_retainers: {contract: C-1, line: C-1/Other, retainers: {Three: {date: 2026-01-12, amount: 300}}}
        - mark_ready: {retainers: [One 1, One 2, Two, Three], on: 2026-01-05}
    """)
    before = snapshot()
    [tried] = bill_daily(acting(books.company_id, on=date(2026, 1, 31)), dry_run=True)
    assert (tried.tally.listed, snapshot()) == (
        [
            "2026-01-10  C-1  Helios  P-00001  1 detail  50.00 EUR",
            "2026-01-31  C-1  Helios  P-00002  1 detail  200.00 EUR",
        ],
        before,
    )
    books.do("- bill_due: 2026-02-28")
    books.show(
        "retainers",
        """
        retainer | status                   | proforma
        One 1    | customer_invoice_created | P-00001
        One 2    | customer_invoice_created | P-00003
        Two      | customer_invoice_created | P-00002
        Three    | ready_to_invoice         |
        """,
    )


def test_a_contract_may_confirm_and_a_company_may_post_by_itself(books: Books) -> None:
    worked(books, 1, confirms_itself=True, posts=True)
    books.do("- post_journals: {on: 2026-02-14}")

    reports = bill_daily(acting(books.company_id, on=date(2026, 2, 28)))

    assert [one.run_kind for one in reports] == ["bill", "confirm", "post_invoices"]
    assert reports[2].counts == {"invoices": 4, "credit notes": 0}
    assert len(bill_daily(acting(books.company_id, on=date(2026, 2, 28)))) == 1


def test_nothing_is_posted_unless_the_company_says_so_and_no_touched_draft_is_confirmed(books: Books) -> None:
    worked(books, 1, confirms_itself=True)
    books.do("- bill_due: 2026-01-31")
    books.show("invoices", "none")
    books.show(
        "proformas",
        """
        proforma | status
        P-00001  | confirmed
        P-00002  | confirmed
        """,
    )


def test_a_worker_runs_the_schedules_on_the_day_of_the_company(books: Books) -> None:
    worked(books, 1)
    [company] = [one for one in companies() if one.company_id == books.company_id]
    moment = datetime(2026, 1, 31, 5, tzinfo=ZoneInfo("Europe/Berlin"))

    periodic_tasks()["daily-billing"].does(Due(company, moment, books.person_id))
    periodic_tasks()["daily-billing"].does(Due(company, moment, books.person_id))

    books.show(
        "proformas",
        """
        proforma | customer | created    | amount
        P-00001  | Helios   | 2026-01-31 |  60.00
        P-00002  | Orbit    | 2026-01-31 |  40.00
        """,
    )
