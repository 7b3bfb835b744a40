"""Forms: every kind of record is added and changed on one page; faults beside fields, conflicts, rights, previews."""

import json
import re
from html import unescape
from typing import Any

from acting import granted
from browsing import logged_in
from unbilled.agreements.models import RolePrice
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Customer
from unbilled.people.rights import ROLES, roles_for
from unbilled.web.forms.catalogue import FORMS
from unbilled.web.screens import SCREENS
from worlds import larkfield

HX = {"hx-request": "true"}


def got(path: str, *, by: str = "accountant", status: int = 200) -> str:
    answer = logged_in(by).get(f"/c/LARK/{path}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def sent(path: str, *, by: str = "accountant", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/{path}", values, headers=HX)


def test_every_form_and_contract_page_is_shown(books: Books) -> None:
    larkfield(books)
    for path, form in FORMS.items():
        if form.adds is not None:
            assert f"New {form.noun}" in got(f"{path}/new/"), path
        screen = next((one for one in SCREENS.values() if one.keeps == path), None)
        if screen is None:
            continue
        row = screen.read.of(company_id=books.company_id, selection=Selection()).rows(limit=1)
        if row and form.is_shown:
            assert got(
                f"{path}/{row[0][screen.read.key[0]]}/"
                if path != "contracts"
                else "contracts/CT-0031/change/"
            )
    assert "Pumping station renewal" in got("contracts/CT-0031/")
    assert "Legal name" in got(f"company/{books.company_id}/")


def test_roles_see_every_list_and_fill_in_the_forms_of_their_rights(books: Books) -> None:
    """Team members find neither; all others read what they may not change."""
    larkfield(books)
    for role, _ in ROLES:
        granted(books.company_id, role, role)
    browsers = {role: logged_in(role) for role, _ in ROLES}
    for place, (path, form) in enumerate(FORMS.items()):
        if not form.add_event:
            continue
        able = roles_for(form.add_event)
        others = [role for role in browsers if role not in able]
        for role in (able[place % len(able)], others[place % len(others)]):
            shut = 404 if role == "team_member" else 403
            answer = browsers[role].get(f"/c/LARK/{path}/new/")
            assert answer.status_code == (200 if role in able else shut), (role, path)
    for place, path in enumerate(SCREENS):
        role = list(browsers)[place % len(browsers)]
        answer = browsers[role].get(f"/c/LARK/{path}/")
        assert answer.status_code == (404 if role == "team_member" else 200), (role, path)


def test_a_customer_is_added_and_changed_and_faults_stand_beside_their_fields(books: Books) -> None:
    larkfield(books)
    new = {
        "account": "C-2001",
        "name": "Orbit",
        "country": "XX",
        "language": "en",
        "terms": "N30",
        "act_key": "k1",
    }
    answer = sent("customers/new/", **new)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Orbit"' in html
    assert 'class="error" id="f-country-hint">Country' in html
    assert not Customer.objects.filter(account="C-2001").exists()

    answer = sent(
        "customers/new/", **new | {"country": "DE", "dimensions.name": "unit", "dimensions.value": "7"}
    )
    assert answer.headers["HX-Redirect"] == "/c/LARK/customers/"
    assert "Added: customer C-2001." in answer.headers["HX-Trigger"]
    made = Customer.objects.get(account="C-2001")
    assert (made.terms.code, made.dimension_set.values) == ("N30", {"unit": "7"})

    version, was = opened(f"customers/{made.pk}/")
    fields = {**was, "name": "Orbit GmbH", "version": version, "was": json.dumps(was)}
    tried = sent(f"customers/{made.pk}/", preview="1", **fields)
    assert "Name: Orbit → Orbit GmbH" in tried.content.decode()
    assert Customer.objects.get(pk=made.pk).name == "Orbit"
    assert sent(f"customers/{made.pk}/", act_key="k2", **fields).status_code == 204
    assert Customer.objects.get(pk=made.pk).name == "Orbit GmbH"


def test_two_at_once_are_told_and_nothing_is_lost(books: Books) -> None:
    larkfield(books)
    key = Customer.objects.get(account="C-1007").pk
    version, was = opened(f"customers/{key}/")
    mine = {**was, "name": "Mine", "version": version, "was": json.dumps(was), "act_key": "k1"}
    theirs = {**mine, "name": "Theirs", "vat_id": "", "act_key": "k2"}
    assert sent(f"customers/{key}/", by="other", **theirs).status_code == 204

    answer = sent(f"customers/{key}/", **mine)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Customer C-1007 was changed while you had it open" in html
    assert "other changed it" in html
    assert 'value="Mine"' in html
    assert "Theirs: Theirs" in html
    assert Customer.objects.get(pk=key).name == "Theirs"
    version, was = read(html)
    assert was["vat_id"] == ""
    again = {**was, "name": "Mine", "version": version, "was": json.dumps(was), "act_key": "k3"}
    assert sent(f"customers/{key}/", **again).status_code == 204
    assert (Customer.objects.get(pk=key).name, Customer.objects.get(pk=key).vat_id) == ("Mine", "")


def test_who_may_not_sees_no_button_and_is_refused(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "audit", "auditor")
    granted(books.company_id, "otto", "project_manager", scope="own")
    assert "New customer" in got("customers/")
    for name in ("audit", "otto"):
        assert "New customer" not in got("customers/", by=name)
        html = got("customers/new/", by=name, status=403)
        assert "Your roles let you read this" in html
        assert "Add customer" not in html
        answer = sent("customers/new/", by=name, account="C-9", act_key="k1")
        assert answer.status_code == 422
        assert "may not do this" in answer.content.decode()
    assert not Customer.objects.filter(account="C-9").exists()
    assert got("contracts/CT-0031/change/", by="otto", status=404)


def test_terms_of_contracts_show_what_they_do_to_work_before_it_is_done(books: Books) -> None:
    larkfield(books)
    price = RolePrice.objects.filter(price_list__name="Sales CT-0031", role__name="Engineer").get()
    path = f"prices/{price.pk * 2}/"
    version, was = opened(path)
    typed = {**was, "unit_price": "130", "version": version, "was": json.dumps(was), "act_key": "k1"}
    first = sent(path, **typed).content.decode()
    assert "What it does" in first
    assert "Tried and undone" in first
    price.refresh_from_db()
    assert price.unit_price == 120
    foreseen = re.search(r'name="foreseen" value="([^"]+)"', first)
    assert sent(path, **typed, foreseen=foreseen[1]).status_code == 204
    assert RolePrice.objects.get(price_list__name="Sales CT-0031", role__name="Engineer").unit_price == 130


def opened(path: str) -> tuple[str, dict[str, Any]]:
    return read(got(path))


def read(html: str) -> tuple[str, dict[str, Any]]:
    """The version and the texts of a form as it was opened."""
    version = re.search(r'name="version" value="([^"]*)"', html)
    was = re.search(r'name="was" value="([^"]*)"', html)
    return unescape(version[1]), json.loads(unescape(was[1]))
