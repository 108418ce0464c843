"""Một hệ thống xác thực nhỏ để thử, chạy riêng: `openid_provider.py PORT`. / A small OpenID provider for tests, a process of its own.

Authorization code with PKCE. `/authorize` shows whom one may be; `?wrong=` plays a provider that misbehaves: «issuer», «audience»,
«signature», «expired», «other_sub», «away» (an endpoint on another address).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "dondoc", "chi-de-thu"
KEY, FALSE_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Provider(BaseHTTPRequestHandler):
    """The endpoints."""

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, {key: value[0] for key, value in parse_qs(urlsplit(self.path).query).items()}
        state: dict[str, Any] = self.server.state  # type: ignore[attr-defined]
        if path == "/wrong":
            state["wrong"] = query.get("how", "")
            self.answer({"wrong": state["wrong"]})
        elif path == "/.well-known/openid-configuration":
            at = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            token = state["away"] if state["wrong"] == "away" else f"{at}/token"
            self.answer(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": token,
                    "userinfo_endpoint": f"{at}/userinfo",
                    "jwks_uri": f"{at}/jwks",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif path == "/authorize":
            self.authorize(query, state)
        elif path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]})
        elif path == "/userinfo":
            who = state["tokens"][self.headers["Authorization"].removeprefix("Bearer ")]
            self.answer({"sub": "somebody-else" if state["wrong"] == "other_sub" else who, "name": "Người thử"})
        else:
            self.say(204, b"", "text/plain")  # a browser asks for an icon

    def authorize(self, query: dict[str, str], state: dict[str, Any]) -> None:
        """Choose whom to be; then back with a code."""
        if "as" not in query:
            links = "".join(
                f'<p><a id="{who}" href="/authorize?{html.escape(urlencode(query | {"as": who}))}">{who}</a></p>'
                for who in ("cb-001", "cb-999")
            )
            self.say(200, f"<!doctype html><html lang=vi><title>Provider</title><main>{links}</main>".encode(), "text/html; charset=utf-8")
            return
        code = secrets.token_urlsafe(16)
        state["codes"][code] = (query["as"], query["code_challenge"], query["redirect_uri"])
        back = {"error": "access_denied"} if query["as"] == "no" else {"code": code}
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(back | {'state': query['state']})}")
        self.end_headers()

    def do_POST(self) -> None:
        state: dict[str, Any] = self.server.state  # type: ignore[attr-defined]
        form = {key: value[0] for key, value in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        who, challenge, back = state["codes"].pop(form.get("code"), ("", "", ""))
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if not who or proof != challenge or back != form["redirect_uri"] or (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            self.answer({"error": "invalid_grant"}, 400)
            return
        token, wrong = secrets.token_urlsafe(16), state["wrong"]
        state["tokens"][token] = who
        told = {
            "iss": "https://evil.example" if wrong == "issuer" else f"http://127.0.0.1:{self.server.server_port}",  # type: ignore[attr-defined]
            "aud": "another" if wrong == "audience" else CLIENT,
            "sub": who,
            "exp": 1 if wrong == "expired" else int(time.time()) + 60,
        }
        signed = jwt.encode(told, FALSE_KEY if wrong == "signature" else KEY, algorithm="RS256", headers={"kid": "1"})
        self.answer({"access_token": token, "token_type": "Bearer", "id_token": signed})

    def answer(self, told: dict[str, Any], status: int = 200) -> None:
        """JSON."""
        self.say(status, json.dumps(told).encode(), "application/json")

    def say(self, status: int, body: bytes, kind: str) -> None:
        """An answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        """Quiet."""


def main(port: int, away: str = "") -> None:
    """Serve until killed."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Provider)
    server.state = {"wrong": "", "away": away, "codes": {}, "tokens": {}}  # type: ignore[attr-defined]
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
