"""Finding a company: by its code, or the only one."""

import pytest

from acting import acting
from unbilled.companies.reads.find_company import (
    CompanyNotNamed,
    CompanyUnknown,
    NoCompany,
    find_company,
)
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.open_company import open_company


def test_the_only_company_needs_no_name(books: Books) -> None:
    books.given("company: {code: ACME, time_zone: Europe/Lisbon}")
    found = find_company()
    assert (found.company_id, found.code, found.time_zone) == (books.company_id, "ACME", "Europe/Lisbon")
    assert find_company(code="acme") == found


def test_a_company_that_is_not_there_or_not_named_is_refused(books: Books) -> None:
    with pytest.raises(NoCompany, match="There is no company yet"):
        find_company()
    for code in ("ACME", "ZETA"):
        open_company(acting(), code=code, name=code, accounting_currency="EUR", first_fiscal_year=2026)
    with pytest.raises(CompanyNotNamed, match="There are several companies: ACME, ZETA"):
        find_company()
    open_company(
        acting(),
        code="SHOW",
        name="S",
        accounting_currency="EUR",
        first_fiscal_year=2026,
        is_demonstration=True,
    )
    with pytest.raises(CompanyNotNamed, match="ACME, SHOW, ZETA"):
        find_company()
    with pytest.raises(CompanyUnknown, match="no company 'BETA'; the companies are: ACME, SHOW, ZETA"):
        find_company(code="BETA")


def test_nobody_means_the_demonstration_who_names_no_company(books: Books) -> None:
    """It is meant as long as it is the only one; one's own company takes its place."""
    books.given("company: {code: SHOW, demonstration: true}")
    assert find_company().code == "SHOW"
    open_company(acting(), code="ACME", name="Acme", accounting_currency="EUR", first_fiscal_year=2026)
    assert find_company().code == "ACME"
    assert find_company(code="show").code == "SHOW"
