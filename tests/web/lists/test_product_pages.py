"""Products in the back office: agreed on a form, billed in parts from the list, edited on a draft."""

import json
import re
from typing import Any

from browsing import logged_in
from unbilled.agreements.models import ContractLine
from unbilled.billing.models import Milestone, ProformaDetail
from unbilled.lab.scenarios.books import Books, snapshot
from worlds import larkfield

HX = {"hx-request": "true"}
SENSOR = """
- draft_change_order:
    contract: CT-0031
    name: Sensors
    from: 2026-03-01
    lines:
      Sensor: {billing_method: product, project: P-210, quantity: 10, price: 33.335, delivery_date: 2026-03-10}
- approve_change_orders: {orders: [CT-0031/1], on: 2026-03-01}
"""


def sent(path: str, **values: Any) -> Any:
    return logged_in("accountant").post(f"/c/LARK/{path}", values, headers=HX)


def page(path: str) -> str:
    answer = logged_in("accountant").get(f"/c/LARK/{path}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def kept() -> dict[str, str]:
    """What there is besides who has come in."""
    return {table: rows for table, rows in snapshot().items() if not table.startswith("people_")}


def toast(answer: Any) -> str:
    assert answer.status_code == 204, answer.content.decode()
    return str(json.loads(answer.headers["HX-Trigger"])["toast"]["text"])


def test_a_part_is_billed_from_the_list_and_edited_on_its_draft(books: Books) -> None:
    larkfield(books, posted=False)
    books.do(SENSOR)
    whole = Milestone.objects.get(name="Sensor")

    contract = page("contracts/CT-0031/")
    assert "10 × piece at 33.335, delivered 2026-03-10" in contract
    assert "Milestones and products" in contract
    assert f"/c/LARK/contract-lines/{whole.contract_line_id}/" in contract
    assert f"/c/LARK/contract-lines/{whole.contract_line_id}/" in page("milestones/?text=Sensor")

    before = kept()
    refused = sent("milestones/do/part/", ids=str(whole.pk), do_quantity="11", do_day="2026-03-10")
    assert "CT-0031/Sensor, 11 of 10 piece that wait" in refused.content.decode()
    assert kept() == before
    part = sent("milestones/do/part/", ids=str(whole.pk), do_quantity="3", do_day="2026-03-10")
    assert toast(part) == "Ready: 1 product."

    books.do("- create_proformas: {contracts: [CT-0031], through: 2026-03-31, on: 2026-03-31}")
    detail = ProformaDetail.objects.select_related("proforma").get(transaction_class="product")
    number = detail.proforma.number
    cell = {"quantity": "4", "version": detail.act_id}
    assert sent(f"proformas/{number}/lines/{detail.line_no}/", **cell).status_code == 200
    books.show(
        "milestones",
        """
        milestone       | quantity | amount  | status
        Report accepted |          | 4000.00 | not_ready
        Sensor          |     6.00 |  200.01 | not_ready
        Sensor, part 1  |     4.00 |  133.34 | customer_invoice_created
        """,
    )
    assert "Sensor, part 1" in page(f"proformas/{number}/?tab=lines")


def test_a_product_is_agreed_on_the_form_of_a_line(books: Books) -> None:
    larkfield(books, posted=False)
    asked = {
        "contract": "CT-0031",
        "name": "Kit",
        "billing_method": "product",
        "project": "P-210",
        "quantity": "2",
        "unit": "set",
        "price": "12.50",
        "delivery_date": "2026-05-04",
        "category": "material/Training material",
    }
    foreseen = re.search(
        r'name="foreseen" value="([^"]+)"', sent("contract-lines/new/", **asked).content.decode()
    )
    assert foreseen
    assert sent("contract-lines/new/", **asked, foreseen=foreseen[1]).status_code == 204
    line = ContractLine.objects.get(name="Kit")
    assert (line.contracted_amount, line.include_time) == (25, False)
    books.show(
        "new milestones",
        """
        milestone | quantity | unit | price | amount | status
        Kit       |     2.00 | set  | 12.50 |  25.00 | not_ready
        """,
    )
