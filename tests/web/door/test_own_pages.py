"""Every page that is about one record, and every one that lists or suggests some, for who sees only their own.

Mia manages contract C-1, Tom manages C-2; everything of C-2 has the word of a house far away in it.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from acting import granted
from browsing import logged_in
from unbilled.accounting.models import ProfileRule, Proposal
from unbilled.agreements.models import Contract, ContractLine, ContractPriceList
from unbilled.billing.models import Milestone, Proforma
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice, MainAccount, Voucher
from unbilled.masterdata.models import Customer
from unbilled.people.models import Membership
from unbilled.reports.reads.trial_balance import KINDS
from unbilled.web.forms.catalogue import FORMS
from unbilled.web.screens import SCREENS
from unbilled.work.models import Entry

WORLD = """
company: {code: LARK, accounting_currency: EUR, terms: N30}
terms: {N30: {net_days: 30}}
tax: {VAT20: {rate: 20}}
tax_groups: {DOMESTIC: [VAT20]}
item_tax_groups: {FULL: [VAT20]}
roles: {Developer: {cost_price: 60}}
resources: {Ada: Developer}
customers: {Helios: {tax_group: DOMESTIC}, Orbit: {tax_group: DOMESTIC}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1}
      Plan: {project: P-3, billing_method: fixed_price, amount: 4000,
             milestones: {Near report: {amount: 4000, date: 2026-03-20}}}
  FARAWAY-2:
    customers: {Orbit: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 120}
    lines:
      FARAWAY care: {project: P-2}
      FARAWAY study: {project: P-4, billing_method: fixed_price, amount: 4000,
                  milestones: {FARAWAY report: {amount: 4000, date: 2026-03-20}}}
"""
DONE = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2, description: Near}
    FARAWAY-T2: {resource: Ada, project: P-2, date: 2026-03-02, hours: 3, description: FARAWAY}
- submit: all
- approve: {entries: all, on: 2026-03-03}
- mark_ready: {entries: all}
- post_journals: all
- create_proformas: {contracts: [C-1], through: 2026-03-31, on: 2026-03-31}
- create_proformas: {contracts: [FARAWAY-2], through: 2026-03-31, on: 2026-03-31}
- confirm: all
- post_invoices: {proposals: all, on: 2026-03-31}
- enter:
    T3: {resource: Ada, project: P-1, date: 2026-04-02, hours: 1, description: Near}
    FARAWAY-T4: {resource: Ada, project: P-2, date: 2026-04-02, hours: 1, description: FARAWAY}
    T5: {resource: Ada, project: P-1, date: 2026-04-03, hours: 1, description: Near}
    FARAWAY-T6: {resource: Ada, project: P-2, date: 2026-04-03, hours: 1, description: FARAWAY}
- submit: all
- approve: {entries: [T3, FARAWAY-T4], on: 2026-04-04}
- post_journals: all
- mark_ready: {entries: [T3, FARAWAY-T4]}
- create_proformas: {contracts: [C-1], through: 2026-04-30, on: 2026-04-30}
- create_proformas: {contracts: [FARAWAY-2], through: 2026-04-30, on: 2026-04-30}
- confirm: all
- enter:
    T7: {resource: Ada, project: P-1, date: 2026-05-02, hours: 1, description: Near}
    FARAWAY-T8: {resource: Ada, project: P-2, date: 2026-05-02, hours: 1, description: FARAWAY}
- submit: [T7, FARAWAY-T8]
- approve: {entries: [T7, FARAWAY-T8], on: 2026-05-04}
"""
PICTURE = re.compile(r"base64,[\w+/=]*")
ROLES = ("project_manager", "project_accountant", "billing_lead", "auditor")


@pytest.fixture
def both(books: Books) -> Books:
    books.given(WORLD)
    books.do(DONE)
    mia, tom = (granted(books.company_id, name) for name in ("mia", "tom"))
    act = (
        granted(books.company_id, "mia", "auditor", scope="own") and Membership.objects.get(person=mia).act_id
    )
    Contract.objects.filter(number="C-1").update(manager_id=mia)
    Contract.objects.filter(number="FARAWAY-2").update(manager_id=tom)
    for contract in Contract.objects.all():
        ProfileRule.objects.get_or_create(
            company_id=books.company_id,
            contract=contract,
            defaults={"profile_id": ProfileRule.objects.first().profile_id, "act_id": act},  # type: ignore[union-attr]
        )
    return books


