"""Cấu hình những địa chỉ bên ngoài: sai thì nói rõ sai ở đâu. / What lies outside: a wrong line is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dondoc.server.site import outside
from dondoc.server.site.instance import Instance, NotConfigured


def told(tmp_path: Path, **tables: Any) -> outside.Outside:
    return outside.read(Instance(home=tmp_path, extra=tables))


def test_nothing_named_is_nothing_called(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert (found.openid, found.openid_addresses, found.parent, found.relay, found.heads_to) == ({}, (), "", None, ())
    assert outside.providers(found) == {}


def test_all_tables(tmp_path: Path) -> None:
    (tmp_path / "openid").write_text("bí mật\n", "utf-8")
    found = told(
        tmp_path,
        openid={
            "issuer": "https://sso.tinh.example/",
            "client_id": "x",
            "secret_file": "openid",
            "addresses": ["https://token.tinh.example"],
        },
        parent={"address": "https://tren.example/"},
        children={"xa.example": "AB" * 32},
        mail={"host": "thu.example", "sender": "dondoc@tinh.example", "heads_to": ["kiemtra@tinh.example"]},
        outbound={"networks": ["10.1.0.0/16"]},
    )
    assert found.openid["secret"] == "bí mật"
    assert found.openid_addresses == ("https://sso.tinh.example", "https://token.tinh.example")
    assert found.parent == "https://tren.example"
    assert found.children == {"xa.example": ["ab" * 32]}
    assert found.relay is not None
    assert (found.relay.port, found.heads_to) == (587, ("kiemtra@tinh.example",))


@pytest.mark.parametrize(
    "tables",
    [
        {"openid": {"issuer": "http://sso.tinh.example", "client_id": "x"}},
        {"openid": {"issuer": "https://sso.tinh.example"}},
        {"openid": {"issuer": "https://sso.tinh.example", "client_id": "x", "secret_file": "khong-co"}},
        {"openid": {"issuer": "https://sso.tinh.example", "client_id": "x", "scope": "a"}},
        {"parent": {"address": "ftp://tren.example"}},
        {"mail": {"host": "thu.example"}},
        {"children": {"xa.example": "abc"}},
        {"outbound": {"networks": ["10.1.0.0/99"]}},
        {"outbound": "10.0.0.0/8"},
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, tables: dict[str, Any]) -> None:
    with pytest.raises(NotConfigured, match=next(iter(tables)) + "|khong-co"):
        told(tmp_path, **tables)
