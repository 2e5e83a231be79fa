"""Forms of the sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("Nieuw wachtwoord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Minstens twaalf tekens. Een zin die u onthoudt, is sterker dan een woord met leestekens."),
        strip=False,
    )
    again = forms.CharField(
        label=_("Nog een keer"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("De twee wachtwoorden zijn niet gelijk."))
        return cleaned
