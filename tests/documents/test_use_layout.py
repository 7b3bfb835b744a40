"""Layouts of one's own: copied, changed, used from now on, and frozen with what is posted."""

import pytest

from acting import acting
from unbilled.companies.models import Company
from unbilled.documents.events.change_layout import change_layout
from unbilled.documents.events.copy_layout import copy_layout
from unbilled.documents.events.use_layout import use_layout
from unbilled.documents.models import Stationery
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.documents.reads.layouts import LayoutUnknown, NamedLayout, layout_text, layouts
from unbilled.documents.reads.specimens import specimen_of
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice
from worlds import larkfield

BILLED = """
- mark_ready: all
- create_proformas: {contracts: [CT-0031], through: 2026-03-31, on: 2026-03-31}
- confirm: all
- post_invoices: all
"""


def test_invoices_are_posted_with_the_layout_that_is_used_then(books: Books) -> None:
    """What is posted keeps the text that it was posted with, whatever becomes of the layout."""
    larkfield(books, posted=False)
    act = acting(books.company_id)
    copy_layout(act, name="ours", of="classic")
    use_layout(act, name="ours")
    text = layout_text(company_id=books.company_id, name="ours").replace("#6d1f2c", "#123456")
    change_layout(act, name="ours", text=text)
    books.do(BILLED)
    change_layout(act, name="ours", text=text.replace("#123456", "#654321"))

    own = [one for one in layouts(company_id=books.company_id) if one.is_own]
    assert own == [NamedLayout("ours", is_own=True, is_used=True, changed_on=act.on, changed_by="accountant")]
    [paper] = invoice_papers(
        company_id=books.company_id, invoice_ids=list(Invoice.objects.values_list("id", flat=True))
    ).values()
    assert paper.own_layout is not None
    assert paper.own_layout.text == text
    assert Stationery.objects.filter(name="ours").count() == 3
    assert "#654321" in layout_text(company_id=books.company_id, name="ours")

    use_layout(act, name="classic")
    company = Company.objects.get(pk=books.company_id)
    assert (company.layout, company.layout_id) == ("classic", None)
    assert paper.layout == "modern", "the name of one's own is none that everybody has"
    assert specimen_of(company_id=books.company_id, name="classic").paper.seller.name == paper.seller.name


def test_a_layout_that_is_not_there_is_not_used(books: Books) -> None:
    larkfield(books, posted=False)
    before = snapshot()

    with pytest.raises(LayoutUnknown, match="There is no layout clasic; the nearest is classic"):
        use_layout(acting(books.company_id), name="clasic")

    assert snapshot() == before
