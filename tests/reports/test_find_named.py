"""Finding records by the names people use, and what is said of a name that is unknown or several records'."""

import pytest

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.billing.reads.milestones import MILESTONES
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod
from unbilled.reports.reads.find_named import (
    EntryAmbiguous,
    NameAmbiguous,
    find_contract_line,
    find_documents,
    find_entries,
    find_milestones,
    find_setup,
    references_of,
)
from worlds import larkfield


def test_entries_are_found_by_reference_before_identity(books: Books) -> None:
    larkfield(books, posted=False)
    first, second = books.id("entries", "T1"), books.id("entries", "T2")
    assert find_entries(company_id=books.company_id, names=["T2", str(first), "T2"], sight=None) == [
        second,
        first,
    ]
    # A reference that reads like the identity of another entry is a reference.
    books.do(f'- enter: {{"{first}": {{resource: Ada Moreau, project: P-210, date: 2026-03-16, hours: 1}}}}')
    assert find_entries(company_id=books.company_id, names=[str(first)], sight=None) == [
        books.id("entries", str(first))
    ]
    assert find_entries(company_id=books.company_id, names=[], sight=None) == []


def test_an_unknown_entry_is_told_the_nearest_and_every_unknown_one_is_named(books: Books) -> None:
    larkfield(books, posted=False)
    with pytest.raises(NameUnknown) as refused:
        find_entries(company_id=books.company_id, names=["T1", "T11", "9" * 30], sight=None)
    assert refused.value.message == f"LARK has no entry T11, {'9' * 30}; the nearest is T1."


def test_documents_know_the_proforma_they_come_from(books: Books) -> None:
    larkfield(books)
    company_id = books.company_id
    [proforma] = find_documents(company_id=company_id, kind="proforma", numbers=["P-00001"], sight=None)
    [proposal] = find_documents(company_id=company_id, kind="proposal", numbers=["P-00001"], sight=None)
    invoices = find_documents(
        company_id=company_id, kind="invoice", numbers=["2026-00002", "2026-00001"], sight=None
    )
    assert proforma.document_id == proforma.proforma_id == proposal.proforma_id
    assert [one.number for one in invoices] == ["2026-00002", "2026-00001"]
    assert proforma.proforma_id in [one.proforma_id for one in invoices]
    with pytest.raises(NameUnknown, match="LARK has no invoice P-00001; the nearest is 2026-00001"):
        find_documents(company_id=company_id, kind="invoice", numbers=["P-00001"], sight=None)


def test_milestones_of_one_name_on_several_lines_need_their_contract(books: Books) -> None:
    books.given(
        """
        contracts:
          C-1:
            customers: {Helios: 60, Orbit: 40}
            lines:
              Plan: {project: P-1, billing_method: fixed_price, milestones: {Done: {amount: 100, date: 2026-03-20}}}
          C-2:
            customers: {Helios: 100}
            lines:
              Care: {project: P-2, billing_method: fixed_price, milestones: {Done: {amount: 100, date: 2026-03-20}}}
        """
    )
    company_id = books.company_id
    with pytest.raises(NameAmbiguous, match="milestone Done: C-1 Plan, C-2 Care"):
        find_milestones(company_id=company_id, names=["Done"], sight=None)
    found = find_milestones(
        company_id=company_id, names=["Done"], contract_ids=[books.id("contracts", "C-1")], sight=None
    )
    named = {
        one["milestone_id"]: f"{one['customer']} {one['transaction_amount']:.2f}"
        for one in MILESTONES.of(company_id=company_id).rows()
    }
    assert sorted(named[one] for one in found) == ["Helios 60.00", "Orbit 40.00"]
    with pytest.raises(NameUnknown, match="there are none yet"):
        find_milestones(company_id=company_id, names=["Done"], contract_ids=[], sight=None)


def test_lines_are_found_by_name_or_number(books: Books) -> None:
    larkfield(books, posted=False)
    company_id = books.company_id
    training = find_contract_line(company_id=company_id, contract="CT-0031", line="Training", sight=None)
    assert find_contract_line(company_id=company_id, contract="CT-0031", line="2", sight=None) == training
    with pytest.raises(NameUnknown, match="Contract CT-0031 has no line 3; there is Redesign, Training"):
        find_contract_line(company_id=company_id, contract="CT-0031", line="3", sight=None)


def test_setup_is_found_by_code(books: Books) -> None:
    larkfield(books, posted=False)
    company_id = books.company_id
    [period] = find_setup(company_id=company_id, kind="period", names=["2026-03"])
    assert f"{FiscalPeriod.objects.get(pk=period).starts_on}" == "2026-03-01"
    for kind, name in (("tax group", "ABROAD"), ("item tax group", "ZERO"), ("terms", "N30")):
        assert len(find_setup(company_id=company_id, kind=kind, names=[name])) == 1
    with pytest.raises(NameUnknown, match="LARK has no item tax group ABROAD; there is FULL, ZERO"):
        find_setup(company_id=company_id, kind="item tax group", names=["ABROAD"])
    with pytest.raises(NameUnknown, match="LARK has no dimensions department 200; there are none yet"):
        find_setup(company_id=company_id, kind="dimensions", names=["department 200"])


def test_entries_are_found_without_their_source_and_by_their_beginning(books: Books) -> None:
    larkfield(books, posted=False)
    books.do("""
    - enter:
        "csv:8812": {resource: Ada Moreau, project: P-210, date: 2026-03-16, hours: 1}
        "toggl:8812": {resource: Ada Moreau, project: P-210, date: 2026-03-17, hours: 1}
        "toggl:1964659efbc7": {resource: Ada Moreau, project: P-210, date: 2026-03-18, hours: 1}
        "toggl:19646aaaaaaa": {resource: Ada Moreau, project: P-210, date: 2026-03-18, hours: 2}
        "csv:T9": {resource: Ada Moreau, project: P-210, date: 2026-03-19, hours: 1}
    """)

    def found(*names: str) -> list[int]:
        return find_entries(company_id=books.company_id, names=names, sight=None)

    def entries(*names: str) -> list[int]:
        return [books.id("entries", name) for name in names]

    assert found("T9", "csv:8812", "1964659") == entries("csv:T9", "csv:8812", "toggl:1964659efbc7")
    assert found("toggl:19646a") == entries("toggl:19646aaaaaaa")
    assert references_of(company_id=books.company_id, names=["T9"], sight=None) == ["csv:T9"]
    with pytest.raises(EntryAmbiguous, match="answer to 8812: csv:8812, toggl:8812"):
        found("8812")
    with pytest.raises(NameUnknown):
        found("19646")  # too short to be a beginning
    with pytest.raises(EntryAmbiguous, match="toggl:1964659efbc7, toggl:19646aaaaaaa"):
        found("toggl:19646")
