"""Thư qua cửa ra. / Mail through the one door, by the relay an administrator named."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from email.message import EmailMessage

from dondoc.server.outbound.named import Network, check, is_loopback

SECONDS = 20


@dataclass(frozen=True)
class Relay:
    """The mail server an administrator named. Without TLS only on this machine."""

    host: str
    port: int = 587
    user: str = ""
    password: str = ""
    sender: str = ""


def send(relay: Relay, message: EmailMessage, networks: Collection[Network] = ()) -> None:
    """Hand one message to the relay. `OSError` (smtplib's errors are such) when it does not take it."""
    with smtplib.SMTP(relay.host, relay.port, timeout=SECONDS) as server:
        if server.sock is None:
            raise ConnectionError(f"{relay.host} does not answer")
        check(relay.host, server.sock.getpeername()[0], networks)
        if not is_loopback(relay.host):
            server.starttls(context=ssl.create_default_context())
        if relay.user:
            server.login(relay.user, relay.password)
        server.send_message(message)
