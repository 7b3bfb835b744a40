"""Paper is made of what was frozen at posting, and of nothing else."""

from pathlib import Path

import pytest
from checks import SOURCE, truth_of

FROZEN = {
    *("ledger_invoice", "ledger_invoice_party", "ledger_invoice_line", "ledger_invoice_retainer"),
    "ledger_invoice_discount",
    "ledger_tax_transaction",
}
STATIONERY = {"documents_stationery"}
"""Layouts and logos never change; a posted invoice names those that it has."""
OWN = STATIONERY | {"documents_document", "documents_attachment", "documents_chain_link"}
ON_THE_WAY = {
    *("documents_delivery", "documents_customer_page", "documents_question", "documents_sending_profile"),
    "documents_message_text",
}
OF_THE_WAY = {
    *ON_THE_WAY,
    *(
        "companies_company",
        "masterdata_customer",
        "masterdata_project",
        "agreements_contract",
        "people_person",
    ),
}
"""What is written with a document and to whom is said by the customer of today; no paper is made of it."""
NAMES_FILES = {f"reads/invoice_{kind}.sql": {"companies_company"} for kind in ("pdf", "xml")}
"""The code of a company is part of the name of a stored file; no paper says it."""
OF_TODAY = {
    "reads/letterhead.sql": {"companies_company", "companies_currency"},
    "reads/layouts.sql": {"companies_company", "people_act", "people_person"},
}
"""What specimens are made of, which nobody sends; and who changed a layout."""
STATEMENTS = sorted((SOURCE / "documents").rglob("*.sql"))


def tables_of(text: str) -> set[str]:
    """What a statement, or the body of a function, reads and writes."""
    truth = truth_of(text.split("$$")[1] if "$$" in text else text)
    return truth.read | truth.written


@pytest.mark.parametrize(
    "path",
    [path for path in STATEMENTS if "invariants" not in path.parts],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_a_statement_of_documents_touches_only_what_is_frozen_and_its_own(path: Path) -> None:
    name = str(path.relative_to(SOURCE / "documents"))
    allowed = FROZEN | OWN | (NAMES_FILES | OF_TODAY).get(name, set())
    touched = tables_of(path.read_text())
    if touched & ON_THE_WAY:
        allowed = allowed | OF_THE_WAY

    assert touched <= allowed


def test_the_paper_is_read_from_all_that_is_frozen() -> None:
    papers = [path for path in STATEMENTS if path.name.startswith("invoice_papers")]

    assert len(papers) == 6
    assert set().union(*(tables_of(path.read_text()) for path in papers)) == FROZEN | STATIONERY


def test_a_look_at_a_master_is_caught() -> None:
    text = "select customer.name from ledger_invoice join masterdata_customer as customer on true"

    assert tables_of(text) - FROZEN == {"masterdata_customer"}
