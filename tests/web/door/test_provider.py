"""Log-in with a provider of OpenID Connect: a small one on this machine, honest and otherwise."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from acting import granted
from providing import Provider
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person
from unbilled.web.door.provider import EmailNotVerified, PersonNotKnown, ProviderUnclear


@pytest.fixture
def provider(settings: Any, books: Books) -> Iterator[Provider]:
    """A provider that the operator has named, and Mia, who manages projects."""
    made = Provider()
    settings.OIDC_ISSUER, settings.OIDC_NAME = made.issuer, "Acme"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "unbilled", "secret"
    books.given("company: {code: ACME}")
    granted(books.company_id, "mia", "project_manager")
    Person.objects.filter(username="mia").update(email="mia@acme.example")
    yield made
    made.close()


def came_back(provider: Provider, *, state: str = "", honest: bool = True) -> tuple[Client, Any]:
    browser = Client(headers={"host": "localhost"})
    away = browser.get("/log-in/provider/?next=/c/ACME/backlog/")
    assert away.status_code == 302
    sent = parse_qs(urlsplit(away.headers["Location"]).query)
    assert sent["redirect_uri"] == ["http://localhost/log-in/provider/return/"]
    assert sent["code_challenge_method"] == ["S256"]
    provider.nonce = sent["nonce"][0] if honest else "another"
    return browser, browser.get(f"/log-in/provider/return/?code=c&state={state or sent['state'][0]}")


def test_whoever_has_the_address_comes_in_and_nobody_else(provider: Provider) -> None:
    assert "Log in with Acme" in Client(headers={"host": "localhost"}).get("/log-in/").content.decode()
    browser, answer = came_back(provider)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/c/ACME/backlog/")
    assert browser.get("/c/ACME/backlog/").status_code == 200

    for claims, said in (
        (
            {"email": "else@acme.example", "email_verified": True},
            PersonNotKnown(email="else@acme.example"),
        ),
        (
            {"email": "mia@acme.example", "email_verified": False},
            EmailNotVerified(provider="Acme", email="mia@acme.example"),
        ),
        ({"email": "mia@acme.example"}, EmailNotVerified(provider="Acme", email="mia@acme.example")),
        ({}, ProviderUnclear(provider="Acme")),
    ):
        provider.claims = claims
        browser, answer = came_back(provider)
        assert answer.status_code in (403, 502), claims
        assert said.message in answer.content.decode()
        assert browser.get("/account/").status_code == 302
    provider.claims = {"email": "mia@acme.example", "email_verified": True}
    Person.objects.create(username="mia2", email="MIA@acme.example")
    assert came_back(provider)[1].status_code == 403
    Person.objects.filter(username="mia2").update(email="")
    Person.objects.filter(username="mia").update(is_active=False)
    assert came_back(provider)[1].status_code == 403


def test_what_is_forged_or_replayed_lets_nobody_in(provider: Provider) -> None:
    for forged in ({"state": "forged"}, {"honest": False}):
        browser, answer = came_back(provider, **forged)  # type: ignore[arg-type]
        assert answer.status_code == 502
        assert browser.get("/account/").status_code == 302
    provider.signs_with = RSAKey.generate_key(2048, parameters={"kid": "1"})
    assert came_back(provider)[1].status_code == 502
    provider.signs_with = provider.key
    for wrong in ({"aud": "another"}, {"iss": "https://elsewhere.example"}, {"exp": 1}):
        provider.claims = {"email": "mia@acme.example", "email_verified": True, **wrong}
        assert came_back(provider)[1].status_code == 502, wrong


def test_without_a_provider_there_is_no_such_address(books: Books, settings: Any) -> None:
    settings.OIDC_ISSUER = ""
    browser = Client(headers={"host": "localhost"})
    for address in ("/log-in/provider/", "/log-in/provider/return/"):
        assert browser.get(address).status_code == 404
    assert "Log in with" not in browser.get("/log-in/").content.decode()
