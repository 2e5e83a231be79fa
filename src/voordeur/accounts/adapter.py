"""How signing in behaves here: nobody registers by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, never by a visitor of the sign-in page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
