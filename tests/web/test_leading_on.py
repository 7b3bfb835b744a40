"""Headers of answers: a form that a browser sent by itself leads on, as scripts would have led it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from browsing import logged_in
from unbilled.kit.models import Preference
from unbilled.lab.scenarios.books import Books
from unbilled.web.headers import leading_on

NAVIGATES = {"Sec-Fetch-Mode": "navigate"}
PAGE = "http://testserver/c/LARK/backlog/?status=not_ready"


@pytest.mark.parametrize(
    ("sent", "answered", "leads_to"),
    [
        (
            NAVIGATES | {"Referer": PAGE},
            {"HX-Redirect": "/c/LARK/proformas/P-00001/"},
            "/c/LARK/proformas/P-00001/",
        ),
        (NAVIGATES | {"Referer": PAGE}, {}, PAGE),
        (NAVIGATES | {"Referer": "http://elsewhere.example/c/LARK/"}, {}, "/"),
        (NAVIGATES, {"HX-Redirect": "//elsewhere.example/"}, "/"),
        (NAVIGATES, {}, "/"),
        ({"Referer": PAGE, "Sec-Fetch-Mode": "cors"}, {"HX-Redirect": "/c/LARK/"}, None),
        ({"Referer": PAGE}, {}, None),
    ],
)
def test_what_is_meant_for_a_script_leads_on_without_one(
    sent: dict[str, str], answered: dict[str, str], leads_to: str | None
) -> None:
    def done(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=204, headers=answered)

    answer = leading_on(done)(RequestFactory().post("/c/LARK/", headers=sent))

    assert answer.status_code == (303 if leads_to else 204)
    assert answer.headers.get("Location") == leads_to


def test_columns_that_a_browser_sends_by_itself_are_kept_and_shown(books: Books) -> None:
    books.given("company: {code: LARK}")
    browser = logged_in()

    answer = browser.post(
        "/c/LARK/contracts/columns/", {"columns": ["number", "name"], "query": ""}, headers=NAVIGATES
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/c/LARK/contracts/?")
    assert Preference.objects.get(name="columns contracts").value == "number.name"
