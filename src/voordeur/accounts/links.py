"""The one-time link with which somebody chooses a first (or a new) password; it dies with its use and after three days."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from voordeur.accounts.models import User


def link_for(user: User) -> str:
    """The path of the link; whoever has it may choose the password, so it is shown once and handed over in person."""
    return reverse("choose_password", args=[user.pk, default_token_generator.make_token(user)])


def user_of(pk: int, token: str) -> User | None:
    """The person whom a link belongs to; None for a used, old or invented one, or somebody who is blocked."""
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user and default_token_generator.check_token(user, token) else None
