"""First run: an empty installation is led in five steps, each an ordinary event, or loads a company file."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from browsing import logged_in
from unbilled.agreements.models import Contract, RolePrice
from unbilled.companies.models import Company
from unbilled.people.models import Person

HX = {"hx-request": "true"}
FILE = b"""
company: {code: FILED, name: Filed Ltd, accounting_currency: EUR, first_fiscal_year: 2026, years: 1}
tax: {VAT0: 0}
customers: {Helios: {account: '10010'}}
"""


def sent(path: str, **values: Any) -> Any:
    return logged_in().post(path, values, headers=HX)


def test_five_steps_lead_to_the_first_import(db: None) -> None:
    browser = logged_in()
    assert browser.get("/").headers["Location"] == "/begin/"
    assert "Open the books of a company" in browser.get("/begin/").content.decode()
    new = {
        "code": "A B",
        "name": "Acme",
        "accounting_currency": "EUR",
        "first_fiscal_year": "2026",
        "years": "2",
    }
    wrong = sent("/begin/open/", **new, time_zone="UTC", locale="en_GB", act_key="k1")
    assert wrong.status_code == 422
    assert 'value="A B"' in wrong.content.decode()
    assert not Company.objects.exists()
    new["code"] = "ACME"
    done = sent("/begin/open/", **new, time_zone="UTC", locale="en_GB", act_key="k1")
    assert done.headers["HX-Redirect"] == "/c/ACME/begin/"
    told = browser.get("/c/ACME/begin/").content.decode()
    assert "/c/ACME/usual-tax/new/?then=%2Fc%2FACME%2Fbegin%2F" in told
    then = "?then=/c/ACME/begin/"
    taxed = sent(f"/c/ACME/usual-tax/new/{then}", code="VAT20", percent="20", category="S", act_key="k1t")
    assert taxed.headers["HX-Redirect"] == "/c/ACME/begin/"
    told = browser.get("/c/ACME/begin/").content.decode()
    assert "/c/ACME/customers/new/?then=%2Fc%2FACME%2Fbegin%2F&amp;tax_group=VAT20" in told
    assert "Complete address, country and VAT number" in told
    customer = sent(f"/c/ACME/customers/new/{then}", account="10010", language="en", act_key="k2")
    assert customer.headers["HX-Redirect"] == "/c/ACME/begin/"
    sent(f"/c/ACME/roles/new/{then}", name="Developer", billing_type="chargeable", act_key="k3")
    sent(f"/c/ACME/projects/new/{then}", code="P-1", stage="open", act_key="k4")
    contract = {
        **{"number": "C-1", "customers.name": "10010", "customers.value": "100", "project": "P-1"},
        **{"role_prices.name": "Developer", "role_prices.value": "120"},
    }
    tried = sent(f"/c/ACME/contracts/new/{then}", **contract, act_key="k5")
    [foreseen] = [one for one in tried.context["preview"].items() if one[0] == "foreseen"]
    added = sent(f"/c/ACME/contracts/new/{then}", **contract, act_key="k5", foreseen=foreseen[1])
    assert added.status_code == 204, added.content.decode()
    assert Contract.objects.get(number="C-1").currency_id == "EUR"
    told = browser.get("/c/ACME/begin/").content.decode()
    assert "Confirm C-1" in told
    assert "Complete address, country and tax group of 10010" in told
    for key, cost in (("k6", 60), ("k7", 70)):
        costs = {"costs.name": "Developer", "costs.value": str(cost)}
        said = sent(f"/c/ACME/cost-of-hours/new/{then}", **costs, act_key=key)
        assert said.status_code == (204 if key == "k6" else 422)
    assert RolePrice.objects.get(price_list__is_default=True).unit_price == 60
    told = browser.get("/c/ACME/contracts/C-1/").content.decode()
    assert "120.00" in told
    assert "P-1" in told


def test_a_company_file_is_loaded_or_refused_with_its_line(db: None) -> None:
    bad = SimpleUploadedFile("acme.yaml", FILE + b"projects: {P-1: {nam: x}}\n")
    refused = sent("/begin/load/", file=bad, act_key="k1")
    assert refused.status_code == 422
    assert "acme.yaml" in refused.content.decode()
    assert "nam" in refused.content.decode()
    assert "/tmp" not in refused.content.decode()
    assert not Company.objects.exists()
    done = sent("/begin/load/", file=SimpleUploadedFile("acme.yaml", FILE), act_key="k2")
    assert done.status_code == 204, done.content.decode()
    assert done.headers["HX-Redirect"] == "/c/FILED/begin/"
    Person.objects.create(username="mia")
    assert logged_in("mia").get("/begin/").status_code == 404
