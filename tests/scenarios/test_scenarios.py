"""Every scenario holds, and what it posts is a valid electronic invoice."""

from pathlib import Path

import pytest
from lxml import etree

from einvoicing import FOLDER, completed, rules
from unbilled.documents.einvoice import cii, ubl
from unbilled.documents.einvoice.checks import checked
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.reads.einvoices import einvoices
from unbilled.lab.scenarios.books import Books
from unbilled.lab.scenarios.runner import Playing, play, read_scenario
from unbilled.ledger.models import Invoice

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
PAIRS = [
    (FORMATS[one], FORMATS[other])
    for one, other in (
        ("peppol", "xrechnung_cii"),
        ("xrechnung_ubl", "facturx"),
        ("en16931_ubl", "en16931_cii"),
    )
]
"""One format in either syntax for each document, in turn: all rules see all kinds of documents."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_holds(books: Books, path: Path) -> None:
    play(read_scenario(path), Playing(books=books))
    _every_document_is_a_valid_electronic_invoice(path)


def _every_document_is_a_valid_electronic_invoice(path: Path) -> None:
    """By our own checks always; by the rules of their owners where the operator has them."""
    posted = Invoice.objects.order_by("id").values_list("company_id", "id")
    for place, (company_id, invoice_id) in enumerate(posted):
        [found] = einvoices(company_id=company_id, invoice_ids=[invoice_id]).values()
        for wanted in PAIRS[(place + FILES.index(path)) % len(PAIRS)]:
            invoice = completed(found.invoice, wanted)
            syntax = ubl if wanted.syntax == "ubl" else cii
            written = syntax.write(invoice)
            assert syntax.read(etree.fromstring(written)) == invoice
            findings = checked(invoice)
            if FOLDER:
                findings += rules().check(written, wanted.rules)
            assert [f"{wanted.code} {one}" for one in findings if one.is_fatal] == []


def test_a_scenario_says_where_its_figures_come_from() -> None:
    assert [path.name for path in FILES if not read_scenario(path).source] == []
