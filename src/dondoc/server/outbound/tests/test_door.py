"""Cửa ra: chỉ địa chỉ đã ghi tên, không theo chuyển hướng, không vào mạng trong. / Named addresses, no redirects, no private networks."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import requests

from dondoc.server.outbound import http
from dondoc.server.outbound.named import Refused, check, origin


class Answers(BaseHTTPRequestHandler):
    """«/» answers, «/away» leads to another server, «/big» never ends."""

    asked: list[str]

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
            return
        body = b"x" * (http.LARGEST + 5) if self.path == "/big" else b'{"ok": true}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        """Quiet."""


@pytest.fixture
def servers() -> Iterator[list[HTTPServer]]:
    """Two servers on this machine: one named, one not."""
    made = [HTTPServer(("127.0.0.1", 0), Answers) for _ in range(2)]
    for server in made:
        server.asked = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    for server in made:
        server.shutdown()
        server.server_close()


def at(server: HTTPServer, path: str = "/") -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def test_a_named_address_answers_and_another_is_never_reached(servers: list[Any]) -> None:
    named, other = servers
    with http.session([at(named)]) as session:
        assert session.get(at(named)).json() == {"ok": True}
        with pytest.raises(requests.RequestException, match="named"):
            session.get(at(other))
        with pytest.raises(requests.TooManyRedirects):
            session.get(at(named, f"/away?{at(other)}"))
        with pytest.raises(requests.RequestException, match="larger"):
            session.get(at(named, "/big"))
    assert other.asked == []
    requests.get(at(named, f"/away?{at(other)}"), timeout=5)  # the control: a plain session is led on
    assert other.asked == ["/"]


def test_a_name_that_leads_to_this_machine_is_refused_before_a_byte_is_sent(servers: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    named = servers[0]
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))
    address = f"http://sso.tinh.example:{named.server_port}/"
    with http.session([address]) as session, pytest.raises(requests.RequestException, match="this machine"):
        session.get(address)
    assert named.asked == []
    requests.get(address, timeout=5)  # the control
    assert named.asked == ["/"]


@pytest.mark.parametrize(
    ("host", "reached", "networks", "good"),
    [
        ("sso.example", "8.8.8.8", [], True),
        ("sso.example", "10.1.2.3", [], False),
        ("sso.example", "10.1.2.3", ["10.1.0.0/16"], True),
        ("sso.example", "192.168.1.1", ["10.1.0.0/16"], False),
        ("10.1.2.3", "10.1.2.3", [], True),
        ("sso.example", "127.0.0.1", ["127.0.0.0/8"], False),
        ("localhost", "::1", [], True),
        ("127.0.0.1", "127.0.0.1", [], True),
        ("sso.example", "169.254.169.254", ["169.254.0.0/16"], False),
        ("sso.example", "::ffff:169.254.169.254", [], False),
        ("sso.example", "::ffff:10.0.0.1", [], False),
        ("sso.example", "0.0.0.0", [], False),
        ("sso.example", "fe80::1%eth0", [], False),
        ("sso.example", "fd00::1", [], False),
        ("sso.example", "224.0.0.1", [], False),
    ],
)
def test_where_a_name_may_lead(host: str, reached: str, networks: list[str], good: bool) -> None:
    told = [ipaddress.ip_network(one) for one in networks]
    if good:
        check(host, reached, told)
    else:
        with pytest.raises(Refused):
            check(host, reached, told)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.example", "https://a.example@evil.example/", "https://a.example\\@evil", "//x", "https://a:x/"],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(Refused):
        origin(address)


def test_an_origin_is_told_one_way() -> None:
    assert origin("https://SSO.example/a?b") == origin("https://sso.example:443") == "https://sso.example:443"
