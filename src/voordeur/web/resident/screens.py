"""The resident's door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from voordeur.privacy.gate import public


@public
def knock(request: HttpRequest, code: str = "") -> HttpResponse:
    """The first page."""
    return HttpResponse("")
