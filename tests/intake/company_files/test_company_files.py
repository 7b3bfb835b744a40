"""Company files: those of the documentation, what they lack, and what is there already."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from acting import acting
from unbilled.agreements.models import Contract, LineCustomer, RolePrice
from unbilled.companies.models import Company, ExchangeRate
from unbilled.intake.company_files import loading
from unbilled.intake.company_files.loading import (
    CompanyFileNotReadable,
    CompanyFileRefused,
    add_to_company,
    load_company,
)
from unbilled.intake.company_files.reading import read_yaml
from unbilled.lab.demonstration.year import COMPANY
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Customer, Resource
from unbilled.process.events.open_company import CompanyExists

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs/companies.md"
WHOLE, MORE = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    written = {}
    for name, text in {"company.yaml": WHOLE, "april.yaml": MORE}.items():
        written[name] = tmp_path / name
        written[name].write_text(text)
    return written


def test_the_company_of_the_page_is_loaded(files: dict[str, Path]) -> None:
    loaded = load_company(acting(), path=files["company.yaml"])

    assert loaded.code == "LARK"
    assert loaded.counts == {
        "exchange rates": 2,
        "tax codes": 2,
        "terms of payment": 1,
        "roles": 2,
        "resources": 3,
        "categories": 2,
        "customers": 2,
        "projects": 3,
        "tasks": 2,
        "contracts": 2,
        "contract lines": 3,
        "milestones": 1,
        "retainers": 1,
        "price lists": 3,
        "role prices": 7,
        "category prices": 3,
    }
    assert set(Contract.objects.values_list("number", "status", "currency_id")) == {
        ("C-1", "confirmed", "GBP"),
        ("C-2", "confirmed", "EUR"),
    }


def test_a_dry_run_says_the_same_and_leaves_nothing(files: dict[str, Path]) -> None:
    tried = load_company(acting(), path=files["company.yaml"], dry_run=True)

    assert not Company.objects.exists()
    assert load_company(acting(), path=files["company.yaml"]).counts == tried.counts


def test_the_addition_of_the_page_is_made_once(files: dict[str, Path]) -> None:
    load_company(acting(), path=files["company.yaml"])
    tried = add_to_company(acting(), path=files["april.yaml"], dry_run=True)
    assert Contract.objects.count() == 2
    added = add_to_company(acting(), path=files["april.yaml"])

    assert added.counts == tried.counts
    assert added.counts == {
        "exchange rates": 2,
        "resources": 1,
        "customers": 1,
        "projects": 1,
        "contracts": 1,
        "contract lines": 1,
        "price lists": 1,
        "role prices": 1,
    }
    shares = LineCustomer.objects.filter(contract_line__contract__number="C-3")
    assert set(shares.values_list("customer__account", "split_percent")) == {
        ("10030", Decimal(60)),
        ("10010", Decimal(40)),
    }
    assert Resource.objects.get(name="Mia Okoro").role is not None
    with pytest.raises(CompanyFileRefused) as refused:
        add_to_company(acting(), path=files["april.yaml"])
    assert refused.value.message == (
        "april.yaml, line 2: there is a rate EUR/GBP/2026-07-01 already; "
        "there is a rate USD/GBP/2000-01-01 already."
    )


def test_the_demonstrations_company_is_loaded_with_what_stands_beside_it() -> None:
    assert load_company(acting(), path=COMPANY).code == "HARBOUR"
    assert RolePrice.objects.count() == 81
    with pytest.raises(CompanyExists):
        load_company(acting(), path=COMPANY)


@pytest.mark.parametrize(
    ("was", "told", "sentence"),
    [
        ("  name: Larkfield Engineering Ltd", "", "line 1: company lacks name."),
        ("tax:\n", "taxes:\n", "line 1: tax is not said; "),
        (
            "country: GB\n",
            "country: Great Britain\n",
            "line 5: company LARK: country has more than 2 characters.",
        ),
        (
            "Europe/London",
            "Europe/Londn",
            "line 13: company LARK: time zone is 'Europe/Londn', not a time zone ",
        ),
        (
            "locale: en_GB",
            "locale: klingon",
            "line 11: company LARK: locale is 'klingon', not a locale such as en_GB",
        ),
        ("first_fiscal_year: 2026", "first_fiscal_year: soon", "line 15: first_fiscal_year of company is"),
        ("years: 2 ", "years: 0 ", "line 16: years of company is 0, not a whole number from 1."),
        ("currency: GBP", "currency: gbq", "line 1: gbq is no currency code."),
        ("2026-01-01: 0.84", "2026-01-32: 0.84", "line 18: there is no day 2026-01-32."),
        ("2026-01-01: 0.84", "2026-01-01: -1", "line 18: rate EUR/GBP/2026-01-01: rate is not above zero."),
        ("rate: 20,", "rate: 20%,", "line 24: the rate of tax VAT20 is '20%', not a number "),
        (
            "[VAT20]",
            "[VAT21]",
            "line 26: tax group DOMESTIC: there is no tax code VAT21, the nearest is VAT20.",
        ),
        ("cost_price: 60", "cost_price: -60", "line 30: cost_price of role Engineer is -60; "),
        (
            "{role: Engineer, email",
            "{role: Enginer, email",
            "line 33: resource Ada Moreau: there is no role Enginer, the nearest is Engineer.",
        ),
        (
            "non_chargeable",
            "free",
            "line 31: role Coordinator: billing type is 'free', not one of chargeable, ",
        ),
        ("[Design, Drawings]", "[{a: 1}]", "line 45: tasks of project P-210 lists names, "),
        ("{Helios: 100}", "{Helois: 100}", "line 50: there is no name among customers 'Helois'; "),
        ("{Helios: 100}", "{Helios: 90}", "line 50: The customers' shares do not total 100 %: C-1 line 1 "),
        ("Engineer: 120", "Enginer: 120", "line 54: there is no role, resource or category 'Enginer'; "),
        ("project: P-210", "projekt: P-210", "line 56: line C-1/Redesign lacks project."),
        (
            "method: fixed_price",
            "method: fixed",
            "line 65: contract line C-2/Monitoring: billing method is 'fixed', not one of ",
        ),
        ("2026-03-20, amount", "20.03.2026, amount", "line 67: date of milestone Concept accepted is "),
        ('"10020"', '"10010"', "line 42: customer 10010 is given twice."),
        ("code: LARK ", "code: " + "L" * 41, "line 2: company LLLL"),
        ("code: LARK ", "code: A/B ", "line 2: company A/B: code is not of letters, digits, "),
        ("code: LARK ", 'code: "" ', "line 2: company : code is not of letters, "),
        ("years: 2 ", "years: 5000 ", "line 16: company LARK: years is 5,000, not between 1 and 100."),
        (
            "VAT20: {rate: 20,",
            "VAT20: {rate: -20,",
            "line 24: tax code VAT20: the rate from 2000-01-01 is -20, which ",
        ),
        (
            "vat_id: GB 123 4567 82",
            "vat_id: GB 123 4567 83",
            "line 6: company LARK: vat id is 'GB 123 4567 83', ",
        ),
        (
            "iban: GB29NWBK60161331926819",
            "iban: GB29",
            "line 9: company LARK: iban is 'GB29', which is no IBAN",
        ),
        (
            "vat_id: DE123456788",
            "vat_id: DE1",
            "line 42: customer 10020: vat id is 'DE1', which is no VAT id of DE",
        ),
        ("country: DE,", "country: DE, language: tlh,", "line 42: customer 10020: language is 'tlh', not a "),
        ("amount: 4000}", "amount: 0}", "line 63: Milestones Concept accepted have no positive amount in "),
        (
            "terms:\n  N30",
            "termz: {}\nterms:\n  N30",
            "line 20: there is no part called 'termz'; the nearest is terms.",
        ),
        ("  C-2:", "  C-1:", ": line 57 says C-1 a second time."),
        ("P-900: Office", "P-900: [", " is not YAML: "),
        ("company:\n", "company: &x\n  y: *x\n", "line 2 is not YAML: x is part of itself"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_nothing_is_loaded(
    files: dict[str, Path], was: str, told: str, sentence: str
) -> None:
    assert was in WHOLE
    files["company.yaml"].write_text(WHOLE.replace(was, told, 1))

    with pytest.raises(CompanyFileRefused) as refused:
        load_company(acting(), path=files["company.yaml"])

    assert refused.value.message.startswith("company.yaml")
    assert sentence in refused.value.message
    assert refused.value.advice
    assert not Company.objects.exists()


@pytest.mark.parametrize(
    ("was", "told", "sentence"),
    [
        ("company: LARK\n", "", "company is not said; "),
        ("company: LARK\n", "company: {code: LARK}\n", "line 1: company is {code: LARK}; "),
        (
            "company: LARK\n",
            "company: LORK\n",
            "line 1: There is no company 'LORK'; the companies are: LARK.",
        ),
        (
            "company: LARK\n",
            "company: LARK\nperiods: {2026-01: closed}\n",
            "line 2: periods are said of a company that is opened, not of one that is there.",
        ),
        ("Mia Okoro", "Ada Moreau", "line 4: there is a resource Ada Moreau already."),
        ("P-240: {name", "P-210: {name", "line 8: there is a project P-210 already."),
        (
            "  C-3:",
            "  C-1:",
            "line 10: there is a price list Sales C-1 already; there is a contract C-1 already.",
        ),
        ("Meridian: {acc", "Helios Water plc: {acc", "there is a customer Helios Water plc already."),
    ],
)
def test_an_addition_changes_nothing_that_is_there(
    files: dict[str, Path], was: str, told: str, sentence: str
) -> None:
    load_company(acting(), path=files["company.yaml"])
    assert was in MORE
    files["april.yaml"].write_text(MORE.replace(was, told, 1))

    with pytest.raises(CompanyFileRefused) as refused:
        add_to_company(acting(), path=files["april.yaml"])

    assert sentence in refused.value.message
    assert (Customer.objects.count(), Contract.objects.count(), ExchangeRate.objects.count()) == (2, 2, 2)


def test_a_company_of_no_tax_says_so_and_a_day_may_have_no_limit(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(
        "company: {code: '0042', name: One, accounting_currency: EUR, first_fiscal_year: 2026,\n"
        "          daily_limit_minutes: none}\n"
        "tax: {NONE: {rate: 0, category: O}}\n"
    )

    assert load_company(acting(), path=path).counts == {"tax codes": 1, "price lists": 1}
    assert Company.objects.values_list("code", "daily_limit_minutes").get() == ("0042", None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file does not say `company:`"),
        (b"- a list", "the file does not say `company:`"),
        (b"given: 7", "the file does not say `company:`"),
        (b"a: \x01", "this is not YAML: unacceptable character #x0001"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "company.yaml"
    path.write_bytes(content)

    with pytest.raises(CompanyFileRefused) as refused:
        load_company(acting(), path=path)

    assert sentence in refused.value.message


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")

    for path, problem in {
        tmp_path: "Is a directory",
        tmp_path / "none.yaml": "No such file or directory",
        tmp_path / "latin.yaml": "line 2 is not UTF-8 text",
    }.items():
        with pytest.raises(CompanyFileNotReadable) as refused:
            load_company(acting(), path=path)
        assert refused.value.message == f"{path} cannot be read: {problem}."


def failing(problem: Exception) -> Callable[..., None]:
    def fail(*_: Any, **__: Any) -> None:
        raise problem

    return fail


def test_what_the_database_does_not_take_is_one_sentence(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "build_world", failing(DatabaseError("no room.\nDETAIL: x")))

    with pytest.raises(CompanyFileRefused) as refused:
        load_company(acting(), path=files["company.yaml"])

    assert "\n" not in refused.value.message


def test_a_defect_of_the_program_is_no_fault_of_the_file(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "build_world", failing(TypeError("unhashable")))

    with pytest.raises(TypeError):
        load_company(acting(), path=files["company.yaml"])


def test_every_fault_of_a_part_is_named_with_its_line(files: dict[str, Path]) -> None:
    text = WHOLE.replace("role: Engineer, email", "role: Enginer, email").replace(
        "Eve Lund: Coord", "Eve Lund: Koord"
    )
    files["company.yaml"].write_text(text)

    with pytest.raises(CompanyFileRefused) as refused:
        load_company(acting(), path=files["company.yaml"])

    assert refused.value.message == (
        "company.yaml, line 33: resource Ada Moreau: there is no role Enginer, the nearest is Engineer; "
        "line 35: resource Eve Lund: there is no role Koordinator, the nearest is Coordinator."
    )


def test_words_are_read_as_people_write_them(books: Books) -> None:
    assert read_yaml("{a: 0042, b: 12:30, c: 1_000, d: yes, e: false, f: 2026-03-02 10:00, g: -3}") == {
        "a": "0042",
        "b": "12:30",
        "c": 1000,
        "d": "yes",
        "e": False,
        "f": "2026-03-02 10:00",
        "g": -3,
    }
