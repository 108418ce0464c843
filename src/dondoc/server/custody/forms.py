"""Biểu mẫu lọc nhật ký. / The filter of the journal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JournalFilter(forms.Form):
    """By the beginning of an action's key, by an object's public id."""

    action = forms.RegexField(label=_("Việc"), regex=r"^[a-z_.]*$", required=False, max_length=80)
    about = forms.UUIDField(label=_("Mã đối tượng"), required=False)
