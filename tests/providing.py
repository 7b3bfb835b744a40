"""A small provider of OpenID Connect on this machine, honest and otherwise."""

import json
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Provider:
    """Answers as a provider does; what it claims and with which key it signs can be set."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})
        self.signs_with = self.key
        self.claims: dict[str, Any] = {"email": "Mia@Acme.example", "email_verified": True}
        self.nonce = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
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
                if self.path.startswith("/authorize"):
                    return self.ask(parse_qs(urlsplit(self.path).query))
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

            def ask(self, sent: dict[str, list[str]]) -> None:
                provider.nonce = sent["nonce"][0]
                there = f"{sent['redirect_uri'][0]}?{urlencode({'code': 'c', 'state': sent['state'][0]})}"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(f'<title>Acme</title><a href="{escape(there)}">Continue</a>'.encode())

            def do_POST(self) -> None:
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                assert sent["code_verifier"]
                now = int(time.time())
                claims = {"iss": provider.issuer, "aud": "unbilled", "sub": "7", "iat": now, "exp": now + 60}
                claims |= {"nonce": provider.nonce, **provider.claims}
                token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, provider.signs_with)
                self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

        return Answers
