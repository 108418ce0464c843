"""Xác nhận lại trước việc hệ trọng. / Proving again who one is, before a grave act: for the views of every room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def proved_again(view: View) -> View:
    """The view answers only somebody who signed in or proved it within five minutes; others prove it first, then the act goes on.

    Put it under `require_POST`: what was posted is kept and taken up again after the proof.
    """
    return cast(View, reauthentication_required(view))
