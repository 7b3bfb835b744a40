"""The table of roles and events: it knows all there are, and events keep to it."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from django.db import transaction

import unbilled
from acting import acting, granted
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.foundation.acts import EVENTS, Act
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.hold_periods import hold_periods
from unbilled.masterdata.events.add_masters import add_masters
from unbilled.people.events.open_act import open_act
from unbilled.people.models import Person
from unbilled.people.rights import PERSONAL, RIGHTS, ROLES, WITHIN, NotAllowed, roles_for
from unbilled.process.events.submit_work import submit_work
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.running import carry_out

SOURCE = Path(unbilled.__file__).parent
RUN = re.compile(r"""\bevent="(\w+\.\w+)"|\b(?:running|_job)\("(\w+\.\w+)\"""")
ROLE_NAMES = [role for role, _ in ROLES]


def all_events() -> set[str]:
    """Every event there is, and every run, whose acts are opened by the machine that carries it out."""
    for module in walk_packages(unbilled.__path__, "unbilled."):
        if re.search(r"\.(events|company_files|demonstration)\.", module.name):
            import_module(module.name)
    runs = {
        next(name for name in found if name)
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        for found in RUN.findall(path.read_text())
    }
    return {*EVENTS, *runs}


def test_the_table_knows_every_event_and_names_no_other() -> None:
    assert set(RIGHTS) == all_events()


def test_the_table_knows_no_role_that_there_is_not() -> None:
    assert {role for roles in RIGHTS.values() for role in roles} <= set(ROLE_NAMES)
    assert all(list(dict.fromkeys(roles)) == list(roles) for roles in RIGHTS.values())


def test_who_reads_only_changes_nothing_and_who_works_only_decides_nothing() -> None:
    may = {role: {event for event in RIGHTS if role in roles_for(event)} - PERSONAL for role in ROLE_NAMES}
    # Whoever asks for a run in the background needs the right of the run besides.
    views = {
        "kit.keep_preference",
        "kit.remove_view",
        "kit.save_view",
        "runs.ask_for_run",
        "runs.cancel_runs",
    }
    assert may["auditor"] == views
    assert may["team_member"] == views | {
        "intake.import_entries",
        "intake.keep_upload",
        "intake.settle_upload",
        "process.ask_for_work_back",
        "process.submit",
        "process.submit_work",
        "work.attach_receipts",
        "work.change_entries",
        "work.delete_entries",
        "work.enter_entries",
        "work.recall_entries",
        "work.remove_receipts",
        "work.replace_entries",
    }
    assert may["administrator"] == set(RIGHTS) - PERSONAL
    # Whoever approves the work and decides what is billed does not post it, but for who leads billing.
    assert (
        may["project_manager"]
        & {event for event in RIGHTS if re.search(r"post(?!pone)|journal|period", event)}
        == set()
    )


def test_an_event_lets_in_whom_the_table_names_and_nobody_else(books: Books) -> None:
    """Every event with every role, and with none."""
    people = {role: granted(books.company_id, role, role) for role in ROLE_NAMES}
    people["nobody"] = granted(books.company_id, "nobody")
    let_in: set[tuple[str, str]] = set()
    for event in RIGHTS:
        for role, person_id in people.items():
            try:
                with transaction.atomic():
                    open_act(acting(books.company_id, by=person_id), event=event, asked={})
                    transaction.set_rollback(True)
            except NotAllowed:
                continue
            let_in.add((event, role))
    expected = {(event, role) for event in RIGHTS for role in (*RIGHTS[event], "administrator")}
    assert let_in == expected | {(event, "nobody") for event in PERSONAL}


def test_what_is_about_oneself_needs_no_role_and_is_nobodys_who_left(books: Books) -> None:
    here = granted(books.company_id, "nobody")
    left = Person.objects.create(username="left", is_active=False).pk
    assert {event.partition(".")[0] for event in PERSONAL} == {"people"}
    for event in PERSONAL:
        open_act(acting(by=here), event=event, asked={})
        with pytest.raises(NotAllowed):
            open_act(acting(by=left), event=event, asked={})


CALLS: dict[str, Callable[[Act], Any]] = {
    "masterdata.add_masters": lambda act: add_masters(act, roles=["Analyst"]),
    "process.submit_work": lambda act: submit_work(act, entry_ids=[]),
    "billing.mark_ready": lambda act: mark_ready(act, actual_ids=[]),
    "ledger.hold_periods": lambda act: hold_periods(act, period_ids=[]),
    "documents.render_invoices": lambda act: render_invoices(act, invoice_ids=[]),
    "process.post_journals": lambda act: carry_out(act, POST_JOURNALS),
    "process.submit": lambda act: carry_out(act, SUBMIT),
}


@pytest.mark.parametrize("event", CALLS)
def test_an_event_that_is_called_asks_first(books: Books, event: str) -> None:
    for role in ROLE_NAMES:
        act = acting(books.company_id, by=granted(books.company_id, role, role))
        if role in roles_for(event):
            CALLS[event](act)
            continue
        with pytest.raises(NotAllowed) as caught:
            CALLS[event](act)
        assert caught.value.details["event"] == event


def test_what_happens_within_others_is_asked_for_by_nobody_but_an_administrator() -> None:
    within = {event for event, roles in RIGHTS.items() if roles == WITHIN}
    assert {"actuals.record_work", "billing.confirm_proformas", "companies.draw_numbers"} <= within
    assert all(roles_for(event) == ("administrator",) for event in within)
