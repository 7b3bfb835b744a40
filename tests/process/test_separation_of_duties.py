"""Separation of duties: a run sets aside what is one's own, and a set with one's own in it is refused whole."""

import pytest

from acting import acting, granted
from unbilled.lab.scenarios.books import Books, StepFailed, snapshot
from unbilled.people.models import Person
from unbilled.process.events.post_proposals import OwnConfirmation
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.runs.running import carry_out
from unbilled.work.events.approve_entries import OwnWork
from unbilled.work.models import Entry

DAY = "2026-03-31"
WORLD = """
company: {approve_own_work: false, post_own_confirmations: false}
resources:
  Ada Moreau: {role: Developer, cost_price: 60, email: ada@home.example}
  Jo Lind: {role: Developer, cost_price: 60}
contracts:
  C-1:
    customers: {Helios: 60, Orbit: 40}
    lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
"""
SUBMITTED = """
- enter:
    T1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {class: time, resource: Jo Lind, project: P-1, date: 2026-03-02, hours: 4}
- submit: all
"""


@pytest.fixture
def ada(books: Books) -> int:
    books.given(WORLD)
    person = granted(books.company_id, "ada", "billing_lead", "administrator")
    Person.objects.filter(pk=person).update(email="ada@home.example")
    books.do(SUBMITTED)
    return person


def test_a_run_approves_the_others_and_sets_aside_ones_own(books: Books, ada: int) -> None:
    done = carry_out(acting(books.company_id, by=ada), APPROVE)

    assert [(item.refusal, item.sentence) for item in done.set_aside] == [
        (OwnWork.__name__, "This is your own work, which somebody else approves here: T1.")
    ]
    assert dict(Entry.objects.values_list("external_reference", "status")) == {
        "T1": "submitted",
        "T2": "approved",
    }


def test_a_run_sets_aside_what_whoever_posts_has_confirmed(books: Books, ada: int) -> None:
    books.do(
        f"[{{approve: all}}, {{post_journals: all}}, {{mark_ready: all}},"
        f" {{create_proformas: {{through: {DAY}, on: {DAY}}}}}, {{confirm: all, by: ada}}]"
    )
    found = books.refused("OwnConfirmation", "{post_invoices: all, by: ada}")
    assert (
        found.message == "You have confirmed proposals P-00001, P-00002, and somebody else posts them here."
    )
    day = books.play.today

    mine = carry_out(acting(books.company_id, by=ada, on=day), POST_INVOICES, invoice_date=day)
    theirs = carry_out(acting(books.company_id, on=day), POST_INVOICES, invoice_date=day)

    assert [item.refusal for item in mine.set_aside] == [OwnConfirmation.__name__] * 2
    assert theirs.counts["invoices"] == 2


def test_only_what_one_has_confirmed_oneself_is_kept_from_one(books: Books, ada: int) -> None:
    """Two invoices of which each of two people confirmed one: each posts the other's."""
    books.do(
        f"[{{approve: all}}, {{post_journals: all}}, {{mark_ready: all}},"
        f" {{create_proformas: {{through: {DAY}, on: {DAY}}}}}, {{confirm: P-00001}}, {{confirm: P-00002, by: ada}}]"
    )
    before = snapshot()
    with pytest.raises(StepFailed, match="P-00002") as refused:
        books.do("[{post_invoices: [P-00001, P-00002], by: ada}]")
    assert "P-00001" not in str(refused.value)
    assert snapshot() == before

    books.do("[{post_invoices: P-00001, by: ada}, {post_invoices: P-00002}]")
    books.show("invoices", "invoice | customer\n2026-00001 | Helios\n2026-00002 | Orbit")


def test_without_the_parameter_nothing_is_refused(books: Books, ada: int) -> None:
    books.do("[{set: {company: {approve_own_work: true, post_own_confirmations: true}}}]")

    books.do(
        f"[{{approve: all, by: ada}}, {{post_journals: all}}, {{mark_ready: all}},"
        f" {{create_proformas: {{through: {DAY}, on: {DAY}}}}}, {{confirm: all, by: ada}},"
        " {post_invoices: all, by: ada}]"
    )
