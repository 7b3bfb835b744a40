"""Imports in the browser: recognized, mapped, tried, brought in by a job, and rejected rows sent again."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from acting import granted
from browsing import logged_in
from unbilled.intake.importing.formats import recognized_format
from unbilled.intake.importing.mapping import FORMATS, headings_of, load_mapping
from unbilled.intake.models import Upload
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Resource
from unbilled.people.models import Person
from unbilled.runs.models import Run
from unbilled.runs.worker import carry_out
from unbilled.web.imports import receiving
from unbilled.web.imports.pages import NoFileChosen
from unbilled.work.models import Entry

HX = {"hx-request": "true"}
WORLD = """
company: {code: ACME, accounting_currency: EUR}
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
"""
TOGGL = (
    "User,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration\n"
    "Ada Moreau,Helios,P-1,Layout,Yes,2026-03-02,09:00:00,2026-03-02,11:30:00,02:30:00\n"
    "Ada Moreau,Helios,P-1,Review,Yes,2026-03-03,09:00:00,2026-03-03,10:00:00,01:00:00\n"
    "Ada Moreau,Helios,P-9,Nowhere,Yes,2026-03-04,09:00:00,2026-03-04,10:00:00,01:00:00\n"
)
OWN = "Datum;Wer;Projekt;Stunden\n31.03.2026;Ada Moreau;P-1;1,5\n"


def post(browser: Any, address: str, status: int = 204, **values: Any) -> Any:
    answer = browser.post(f"/c/ACME/imports/{address}", values, headers=HX)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


def uploaded(browser: Any, name: str, text: str, key: str = "u") -> int:
    answer = post(browser, "upload/", file=SimpleUploadedFile(name, text.encode()), act_key=key)
    return int(answer.headers["HX-Redirect"].split("/")[-2])


def page(browser: Any, number: int) -> str:
    answer = browser.get(f"/c/ACME/imports/{number}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_file_is_recognized_tried_brought_in_and_its_rejected_row_sent_again(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()
    number = uploaded(browser, "march.csv", TOGGL)
    shown = page(browser, number)
    assert '<option value="toggl" selected>' in shown
    assert "3 rows can be read" in shown
    assert '<label for="column-resource">Resource <span class="hint">needed</span></label>' in shown
    assert '<option value="">User</option>' in shown

    tried = post(browser, f"{number}/try/", 200).content.decode()
    assert "Tried and undone" in tried
    assert re.findall(r'<td class="whole">2026-03</td>.*?(?=</tr>)', tried)[0].count("3.50") == 2
    assert Entry.objects.count() == Run.objects.count() == 0

    assert (
        post(browser, f"{number}/start/", act_key="s").headers["HX-Redirect"] == f"/c/ACME/imports/{number}/"
    )
    assert "Waits for a worker" in page(browser, number)
    carry_out(Run.objects.get().pk)
    books.show("entries", "project | quantity | status\nP-1 | 2.5 | submitted\nP-1 | 1 | submitted")
    shown = page(browser, number)
    assert "2 entries" in shown
    assert "1 rejected" in shown
    assert "Submitted for approval: 2 entries" in shown
    assert Run.objects.order_by("id").first().status == "finished"  # type: ignore[union-attr]
    file = browser.get(f"/c/ACME/imports/{number}/rejected.csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="march.rejected.csv"'
    assert b"P-9" in file.content

    assert re.findall(r'<input type="text" class="fix wrong" name="([^"]+)" value="([^"]+)"', shown) == [
        ("cell-0-2", "P-9")
    ]
    sent = post(
        browser, f"{number}/again/", act_key="a", **{"cell-0-2": "P-1", "cell-0-99": "x", "cell-7-0": "x"}
    )
    fresh = int(sent.headers["HX-Redirect"].split("/")[-2])
    assert (
        post(browser, f"{number}/again/", act_key="a", **{"cell-0-2": "P-1"})
        .headers["HX-Redirect"]
        .endswith(f"/{fresh}/")
    )
    carry_out(Run.objects.latest("id").pk)
    assert "1 entry" in page(browser, fresh)
    assert Entry.objects.filter(project__code="P-1").count() == 3
    front = browser.get("/c/ACME/imports/").content.decode()
    assert re.findall(r">(march[^<]*)</a>", front) == ["march.rejected.csv", "march.csv"]


def test_a_worker_that_is_told_to_stop_submits_first_what_it_has_imported(books: Books) -> None:
    """The run that was asked for is finished by then: no other worker would go on with it."""
    books.given(WORLD)
    browser = logged_in()
    number = uploaded(browser, "march.csv", TOGGL)
    post(browser, f"{number}/start/", act_key="s")
    run = Run.objects.get()

    carry_out(run.pk, is_stopping=lambda: Run.objects.get(pk=run.pk).status == "finished")

    books.show("entries", "project | quantity | status\nP-1 | 2.5 | submitted\nP-1 | 1 | submitted")
    assert "Submitted for approval: 2 entries" in page(browser, number)


def test_columns_that_nobody_knows_are_said_on_the_page(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()
    number = uploaded(browser, "stunden.csv", OWN)
    shown = page(browser, number)
    assert "Not recognized: our own columns" in shown
    assert 'role="alert"' in shown
    columns = {"date": "Datum", "resource": "Wer", "project": "Projekt", "quantity": "Stunden"}
    sent = {f"column-{field}": heading for field, heading in columns.items()}
    told = post(
        browser, f"{number}/settle/", 200, format="", draft="on", decimal_mark=",", **sent
    ).content.decode()
    assert "1 row can be read" in told or "1 rows can be read" in told
    assert '<option value="Datum" selected>' in told
    wrong = post(
        browser, f"{number}/settle/", 200, format="", **(sent | {"column-date": "Gone"})
    ).content.decode()
    assert 'role="alert"' in wrong
    post(browser, f"{number}/settle/", 200, format="", draft="on", decimal_mark=",", **sent)
    post(browser, f"{number}/start/", act_key="s")
    carry_out(Run.objects.get().pk)
    books.show("entries", "project | quantity | status\nP-1 | 1.5 | draft")


def test_material_comes_in_with_expenses_and_sums_tell_them_apart(books: Books) -> None:
    """A file without an amount of material is recognized, and shown without one."""
    books.given(
        WORLD + "categories: {Travel: {class: expense}, Cable: {class: material, cost_price: 2, unit: m}}\n"
    )
    browser = logged_in()
    number = uploaded(
        browser,
        "bought.csv",
        "Date,Project,Category,Quantity,Unit,Price,Currency\n"
        "2026-03-02,P-1,Travel,2,night,80.50,EUR\n2026-03-03,P-1,Cable,12.5,m,,\n",
    )
    shown = page(browser, number)
    assert '<option value="expense" selected>' in shown
    assert "2 rows can be read" in shown
    assert "<span>161.00</span>" in shown
    tried = post(browser, f"{number}/try/", 200).content.decode()
    cells = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>.*?</tr>", tried)]
    assert ["P-1", "2026-03", "Expense", "EUR", "161.00", "161.00", "0.00", "0.00", "0.00"] in cells
    assert ["In", "all", "Material", "m", "12.50", "12.50", "0.00", "0.00", "0.00"] in cells
    assert not Entry.objects.exists()


def test_what_is_no_table_or_too_large_is_not_kept(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    books.given(WORLD)
    browser = logged_in()
    told = post(browser, "upload/", 422, file=SimpleUploadedFile("x.pdf", b"%PDF-1.7\n\x00\x01"), act_key="k")
    assert "Not done" in told.content.decode()
    assert NoFileChosen(most=25).message in post(browser, "upload/", 422, act_key="k").content.decode()
    monkeypatch.setattr(receiving, "MOST_MEGABYTES", 0)
    large = post(browser, "upload/", 422, file=SimpleUploadedFile("m.csv", TOGGL.encode()), act_key="k")
    assert "No file has come" in large.content.decode()
    assert not Upload.objects.exists()


def test_files_are_seen_by_who_brought_them_and_who_sees_everything(books: Books) -> None:
    books.given(WORLD)
    granted(books.company_id, "Tom", "project_manager", scope="own")
    granted(books.company_id, "Ann", "project_manager", scope="own")
    granted(books.company_id, "Audit", "auditor")
    tom, ann, auditor = (logged_in(name) for name in ("Tom", "Ann", "Audit"))
    number = uploaded(tom, "mine.csv", TOGGL)
    assert "mine.csv" in page(tom, number)
    assert "mine.csv" in page(auditor, number)
    assert ann.get(f"/c/ACME/imports/{number}/").status_code == 404
    for what in ("settle", "try", "start", "again"):
        assert ann.post(f"/c/ACME/imports/{number}/{what}/", headers=HX).status_code == 404
    assert "mine.csv" not in ann.get("/c/ACME/imports/").content.decode()
    assert "may not do this" in post(auditor, f"{number}/start/", 422, act_key="k").content.decode()
    assert "/c/ACME/imports/" not in auditor.get("/c/ACME/entries/").content.decode()
    assert not Run.objects.exists()


def test_every_shipped_format_is_recognized_by_its_own_headings() -> None:
    """The headings that a mapping names; of several that it could be, those of its first choice."""
    found = {
        name: recognized_format(
            [
                heading
                for column in load_mapping(name).columns.values()
                for heading in headings_of(column.choices[0])
            ]
        )
        for name in FORMATS
    }
    assert found == {name: name for name in FORMATS}


def test_a_team_member_brings_in_what_they_did_and_nothing_of_others(books: Books) -> None:
    """Mia is the resource Mia Okoro; the file has a row of hers, one of Ada's and one of nobody who is there."""
    books.given(WORLD.replace("{Ada Moreau: Developer}", "{Ada Moreau: Developer, Mia Okoro: Developer}"))
    Resource.objects.filter(name="Mia Okoro").update(email="mia@acme.example")
    granted(books.company_id, "mia", "team_member")
    Person.objects.filter(username="mia").update(email="mia@acme.example")
    other = uploaded(logged_in(), "others.csv", TOGGL)
    browser = logged_in("mia")
    assert "/c/ACME/imports/" in browser.get("/c/ACME/time/").content.decode()
    assert "others.csv" not in browser.get("/c/ACME/imports/").content.decode()
    assert browser.get(f"/c/ACME/imports/{other}/").status_code == 404

    text = "Date,Resource,Project,Hours\n2026-03-02,Mia Okoro,P-1,2\n2026-03-02,Ada Moreau,P-1,3\n"
    number = uploaded(browser, "march.csv", text + "2026-03-03,Zed,P-1,4\n")
    post(browser, f"{number}/settle/", 200, format="csv", submit="on", create_missing="on")
    tried = post(browser, f"{number}/try/", 200).content.decode()
    assert "is not Mia Okoro" in tried
    post(browser, f"{number}/start/", act_key="s")
    carry_out(Run.objects.get().pk)
    books.show("entries", "resource | quantity\nMia Okoro | 2")
    assert not Resource.objects.filter(name="Zed").exists()
    shown = page(browser, number)
    assert "Ada Moreau" in shown
    assert "/runs/" not in re.sub(r"runs/tray/", "", shown)
