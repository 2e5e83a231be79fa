"""Today's work: one list, grouped by what the hand does; each row can be done without leaving it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs


@needs(Ability.SIGNED_IN)
def show(request: HttpRequest) -> HttpResponse:
    """The first screen after signing in."""
    return render(request, "today/today.html")