def of_contract(number: str) -> dict[str, list[str]]:
    """Pages that are about something of a contract, by the name of the address."""
    [contract] = Contract.objects.filter(number=number)
    entry = Entry.objects.filter(project=ContractLine.objects.filter(contract=contract).first().project_id)  # type: ignore[union-attr]
    milestone = Milestone.objects.get(contract_id=contract.pk)
    invoice = Invoice.objects.get(contract_id=contract.pk)
    proforma = Proforma.objects.filter(contract_id=contract.pk).order_by("pk")[0]
    proposal = Proposal.objects.filter(contract_id=contract.pk).order_by("-pk")[0]
    voucher = Voucher.objects.get(pk=invoice.voucher_id)
    reference = entry.order_by("pk")[0].external_reference.removeprefix("scenario:")
    line = ContractLine.objects.filter(contract=contract).order_by("pk")[0]
    price_list = ContractPriceList.objects.get(contract=contract).price_list_id
    rule = ProfileRule.objects.get(contract=contract)
    keyed = {
        "contract-lines": line.pk,
        "milestones": milestone.pk,
        "price-lists": price_list,
        "profile-rules": rule.pk,
    }
    listed = {
        "contracts": contract.pk,
        "contract-lines": line.pk,
        "milestones": milestone.pk,
        "entries": entry[0].pk,
        "proformas": proforma.pk,
        "proposals": proposal.pk,
        "invoices": invoice.pk,
        "hub": contract.pk,
    }
    return {
        "contract": [f"contracts/{number}/"],
        "contract_change": [f"contracts/{number}/change/"],
        "draft": [f"proformas/{proforma.number}/"],
        "draft_preview": [f"proformas/{proforma.number}/preview/"],
        "draft_rows": [f"proformas/{proforma.number}/rows/"],
        "proposal": [f"proposals/{proposal.number}/"],
        "proposal_preview": [f"proposals/{proposal.number}/preview/"],
        "proposal_findings": [f"proposals/{proposal.number}/findings/"],
        "invoice": [f"invoices/{invoice.number}/"],
        "invoice_xml": [f"invoices/{invoice.pk}.xml"],
        "invoice_pdf": [f"invoices/{invoice.pk}.pdf"],
        "invoice_pages": [f"invoices/{invoice.number}/pages/"],
        "voucher": [f"vouchers/{voucher.number}/"],
        "hub_lines": [f"hub/{contract.pk}/lines/"],
        "trace": [
            f"trace/entry/?name={reference}",
            f"trace/invoice/?name={invoice.number}",
            f"trace/proforma/?name={proforma.number}",
            f"trace/voucher/?name={voucher.number}",
        ],
        "form": [f"{path}/{key}/" for path, key in keyed.items()],
        "list_row": [f"{path}/row/{key}/" for path, key in listed.items()],
    }


SENT = {
    *("contract_ask", "contract_do", "draft_line", "draft_ask", "draft_do", "form_remove"),
    *("invoice_ask", "invoice_do", "proposal_ask", "proposal_do", "proposal_set", "proposal_groups"),
    *("journal_line", "journal_ask", "journal_do", "period_ask", "period_do", "list_ask", "list_do"),
    *("view_save", "view_remove", "list_columns", "run_cancel", "run_again", "run_undo"),
    *("import_upload", "import_settle", "import_try", "import_start", "import_again"),
}
"""What is only sent finds its record as its page does, and asks an event: tests/people/test_scope_own.py."""
BY_ACT = {"run", "run_items_file", "import", "import_rejected", "tray"}
"""Runs and files are whoever's who asked for them."""
ONESELF = {
    *(
        "time",
        "time_cell",
        "time_text",
        "time_delete",
        "time_copy",
        "time_submit",
        "time_recall",
        "time_ask_back",
    ),
    *("time_expense", "receipt_attach", "receipts", "receipt", "receipt_remove", "invitations", "prefer"),
    "keep_scope",
}
"""What is about the person who looks: tests/web/mytime/test_mytime.py."""
PAPER = {
    *("paper", "paper_layout", "paper_logo", "paper_pages", "paper_use", "paper_copy", "paper_change"),
}
"""Layouts are the whole company's, and are shown with a specimen: tests/web/paper."""
NOT_PRINTED = ("invoice_xml", "invoice_pdf", "invoice_pages", "trace")
"""What there is none of, where nothing was printed, or that tells so in words."""
NEW = sorted({form.path for form in FORMS.values() if form.adds})


