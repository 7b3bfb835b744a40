"""Log-in with a provider of OpenID Connect: a small one on this machine, honest and otherwise."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from acting import granted
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person
from unbilled.web.door.provider import EmailNotVerified, PersonNotKnown, ProviderUnclear


class Provider:
    """Answers as a provider does; what it claims and with which key it signs can be set."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})
        self.signs_with = self.key
        self.claims: dict[str, Any] = {"email": "Mia@Acme.example", "email_verified": True}
        self.nonce = ""
        self.server = HTTPServer(("127.0.0.1", 0), self.handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def handler(provider) -> type[BaseHTTPRequestHandler]:
        class Answers(BaseHTTPRequestHandler):
            def log_message(self, *told: Any) -> None:
                pass

            def answer(self, found: dict[str, Any]) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            def do_GET(self) -> None:
                if self.path.startswith("/keys"):
                    return self.answer({"keys": [provider.key.as_dict(private=False)]})
                return self.answer(
                    {
                        "issuer": provider.issuer,
                        "authorization_endpoint": f"{provider.issuer}/authorize",
                        "token_endpoint": f"{provider.issuer}/token",
                        "jwks_uri": f"{provider.issuer}/keys",
                        "id_token_signing_alg_values_supported": ["RS256"],
                    }
                )

            def do_POST(self) -> None:
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                assert sent["code_verifier"]
                now = int(time.time())
                claims = {"iss": provider.issuer, "aud": "unbilled", "sub": "7", "iat": now, "exp": now + 60}
                claims |= {"nonce": provider.nonce, **provider.claims}
                token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, provider.signs_with)
                self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

        return Answers


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
