"""Every scenario holds, and what it posts is a valid electronic invoice."""

from pathlib import Path

import pytest
from django.db import transaction

from altered import behind_the_guards
from einvoicing import FOLDER, completed, rules
from unbilled.documents.einvoice.checks import checked
from unbilled.documents.einvoice.files import read_file, written
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.reads.einvoices import einvoices
from unbilled.lab.scenarios.books import Books
from unbilled.lab.scenarios.runner import Playing, play, read_scenario
from unbilled.ledger.models import Invoice

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_holds(books: Books, path: Path) -> None:
    play(read_scenario(path), Playing(books=books))
    _every_document_is_a_valid_electronic_invoice_in_every_format()


def _every_document_is_a_valid_electronic_invoice_in_every_format() -> None:
    """Built for each; by our own checks, and by all layers of the rules of their owners where these are."""
    wrong, judged_already = [], set()
    of_company: dict[int, list[int]] = {}
    for company_id, invoice_id in Invoice.objects.order_by("id").values_list("company_id", "id"):
        of_company.setdefault(company_id, []).append(invoice_id)
    for wanted in FORMATS.values() if of_company else ():
        with transaction.atomic():
            with behind_the_guards() as cursor:
                cursor.execute("update ledger_invoice set einvoice_format = %s", [wanted.code])
            built = [
                found.invoice
                for company_id, invoice_ids in of_company.items()
                for found in einvoices(company_id=company_id, invoice_ids=invoice_ids).values()
            ]
            transaction.set_rollback(True)
        for invoice in (completed(one, wanted) for one in built):
            content = written(invoice, wanted)
            if (content, wanted.rules) in judged_already:
                continue
            judged_already.add((content, wanted.rules))
            assert read_file(content).invoice == invoice
            findings = checked(invoice)
            if FOLDER:
                findings += rules().check(content, wanted.rules)
            wrong += [f"{invoice.number} {wanted.code} {one}" for one in findings if one.is_fatal]
    assert wrong == []


def test_a_scenario_says_where_its_figures_come_from() -> None:
    assert [path.name for path in FILES if not read_scenario(path).source] == []
