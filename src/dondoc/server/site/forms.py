"""Biểu mẫu của khung trang. / Forms of the frame."""

from django import forms

from dondoc.server.accounts.models import Language


class LanguageForm(forms.Form):
    """The language to switch to, and the page to come back to."""

    language = forms.ChoiceField(choices=Language.choices)
    next = forms.CharField(required=False, max_length=500)
