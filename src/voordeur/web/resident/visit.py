"""The short visit behind the door: a signed cookie of twenty minutes, for these pages only. It is no session and no account."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from voordeur.stages.reach.queries.codes import Opened

COOKIE = "voordeur_b"
LASTS = timedelta(minutes=20)
_SALT = "voordeur.web.resident.visit"


@dataclass(frozen=True)
class Visit:
    """Who came in (references only), since when, and what was asked last, to say it once more on the next page."""

    case: int
    resident: int
    since: int  # seconds since the epoch
    mark: str  # ties a form to this visit
    asked: str = ""  # a key of `asking`; "" nothing yet
    on: str = ""  # ISO date
    part: str = ""
    at: str = ""  # the time, where a moment was agreed

    def after(self, asked: str, *, on: date | None = None, part: str = "", at: str = "") -> Visit:
        """The same visit after something was asked."""
        return replace(self, asked=asked, on=on.isoformat() if on else "", part=part, at=at)

    def new_token(self) -> str:
        """Goes into a form: it says which visit made it (no other site can) and lets it count once."""
        return signing.Signer(salt=_SALT + self.mark).sign(str(uuid4()))

    def read_token(self, sent: str) -> UUID | None:
        """The number of a form of this visit; None for any other."""
        try:
            return UUID(signing.Signer(salt=_SALT + self.mark).unsign(sent))
        except (signing.BadSignature, ValueError):
            return None


def begin(opened: Opened) -> Visit:
    """A visit that starts now."""
    return Visit(opened.case.pk, opened.resident.pk, int(timezone.now().timestamp()), secrets.token_urlsafe(9))


def carry(response: HttpResponse, visit: Visit) -> HttpResponse:
    """Give the visit along. Strict: no link on another site ever comes in with it."""
    left = visit.since + int(LASTS.total_seconds()) - int(timezone.now().timestamp())
    response.set_cookie(
        COOKIE,
        signing.dumps(vars(visit), salt=_SALT),
        max_age=max(left, 0),
        path=reverse("resident_door"),
        secure=not settings.PLAIN_HTTP,
        httponly=True,
        samesite="Strict",
    )
    return response


def end(response: HttpResponse) -> HttpResponse:
    """Forget the visit on this phone."""
    response.delete_cookie(COOKIE, path=reverse("resident_door"), samesite="Strict")
    return response


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit of this request; None when there is none, or its twenty minutes are over."""
    try:
        held: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    visit = Visit(**held)
    return visit if 0 <= timezone.now().timestamp() - visit.since < LASTS.total_seconds() else None
