"""Những địa chỉ bên ngoài mà quản trị ghi trong instance.toml. / What lies outside and an administrator named in instance.toml.

Pure: reads the tables, no Django. What is not named here is never called.

    [openid]                      # sign-in through a common provider
    name = "Hệ thống xác thực của tỉnh"
    issuer = "https://sso.tinh.example/realms/can-bo"
    client_id = "dondoc"
    secret_file = "keys/openid"   # in the instance's folder, or `secret = "…"`
    claim = "sub"                 # the claim that never changes for a person
    scopes = ["openid"]
    addresses = []                # further addresses of the provider, where its endpoints lie elsewhere

    [parent]                      # the instance above, which keeps our heads of the journal
    address = "https://dondoc.trunguong.example"

    [children]                    # instances below: their name and the public key that signs their heads
    "dondoc.xa.example" = ["5f0c…"]

    [mail]                        # the relay, and the mailbox that keeps the heads of the journal
    host = "thu.tinh.example"
    port = 587
    user = ""
    password_file = "keys/mail"
    sender = "dondoc@tinh.example"
    heads_to = ["kiemtra@tinh.example"]
    domains = ["tinh.example"]    # where persons may have their notices sent; without it the domain of `sender`

    [calendar]
    words = false                 # true: calendars fetched from outside say what the work is, not only that something is due

    [outbound]
    networks = ["10.20.0.0/16"]   # private networks in which the named addresses may lie
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dondoc.server.outbound.mail import Relay
from dondoc.server.outbound.named import Network, Refused, is_loopback, origin
from dondoc.server.site.instance import Instance, NotConfigured

#: The provider's name in addresses: there is one.
PROVIDER = "chung"
KNOWN = {
    "openid": {"name", "issuer", "client_id", "secret", "secret_file", "claim", "scopes", "addresses"},
    "parent": {"address"},
    "mail": {"host", "port", "user", "password", "password_file", "sender", "heads_to", "domains"},
    "calendar": {"words"},
    "outbound": {"networks"},
}


@dataclass(frozen=True)
class Outside:
    """What was named; empty parts were not."""

    openid: dict[str, Any]
    openid_addresses: tuple[str, ...]
    parent: str
    children: dict[str, list[str]]
    relay: Relay | None
    heads_to: tuple[str, ...]
    mail_domains: tuple[str, ...]  # lower case
    calendar_words: bool
    networks: tuple[Network, ...]


def read(instance: Instance) -> Outside:
    """The tables of an instance; `NotConfigured` says which line is wrong and how it should be."""
    tables = {name: _table(instance, name) for name in KNOWN}
    openid, mail, parent = _openid(instance, tables["openid"]), tables["mail"], tables["parent"]
    addresses = (openid["issuer"], *tables["openid"].get("addresses", [])) if openid else ()
    return Outside(
        openid=openid,
        openid_addresses=tuple(_address("openid", one) for one in addresses),
        parent=_address("parent", parent["address"]).rstrip("/") if parent.get("address") else "",
        children=_children(instance),
        relay=_relay(instance, mail) if mail.get("host") else None,
        heads_to=tuple(str(one) for one in mail.get("heads_to", ())),
        mail_domains=_domains(mail),
        calendar_words=tables["calendar"].get("words") is True,
        networks=tuple(_network(one) for one in tables["outbound"].get("networks", ())),
    )


def providers(outside: Outside) -> dict[str, Any]:
    """allauth's settings of the one provider."""
    openid = outside.openid
    if not openid:
        return {}
    told = {"server_url": openid["issuer"], "uid_field": "sub"}
    app = {"provider_id": PROVIDER, "name": openid["name"], "client_id": openid["client_id"], "secret": openid["secret"], "settings": told}
    return {"openid_connect": {"APPS": [app], "SCOPE": openid["scopes"], "OAUTH_PKCE_ENABLED": True}}


def _table(instance: Instance, name: str) -> Mapping[str, Any]:
    table = instance.extra.get(name, {})
    if not isinstance(table, dict) or table.keys() - KNOWN[name]:
        wrong = ", ".join(sorted(table.keys() - KNOWN[name])) if isinstance(table, dict) else "not a table"
        raise NotConfigured(f"instance.toml [{name}]: {wrong}; known: {', '.join(sorted(KNOWN[name]))}")
    return table


def _children(instance: Instance) -> dict[str, list[str]]:
    told = instance.extra.get("children", {})
    keys = {str(name): [str(one).lower() for one in (found if isinstance(found, list) else [found])] for name, found in dict(told).items()}
    for name, found in keys.items():
        if not all(re.fullmatch("[0-9a-f]{64}", one) for one in found):
            raise NotConfigured(f"instance.toml [children]: {name}: a public key has 64 hex digits (page “Đối chiếu mã” of that instance)")
    return keys


def _openid(instance: Instance, table: Mapping[str, Any]) -> dict[str, Any]:
    if not table:
        return {}
    if not (table.get("issuer") and table.get("client_id")):
        raise NotConfigured("instance.toml [openid]: issuer and client_id are needed")
    return {
        "id": PROVIDER,
        "name": str(table.get("name") or "OpenID Connect"),
        "issuer": str(table["issuer"]).rstrip("/"),
        "client_id": str(table["client_id"]),
        "secret": _secret(instance, table, "secret"),
        "claim": str(table.get("claim", "sub")),
        "scopes": [str(one) for one in table.get("scopes", ["openid"])],
    }


def _relay(instance: Instance, table: Mapping[str, Any]) -> Relay:
    sender = str(table.get("sender", ""))
    if "@" not in sender:
        raise NotConfigured("instance.toml [mail]: sender is needed, an address such as dondoc@tinh.example")
    password = _secret(instance, table, "password")
    return Relay(str(table["host"]), int(table.get("port", 587)), str(table.get("user", "")), password, sender)


def _domains(mail: Mapping[str, Any]) -> tuple[str, ...]:
    """Domains to which notices may be mailed; none without a relay."""
    if not mail.get("host"):
        return ()
    told = mail.get("domains") or [str(mail.get("sender", "")).rpartition("@")[2]]
    return tuple(str(one).lower().lstrip("@") for one in told)


def _secret(instance: Instance, table: Mapping[str, Any], name: str) -> str:
    if not (file := table.get(f"{name}_file")):
        return str(table.get(name, ""))
    path = Path(instance.home, str(file))
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise NotConfigured(f"{path}: {error.strerror}; it should hold the {name}") from error


def _address(name: str, address: str) -> str:
    """An address over TLS; plain http only to this machine, which nothing leaves."""
    try:
        told = origin(str(address))
    except Refused as error:
        raise NotConfigured(f"instance.toml [{name}]: {error}") from error
    host = told.split("://")[1].rsplit(":", 1)[0]
    if told.startswith("http://") and not is_loopback(host):
        raise NotConfigured(f"instance.toml [{name}]: {address}: an address outside this machine begins with https://")
    return str(address)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(str(text))
    except ValueError as error:
        raise NotConfigured(f"instance.toml [outbound] networks: {error}") from error
