"""Gọi HTTP qua cửa ra. / HTTP through the one door."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import requests
from requests import RequestException
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from dondoc.server.outbound.named import Network, Refused, check, origin

__all__ = ["NamedSession", "RequestException", "session"]

#: What an answer may weigh; those asked here send a few kilobytes.
LARGEST = 1_000_000
SECONDS = 10


class _Pools(HTTPAdapter):
    """Connections that look at whom they reached before anything is sent."""

    def __init__(self, networks: Collection[Network]) -> None:
        self.networks = networks
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Give the manager pools of our own connections."""
        super().init_poolmanager(*args, **kwargs)
        networks = self.networks

        class Plain(HTTPConnection):
            def _new_conn(self) -> Any:
                return _looked_at(super()._new_conn(), self.host, networks)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> Any:
                return _looked_at(super()._new_conn(), self.host, networks)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def _looked_at(socket: Any, host: str, networks: Collection[Network]) -> Any:
    try:
        check(host, socket.getpeername()[0], networks)
    except Refused:
        socket.close()
        raise
    return socket


class NamedSession(requests.Session):
    """A session that reaches the named origins and nothing else."""

    def __init__(self, addresses: Collection[str], networks: Collection[Network] = ()) -> None:
        super().__init__()
        self.trust_env = False
        self.origins = frozenset(origin(address) for address in addresses)
        self.adapters.clear()
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Pools(networks))

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask a named address. `RequestException` for one that is not named, a redirect, an answer too large, or no answer."""
        address = url.decode() if isinstance(url, bytes) else url
        try:
            if origin(address) not in self.origins:
                raise Refused(f"{origin(address)} is not an address an administrator named")
            response = super().request(method, url, *args, **{"timeout": SECONDS} | kwargs | {"allow_redirects": False, "stream": True})
        except Refused as error:
            raise RequestException(str(error)) from error
        if response.is_redirect:
            response.close()
            raise requests.TooManyRedirects(f"{address} leads elsewhere; redirects are not followed")
        body = response.raw.read(LARGEST + 1, decode_content=True)
        response.close()
        if len(body) > LARGEST:
            raise RequestException(f"{address}: the answer is larger than {LARGEST} bytes")
        response._content = body
        return response


def session(addresses: Collection[str], networks: Collection[Network] = ()) -> NamedSession:
    """A session for these addresses, all named by an administrator. `networks`: private networks they may lie in."""
    return NamedSession(addresses, networks)
