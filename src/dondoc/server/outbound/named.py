"""Địa chỉ được ghi tên, và nơi địa chỉ ấy dẫn đến. / Named addresses, and where they lead."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PORTS = {"http": 80, "https": 443}


class Refused(OSError):
    """An address nobody named, or one that leads where it must not."""


def origin(address: str) -> str:
    """«https://host:443»: scheme, host, port of an address; `Refused` for anything but http and https, or with a name before the host."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise Refused(f"{address}: no address") from error
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or "\\" in address:
        raise Refused(f"{address}: only http and https addresses without a user name go out")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port or PORTS[parts.scheme]}"


def is_loopback(host: str) -> bool:
    """Whether this host is this machine by its very name."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check(host: str, reached: str, networks: Collection[Network]) -> None:
    """`Refused` unless the address reached may stand for the host named.

    Public addresses may. Private ones only in networks the administrator named, or when the administrator named that very
    address; this machine only when it was named; link-local (where clouds keep their secrets), multicast and reserved ones never.
    """
    found = ipaddress.ip_address(reached.split("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    if found.is_loopback:
        if not is_loopback(host):
            raise Refused(f"{host} leads to this machine ({found})")
        return
    if found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved:
        raise Refused(f"{host} leads to {found}, where nothing is called")
    if found.is_global or host.strip("[]") == str(found) or any(found in network for network in networks):
        return
    raise Refused(f"{host} leads to {found}, in no network that [outbound] networks names")
