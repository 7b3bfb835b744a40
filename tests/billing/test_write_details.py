"""Writing details: what no approved work stands behind is put on a draft by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.agreements.models import ContractLine
from unbilled.billing.events.add_to_proforma import CorrectionTakesNoWork
from unbilled.billing.events.edit_details import PriceNegative, edit_details
from unbilled.billing.events.postpone_details import NothingToHold, postpone_details
from unbilled.billing.events.write_details import LineNotOfContract, NewDetail, NotSoldThere, write_details
from unbilled.billing.models import ProformaDetail
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.money import FigureTooFine
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.take_back_work import take_back_work
from unbilled.reports.reads.trace import trace_entry, trace_proforma
from unbilled.reports.reads.why import why_named
from unbilled.work.models import Entry
from unbilled.work.rules import EntryNotApprovedNow


def line(name: str) -> ContractLine:
    return ContractLine.objects.get(name=name)


def write(books: Books, number: str = "P-00001", name: str = "Build", **more: Any) -> list[int]:
    detail = {
        "contract_line_id": line(name).pk,
        "transaction_class": "fee",
        "quantity": Decimal(1),
        "unit_price": Decimal(250),
        "unit": "piece",
        "description": "Licence",
    }
    return write_details(
        acting(books.company_id, on=date(2026, 3, 31)),
        proforma_id=books.id("proformas", number),
        details=[NewDetail(**(detail | more))],
    )


@pytest.fixture
def drafted(worked: Books) -> Books:
    """Proforma P-00001 bills GBP 1,600.00, 83.33 and milestones of 1,000.00 and 500.00."""
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    return worked


def test_it_is_refused_where_it_cannot_be(drafted: Books) -> None:
    with refusing(FigureTooFine) as caught:
        write(drafted, unit_price=Decimal("250.0000001"))
    assert caught.value.details["found"] == ["price 250.0000001 of entry P-00001/5"]
    with refusing(LineNotOfContract) as caught:
        write(drafted, name="Care")
    assert caught.value.message == "Proforma P-00001 bills contract C-1, which has no lines Care."
    ContractLine.objects.filter(name="Build").update(include_expense=False)
    with refusing(NotSoldThere) as caught:
        write(drafted, transaction_class="expense")
    assert caught.value.message == "Contract C-1 does not sell it there: expense under Build."
    project = line("Launch").project
    ContractLine.objects.filter(name="Launch").update(project=None)
    with refusing(NotSoldThere):
        write(drafted, name="Launch")
    with refusing(PriceNegative):
        write(drafted, unit_price=Decimal(-1))
    ContractLine.objects.filter(name="Launch").update(project=project)


def test_it_is_edited_taken_off_and_not_postponed(drafted: Books) -> None:
    """No difference is explained: nothing else was ever there."""
    assert write(drafted) == [5]
    assert write(drafted, description="Hotline") == [6]
    act = acting(drafted.company_id)
    proforma_id = drafted.id("proformas", "P-00001")

    with refusing(NothingToHold):
        postpone_details(act, proforma_id=proforma_id, line_nos=[1, 5], reason="Later")
    edit_details(act, proforma_id=proforma_id, quantities={5: Decimal(3)}, prices={5: Decimal("33.335")})

    detail = ProformaDetail.objects.get(line_no=5)
    assert (detail.quantity, detail.source_quantity, detail.transaction_amount, detail.source_amount) == (
        3,
        3,
        Decimal("100.01"),
        Decimal("100.01"),
    )
    assert (detail.source_price, detail.reason) == (None, "")
    drafted.do("- take_off: {proformas: P-00001, lines: [6]}")
    assert [*Entry.objects.filter(status="written").values_list("external_reference", flat=True)] == [
        "P-00001/5"
    ]
    drafted.do("- discard: [P-00001]")
    assert not Entry.objects.filter(status="written").exists()


def test_what_is_confirmed_is_corrected_and_never_taken_back(drafted: Books) -> None:
    write(drafted)
    [told] = why_named(company_id=drafted.company_id, name="P-00001/5")
    assert told.sentence == "It is on draft P-00001."
    confirmed(drafted, "P-00001")

    [told] = why_named(company_id=drafted.company_id, name="P-00001/5")
    assert told.sentence.startswith("It is billed by P-00001")
    assert "P-00001" in str(trace_entry(company_id=drafted.company_id, reference="P-00001/5"))
    assert "P-00001/5" in str(trace_proforma(company_id=drafted.company_id, number="P-00001"))
    [entry] = Entry.objects.filter(status="written")
    with refusing(EntryNotApprovedNow):
        take_back_work(acting(drafted.company_id), entry_ids=[entry.pk])
    with refusing(ProformaNotDraft):
        write(drafted)
    drafted.do("- revise: [P-00001]")
    with refusing(CorrectionTakesNoWork):
        write(drafted, "P-00002")
