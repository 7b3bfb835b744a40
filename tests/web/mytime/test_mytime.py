"""One's own week: cells, days, expenses with receipts, submitting; nobody else's work is seen or touched."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from acting import acting, granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_categories import add_categories
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.records import NewCategory, NewProject
from unbilled.people.models import Person
from unbilled.web.imports import receiving
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.models import Entry, Recall, Receipt
from worlds import larkfield

HX = {"hx-request": "true"}
WEEK = "?week=2026-W19"  # begins on 4 May


@pytest.fixture
def member(books: Books) -> Books:
    """Ada Moreau is a team member; Tom Ellery has a draft of his own in the week."""
    larkfield(books)
    granted(books.company_id, "ada", "team_member")
    Person.objects.filter(username="ada").update(first_name="Ada", last_name="Moreau")
    books.do("- enter: {X1: {resource: Tom Ellery, project: P-210, date: 2026-05-05, hours: 3}}")
    return books


def got(path: str, *, by: str = "ada", status: int = 200) -> str:
    answer = logged_in(by).get(f"/c/LARK/{path}")
    assert answer.status_code == status, path
    return str(answer.content.decode()) if status == 200 else ""


def sent(path: str, *, by: str = "ada", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/{path}", values, headers=HX)


def cell(row: str, day: str, value: str, was: str = "", **further: Any) -> Any:
    place = {"04": 0, "05": 1, "06": 2}[day[-2:]]
    return sent(f"time/cell/{WEEK}", row=row, day=day, was=was, **{f"d{place}": value}, **further)


def mine() -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(
        resource__name="Ada Moreau", transaction_date__gte="2026-05-04", transaction_date__lte="2026-05-17"
    ).order_by("transaction_date", "id")
    return [(f"{one.transaction_date}", f"{one.quantity.normalize():f}", one.status) for one in rows]


def test_hours_are_typed_into_cells_and_totals_follow(member: Books) -> None:
    html = got(f"time/{WEEK}&add=P-210/Hydraulic design")
    [row] = re.findall(r'<tr data-id="([\d-]+)"', html)
    assert "Tom Ellery" not in html

    answer = cell(row, "2026-05-04", "7:30")
    assert f'<span id="line-{row}" hx-swap-oob="true">7.5</span>' in answer.content.decode()
    assert answer.headers["HX-Trigger"] == "entered"
    assert cell(row, "2026-05-05", "1.5").status_code == 200
    assert mine() == [("2026-05-04", "7.5", "draft"), ("2026-05-05", "1.5", "draft")]
    assert cell(row, "2026-05-05", "2", was="1.5").status_code == 200
    assert cell(row, "2026-05-04", "", was="7.5").status_code == 200
    assert mine() == [("2026-05-05", "2", "draft")]

    wrong = cell(row, "2026-05-05", "two", was="2")
    assert (wrong.status_code, wrong.headers["HX-Retarget"]) == (422, "#dialog")
    late = cell(row, "2026-05-05", "3", was="1.5")
    both = unescape(late.content.decode())
    assert (late.status_code, late.headers["HX-Retarget"]) == (409, "#dialog")
    assert "was changed while you had it open" in both
    assert "<td>2</td><td>3</td>" in both  # theirs and mine; the cell shows theirs meanwhile
    assert f'id="cell-{row}-1" value="2"' in both
    assert mine() == [("2026-05-05", "2", "draft")]
    kept = cell(row, "2026-05-05", "3", was="2", told="1")
    assert f'id="cell-{row}-1" value="3"' in kept.content.decode()
    assert (kept.status_code, kept.headers["HX-Trigger"]) == (200, "entered, changed")
    assert mine() == [("2026-05-05", "3", "draft")]
    assert cell(row, "2026-05-05", "2", was="3").status_code == 200

    entry = Entry.objects.get(resource__name="Ada Moreau", transaction_date="2026-05-05")
    assert sent(f"time/text/{entry.pk}/", description="Valve list").status_code == 204
    copied = sent("time/copy/?week=2026-W20", act_key="c")
    assert "Copied: 1 entry." in copied.headers["HX-Trigger"]
    twice = sent("time/copy/?week=2026-W20", act_key="c")
    assert "Nothing was left to copy." in twice.headers["HX-Trigger"]
    again = Entry.objects.get(resource__name="Ada Moreau", transaction_date="2026-05-12")
    assert (again.description, again.task.name) == ("Valve list", "Hydraulic design")

    assert "Submitted: 1 entry." in sent(f"time/submit/{WEEK}", act_key="s").headers["HX-Trigger"]
    assert mine() == [("2026-05-05", "2", "submitted"), ("2026-05-12", "2", "draft")]
    assert "Recalled: 1 entry." in sent(f"time/recall/{WEEK}", act_key="r").headers["HX-Trigger"]
    sent(f"time/submit/{WEEK}", act_key="s2")
    reject_entries(acting(member.company_id), entry_ids=[entry.pk], comment="Which valves?")
    assert "Returned: Which valves?" in got(f"time/{WEEK}")

    member.do("""
