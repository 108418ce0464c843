"""Cửa ra duy nhất: máy chủ chỉ gọi đến những địa chỉ quản trị đã ghi trong cấu hình.

The one door out: the server calls only addresses an administrator named in `instance.toml`. No redirect is followed, no proxy is
taken from the environment, an answer has a size, and the address a name leads to is looked at before a byte is sent.

Doors: http.session (a `requests` session for named addresses), mail.send, named.origin.
"""
