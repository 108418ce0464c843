"""Tài khoản: cách một người đăng nhập; mỗi người có một hoặc không có tài khoản.

Accounts: how a person signs in. One account for one person, made by invitation only; system actors have none. Pages and acts
speak of `Person`; only this room speaks of passwords, and of the tokens by which machines act as a person.

Doors: models.Account (AUTH_USER_MODEL), actions.invite, accept_invitation, set_language, make_token, queries.bearer,
scopes.register, middleware.PersonMiddleware.
"""