- enter:
    A1: {resource: Ada Moreau, project: P-210, date: 2026-05-06, hours: 1}
    A3: {resource: Ada Moreau, project: P-210, date: 2026-05-06, hours: 3}
""")
    one = Entry.objects.get(external_reference="A1")
    both = cell(f"{one.project_id}-{one.task_id or 0}-{one.role_id or 0}", "2026-05-06", "5", was="4")
    assert "was changed while you had it open" in both.content.decode()
    assert mine()[1:3] == [("2026-05-06", "1", "draft"), ("2026-05-06", "3", "draft")]


def test_a_team_member_sees_and_touches_nothing_of_others(member: Books) -> None:
    front = logged_in("ada").get("/")
    assert (front.status_code, front.headers["Location"]) == (302, "/c/LARK/time/")
    other = Entry.objects.get(resource__name="Tom Ellery", transaction_date="2026-05-05")
    assert logged_in("ada").get("/c/LARK/").headers["Location"] == "/c/LARK/time/"
    for path in (
        "entries/",
        "customers/",
        "invoices/",
        "find/?q=hel",
        "hub/lines/1/",
        f"receipts/{other.pk}/",
    ):
        got(path, status=404)
    html = got("time/")
    assert "Time &amp; material backlog" not in html
    for path in (f"time/text/{other.pk}/", f"time/delete/{other.pk}/", f"time/receipt/{other.pk}/"):
        assert sent(path, description="Mine now").status_code == 404
    other.refresh_from_db()
    assert (other.description, other.status) == ("", "draft")


def test_expenses_come_with_their_receipts_which_approvers_open(
    member: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(member, Travel="expense")
    paper = SimpleUploadedFile("../taxi.pdf", b"%PDF-1.7 taxi", "text/html")
    asked = {"day": "2026-05-06", "project": "P-210", "category": "expense/Travel", "currency": "GBP"}
    asked |= {"quantity": "1", "unit": "piece"}
    bad = sent("time/expense/", **asked, amount="4O", act_key="k0")
    assert bad.status_code == 422
    assert "is not a number" in bad.content.decode()
    done = sent("time/expense/", **asked, amount="40", description="Taxi", receipt=paper, act_key="k1")
    assert done.headers["HX-Redirect"] == "/c/LARK/time/?week=2026-W19"
    paper.seek(0)
    twice = sent("time/expense/", **asked, amount="40", description="Taxi", receipt=paper, act_key="k1")
    assert twice.headers["HX-Redirect"] == "/c/LARK/time/?week=2026-W19"
    [receipt] = Receipt.objects.all()
    assert (receipt.name, receipt.media_type) == ("taxi.pdf", "application/pdf")
    entry = Entry.objects.get(transaction_class="expense", transaction_date="2026-05-06")
    assert "1 receipt" in unescape(got(f"time/{WEEK}"))

    none = sent(f"time/receipt/{entry.pk}/", act_key="k2n")
    assert none.status_code == 422
    assert "no file has come" in none.content.decode()
    monkeypatch.setattr(receiving, "MOST_MEGABYTES", 0)
    large = SimpleUploadedFile("train.pdf", b"%PDF-1.7 train", "application/pdf")
    lost = sent("time/expense/", **asked, amount="9", description="Train", receipt=large, act_key="k2l")
    assert "Travel is entered, but not its receipt." in lost.headers["HX-Trigger"]
    monkeypatch.undo()
    assert Receipt.objects.count() == 1

    page = SimpleUploadedFile("x.pdf", b"<html>", "application/pdf")
    refused = sent(f"time/receipt/{entry.pk}/", receipt=page, act_key="k2")
    assert "x.pdf is no PDF, PNG or JPEG" in refused.content.decode()
    html = got("entries/?from_date=2026-05-06&through_date=2026-05-06", by="accountant")
    assert f"/c/LARK/receipts/{entry.pk}/" in html
    address = f"/c/LARK/receipts/{entry.pk}/{receipt.pk}/"
    answer = logged_in("accountant").get(address)
    assert answer.content == b"%PDF-1.7 taxi"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="taxi.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    sent(f"time/submit/{WEEK}", act_key="k3")
    gone = sent(f"receipts/{entry.pk}/{receipt.pk}/remove/", act_key="k4")
    assert gone.status_code == 422
    assert Receipt.objects.count() == 1
    sent(f"time/recall/{WEEK}", act_key="k5")
    sent(f"time/delete/{entry.pk}/{WEEK}", act_key="k6")
    assert not Receipt.objects.exists()


BOUGHT = {"day": "2026-05-06", "project": "P-210", "quantity": "1", "unit": "piece", "currency": "GBP"}


def test_the_category_says_whether_it_is_an_expense_material_or_a_fee(member: Books) -> None:
    """Fees on CT-0044 are charged in dollars; a pipe costs what the price list says, or what is typed."""
    kept(member, Travel="expense", Pipe="material", Licence="fee", Care="time")
    html = unescape(got(f"time/{WEEK}"))
    assert 'value="material/Pipe">Pipe · material<' in html
    assert "Care" not in html

    asked = BOUGHT | {"amount": ""}
    assert entered(category="material/Pipe", **asked | {"quantity": "3", "unit": "m"})
    assert entered(category="material/Pipe", **asked | {"quantity": "2.5", "amount": "12.50"})
    assert entered(category="fee/Licence", **asked | {"project": "P-230", "amount": "250", "currency": "USD"})
    assert entered(category="expense/Travel", **asked | {"amount": "-9.20"})
    assert bought() == [
        ("material", "P-210", "3", "m", None, None, None),
        ("material", "P-210", "2.5", "piece", "12.5", "GBP", None),
        ("fee", "P-230", "1", "piece", None, None, "250"),
        ("expense", "P-210", "1", "piece", "-9.2", "GBP", None),
    ]
    html = unescape(got(f"time/{WEEK}"))
    cells = re.findall(r'<td class="number">(.*?)</td>', html.partition("Expenses, material and fees")[2])
    shown = [re.sub(r"<.*?>", "", cell) for cell in cells]
    assert shown == [
        *("3 m", "as the price list says"),
        *("2.5 piece", "31.25 GBP"),
        *("1 piece", "\u22129.20 GBP"),
        *("1 piece", "250.00 USD"),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"category": "time/Care"}, "category", "There is no such category."),
        ({"category": ""}, "category", "Category is needed"),
        ({"amount": ""}, "amount", "Amount of one is needed"),
        ({"category": "fee/Licence", "amount": ""}, "amount", "Amount of one is needed"),
        ({"project": "P-999"}, "project", "There is no such project or task."),
        (
            {"category": "fee/Licence", "project": "P-300"},
            "project",
            "No time-and-material contract line sells fees",
        ),
        (
            {"category": "fee/Licence", "project": "P-230"},
            "currency",
            "charged in USD, not in GBP. Give the amount in USD.",
        ),
        ({"quantity": "-1"}, "quantity", "Quantities would be negative: -1. Give zero or more"),
        ({"amount": "0.1234567"}, "amount", "More decimals than the books keep: cost 0.1234567. Round it"),
        ({"currency": "XYZ"}, "currency", "does not have what is named: currency XYZ. "),
        ({"project": "P-901"}, "project", "Nothing is entered on closed projects: P-901."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_entered(
    member: Books, typed: dict[str, str], field: str, said: str
) -> None:
    kept(member, Travel="expense", Licence="fee", Care="time")
    add_projects(
        acting(member.company_id), projects=[NewProject("P-300"), NewProject("P-901", stage="closed")]
    )

    wrong = sent("time/expense/", **BOUGHT | {"category": "expense/Travel", "amount": "40"} | typed)

    html = unescape(wrong.content.decode())
    assert wrong.status_code == 422
    assert re.search(rf'id="f-{field}-hint">[^<]*{re.escape(said)}', html), html
    assert html.count('class="error"') == 1
    assert "web:" not in html
    assert bought() == []


def kept(books: Books, **classes: str) -> None:
    add_categories(
        acting(books.company_id), categories=[NewCategory(name, word) for name, word in classes.items()]
    )


def entered(**typed: str) -> bool:
    return sent("time/expense/", **typed).headers.get("HX-Redirect") == "/c/LARK/time/?week=2026-W19"


def bought() -> list[tuple[Any, ...]]:
    """Expenses, material and fees of the week, in the order in which they were entered."""

    def plain(figure: Any) -> str | None:
        return None if figure is None else f"{figure.normalize():f}"

    rows = Entry.objects.filter(transaction_date="2026-05-06").exclude(transaction_class="time")
    return [
        (
            one.transaction_class,
            one.project.code,
            plain(one.quantity),
            one.unit,
            plain(one.unit_cost),
            one.cost_currency_id,
            plain(one.unit_price),
        )
        for one in rows.order_by("id")
    ]


def test_who_is_no_resource_is_told_what_to_do(member: Books) -> None:
    granted(member.company_id, "mia", "team_member")
    assert "No resource is you yet" in got("time/", by="mia")
    assert sent("time/expense/", by="mia").status_code == 404


def test_an_approved_entry_is_asked_back_from_its_week(member: Books) -> None:
    member.do("""
    - enter: {A1: {resource: Ada Moreau, project: P-210, date: 2026-05-05, hours: 3}}
    - submit: [A1]
    - approve: [A1]
    """)
    entry_id = member.id("entries", "A1")
    path = f"time/ask-back/{entry_id}/{WEEK}"
    assert path in unescape(got(f"time/{WEEK}"))

    assert "needs a reason" in unescape(sent(path, reason=" ").content.decode())
    assert not Recall.objects.exists()
    assert sent(path, reason="Two hours").status_code in (200, 204)
    assert "Approved, asked for" in got(f"time/{WEEK}")
    others = sent(f"time/ask-back/{member.id('entries', 'X1')}/{WEEK}", reason="Mine")
    assert others.status_code == 404
    assert Recall.objects.get().reason == "Two hours"
