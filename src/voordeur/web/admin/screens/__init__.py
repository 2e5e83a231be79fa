"""The screens of the administration, a file for each subject."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from voordeur.accounts.models import Organisation, User


def home_of(request: HttpRequest) -> Organisation:
    """The organisation of the administrator: the walls of everything in this room."""
    return cast(User, request.user).organisation
