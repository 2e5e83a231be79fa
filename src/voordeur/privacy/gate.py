"""The gate before every screen: an address without a named ability is closed, and nobody passes without a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability, may

View = Callable[..., HttpResponseBase]
_ALLAUTH = "allauth."


def needs(ability: Ability) -> Callable[[View], View]:
    """Marks a view with the ability that it needs; `GateMiddleware` refuses everybody else."""

    def mark(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(cast(User, request.user), ability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        gated.ability = ability  # type: ignore[attr-defined]
        return gated

    return mark


def public(view: View) -> View:
    """Marks a view that a stranger may open (no personal data behind it)."""
    view.public = True  # type: ignore[attr-defined]
    return view


class GateMiddleware:
    """Refuses what is not expressly opened; ends old sessions; sends people without a second factor to set one up.

    What it lets through is kept by no cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Nothing that somebody signed in has seen stays behind in a browser's or a proxy's cache.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Called by Django before each view; None lets it through."""
        if getattr(view, "public", False) or view.__module__.startswith(_ALLAUTH):
            return None
        if not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}", permanent=False) if request.method == "GET" else _closed()
        if _too_old(request):
            logout(request)
            return redirect(settings.LOGIN_URL)
        if not has_second_factor(request):
            return redirect("mfa_activate_totp")
        if not hasattr(view, "ability"):
            raise PermissionDenied
        return None


def _closed() -> HttpResponseBase:
    raise PermissionDenied


def session_ends(request: HttpRequest) -> datetime:
    """When this session ends, whatever is done in it."""
    started = request.session.setdefault("started", timezone.now().timestamp())
    return datetime.fromtimestamp(started, UTC) + settings.SESSION_LONGEST


def _too_old(request: HttpRequest) -> bool:
    return timezone.now() > session_ends(request)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a time-based or recovery code as well as the password."""
    methods = request.session.get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods)