def several() -> Iterator[str]:
    """Pages that show, find or suggest many."""
    yield from (
        "",
        "begin/",
        "imports/",
        "setup/",
        "overview/waiting/",
        "find/?q=FARAWAY",
        "find/?q=P-0",
        "find/?q=2026-0",
    )
    yield from ("journals/2026-03/", "journals/2026-05/", "periods/2026-03/")
    yield "archive/?from=2026-01-01&through=2026-12-31"
    for path in SCREENS:
        yield f"{path}/"
    yield from (f"trial-balance/{kind}/below/" for kind in KINDS)
    yield from (f"trial-balance/{account.pk}/below/" for account in MainAccount.objects.all())
    for customer in Customer.objects.all():
        yield f"customer-balances/{customer.pk}/EUR/below/"
        yield f"customer-balances/{customer.pk}/statement.pdf"
    yield from (f"{path}/new/" for path in NEW)
    for asked in ("contract=FARAWAY-9", "entry=FARAWAY-T9"):
        yield from (f"{path}/?{asked}" for path in ("entries", "backlog", "proformas", "invoices"))
    yield from (
        "trace/invoice/?name=2026-00009",
        "trace/entry/?name=FARAWAY-T9",
        "trace/proforma/?name=P-00009",
    )


def names_of_company() -> set[str]:
    return {
        str(pattern.name)
        for resolver in get_resolver().url_patterns
        for pattern in (getattr(resolver, "url_patterns", None) or [resolver])
        if pattern.name and "<str:code>" in str(resolver.pattern) + str(pattern.pattern)
    }


def shown(browser: Client, place: str) -> tuple[int, str]:
    answer = browser.get(f"/c/LARK/{place}")
    sent: Any = answer.streaming_content if answer.streaming else [answer.content]  # type: ignore[attr-defined]
    return answer.status_code, PICTURE.sub("", b"".join(sent).decode(errors="replace"))


def test_what_is_not_ones_own_is_on_no_page(both: Books) -> None:
    own, foreign = of_contract("C-1"), of_contract("FARAWAY-2")
    others = {"FARAWAY", *(place.split("/")[1] for place in foreign["draft"] + foreign["invoice"])}
    pages = {"company", "list", "list_rows", "list_totals", "list_file", "find", "setup", "steps", "imports"}
    pages |= {"waiting", "journal", "period", "form_new", "archive", "archive_file"}
    pages |= {"balances_below", "documents_below", "statement"}
    assert names_of_company() == {*own, *pages, *SENT, *BY_ACT, *ONESELF, *PAPER}

    browser, wrong = logged_in("mia"), []
    for role in ROLES:
        if role != ROLES[0]:
            own.pop("draft_preview", None)
            own.pop("proposal_preview", None)
        Membership.objects.filter(person__username="mia").update(role=role)
        for name, places in own.items():
            for near, far in zip(places, foreign[name], strict=True):
                status, text = shown(browser, near)
                absent, told = shown(browser, far)
                if (status, absent) != (200, 404) and name not in NOT_PRINTED:
                    wrong.append((role, near, status, absent))
                told = told.replace(far.partition("=")[2] or "…", "")
                if any(other in text or other in told for other in others):
                    wrong.append((role, near, "tells of others"))
        for place in several() if role == "billing_lead" else ():
            status, text = shown(browser, place)
            said = text.replace(place.partition("=")[2] or "…", "")
            if status not in (200, 302, 403, 404, 422) or any(other in said for other in others):
                wrong.append((role, place, status))
    assert not wrong, wrong
