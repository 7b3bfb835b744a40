"""Change orders on the page of a contract: drafted with all that they may change, approved, applied, withdrawn."""

from typing import Any

from acting import granted
from browsing import logged_in
from unbilled.agreements.models import ChangeOrder, ContractLine, RolePrice
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
company: {code: LARK}
customers: {Helios: {}, Selene: {}}
projects: {P-3: {}}
contracts:
  C-1:
    customers: {Helios: 100, Selene: 0}
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}, Study: {project: P-2, billing_method: fixed_price, amount: 1000}}
  C-2: {customers: {Helios: 100}, confirmed: false, lines: {Care: {project: P-3}}}
"""
PAGE = "/c/LARK/contracts/C-1/"
FORM = "/c/LARK/change-orders/new/?contract=C-1"
HX = {"HX-Request": "true"}
ORDER = {
    "contract": "C-1",
    "name": "Second phase",
    "effective_date": "2026-01-01",
    "amounts.name": "Study",
    "amounts.value": "1500",
    "limits.name": "Build",
    "limits.value": "9000",
    "shares.name": ["Build / Helios", "Build / Selene"],
    "shares.value": ["60", "40"],
    "prices.name": "Sales C-1 / Developer",
    "prices.value": "110",
    "contract_limit": "20000",
    "customer_limits.name": "Helios",
    "customer_limits.value": "15000",
    "new_line": "Extra",
    "new_line_project": "P-3",
    "new_line_method": "fixed_price",
    "new_line_amount": "250",
}


def test_a_change_order_goes_its_way_on_the_page_of_its_contract(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()

    def sent(path: str, **said: Any) -> Any:
        return browser.post(path, said, headers=HX)

    def page() -> str:
        return " ".join(browser.get(PAGE).content.decode().split())

    assert "As it was signed: " in page()
    assert FORM in page()
    form = browser.get(FORM).content.decode()
    assert all(f'value="{one}"' in form for one in ("Build / Selene", "Sales C-1 / Developer", "Study"))

    # What cannot be is refused while it is drafted, and nothing is there afterwards; a preview is undone.
    before = snapshot()
    for wrong in (
        {"name": " "},
        {"effective_date": ""},
        {"shares.value": ["60", "30"]},
        {"amounts.value": "-1"},
        {"limits.name": "Biuld"},
    ):
        assert sent(FORM, **ORDER | wrong).status_code == 422, wrong
    tried = sent(FORM, preview="1", **ORDER).content.decode()
    assert "C-1/1: the contract goes from 1,000.00 to 1,750.00." in tried
    assert "C-1/Study: amount 1000 → 1500" in tried
    assert snapshot() == before
    [foreseen] = {part.split('"')[0] for part in tried.split('name="foreseen" value="')[1:]}
    granted(books.company_id, "otto", "project_manager", scope="own")
    strange = logged_in("otto").get(FORM)
    assert "Sales C-1" not in strange.content.decode()

    for key, name in (("k1", "Second phase"), ("k2", "Once more")):
        saved = sent(FORM, foreseen=foreseen, **ORDER | {"name": name}, act_key=key)
        if saved.status_code != 204:
            [again] = {
                part.split('"')[0] for part in saved.content.decode().split('name="foreseen" value="')[1:]
            }
            saved = sent(FORM, foreseen=again, **ORDER | {"name": name}, act_key=key)
        assert saved.status_code == 204, saved.content.decode()
    first, second = ChangeOrder.objects.order_by("order_no")
    assert 'aria-label="Approve C-1/1"' in page()

    # One is approved and applied at once, the other withdrawn; those of another contract are not found.
    assert "Approve the change order" in sent(f"{PAGE}ask/approve-order/", ids=str(first.pk)).content.decode()
    assert sent("/c/LARK/contracts/C-2/do/withdraw-order/", ids=str(first.pk)).status_code == 404
    assert sent(f"{PAGE}do/approve-order/", ids=str(first.pk), act_key="k3").status_code == 204
    assert sent(f"{PAGE}do/apply-order/", ids=str(first.pk), act_key="k4").status_code == 422
    assert sent(f"{PAGE}do/withdraw-order/", ids=str(second.pk), act_key="k5").status_code == 204
    assert [one.status for one in ChangeOrder.objects.order_by("order_no")] == ["applied", "withdrawn"]
    lines = ContractLine.objects.filter(contract__number="C-1").order_by("line_no")
    assert [
        (one.name, int(one.contracted_amount), one.limit_amount and int(one.limit_amount)) for one in lines
    ] == [
        ("Build", 0, 9000),
        ("Study", 1500, None),
        ("Extra", 250, None),
    ]
    prices = RolePrice.objects.filter(price_list__context="sales")
    assert sorted(int(one.unit_price) for one in prices) == [100, 110]
    html = page()
    assert all(text in html for text in ("Worth ", "1,000.00", "1,750.00"))
    assert 'aria-label="Approve C-1/1"' not in html
