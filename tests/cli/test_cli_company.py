"""``unbilled company``: which company is meant, and how one goes."""

import pytest
from commands import BILLED, refused, said, unbilled, worked

from unbilled.companies.models import Company
from unbilled.lab.demonstration.year import COMPANY_CODE
from unbilled.lab.scenarios.books import Books


def opened(code: str) -> None:
    said("company", "open", code, "--name", code, "--currency", "EUR", "--first-year", "2026")


def test_ones_own_company_is_meant_beside_the_demonstration(books: Books) -> None:
    books.given("company: {code: HARBOUR, demonstration: true}")
    assert "HARBOUR" in said("company", "show")
    opened("MINE")
    assert "MINE" in said("company", "show")
    assert unbilled("company", "list").output == (
        "HARBOUR  Home Office Ltd, EUR, the demonstration\nMINE  MINE, EUR\n"
    )
    assert unbilled("company", "export").output.startswith("company: {code: MINE, ")


def test_the_environment_names_the_company(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is named on the command line goes before it."""
    for code in ("ACME", "ZETA"):
        opened(code)
    assert "UNBILLED_COMPANY" in refused("company", "show").advice
    monkeypatch.setenv("UNBILLED_COMPANY", "zeta")
    assert "ZETA" in said("company", "show")
    assert said("projects", "list")["rows"] == []
    assert "ACME" in said("company", "show", "--company", "ACME")
    assert unbilled("company", "export").output.startswith("company: {code: ZETA, ")


def test_without_a_company_the_way_to_one_is_told(books: Books) -> None:
    assert "unbilled company load FILE.yaml" in unbilled("company", "list").output
    assert said("company", "list") == []
    assert "unbilled company load FILE.yaml" in refused("approve").advice


def test_a_company_is_removed(books: Books) -> None:
    worked(books)
    opened("ZETA")
    tried = unbilled("company", "remove", "ACME", "--dry-run").output
    assert tried.startswith("Dry run, nothing is changed. ACME would go with ")
    assert Company.objects.filter(code="ACME").exists()
    assert unbilled("company", "remove", "acme").output.startswith("acme is gone with ")
    assert [one["code"] for one in said("company", "list")] == ["ZETA"]
    assert refused("company", "remove", "ACME").code == "CompanyUnknown"


def test_posted_books_are_not_removed(books: Books) -> None:
    worked(books, "- post_journals: all")
    assert refused("company", "remove", "ACME").code == "CompanyHasBooks"
    assert refused("demo", "--remove").code == "CompanyUnknown"


def test_the_demonstration_is_removed(books: Books) -> None:
    books.given(f"company: {{code: {COMPANY_CODE}, demonstration: true}}")
    opened("MINE")
    assert said("demo", "--remove")["rows"]["companies_company"] == 1
    assert [one["code"] for one in said("company", "list")] == ["MINE"]


def test_what_no_invoice_is_posted_without_is_told_early(books: Books) -> None:
    """At adding, at changing, at opening and when it is proposed."""
    worked(books, "- post_journals: all", BILLED)
    added = unbilled("customers", "add", "10030", "--name", "Quay", "--country", "IE").output
    assert "Note: customer 10030 has no address; no invoice is posted without." in added
    assert "Note" not in unbilled("customers", "change", "10030", "--address", "Cork").output
    assert said("customers", "change", "10010", "--address", "")["lacking"] == [
        {"kind": "customer", "record": "10010", "lacks": ["address"]}
    ]
    assert "Note: customer 10010 has no address;" in unbilled("confirm", "--on", "2026-03-31").output
    opening = unbilled("company", "open", "ZETA", "--name", "Z", "--currency", "EUR").output
    assert "Note: company ZETA has no address and no country; no invoice is posted without.\n" in opening
    assert "Note" not in unbilled("company", "change", "--company", "ACME", "--contact", "x").output
