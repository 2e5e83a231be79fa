"""Pages of the frame itself. They show no data of anybody, so that a stranger may open them."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from voordeur.shell.clock import today
from voordeur.shell.sample import SampleForm


def keys(request: HttpRequest) -> HttpResponse:
    """All keys, as a page (for a reader without scripts)."""
    return render(request, "shell/keys.html")


def style(request: HttpRequest) -> HttpResponse:
    """Every part of the house style on one page, with made-up contents; tests look at it with axe."""
    now = today()
    wrong = SampleForm({"wrong-name": "", "wrong-amount": "veel"}, prefix="wrong")
    context = {
        "form": SampleForm(prefix="good"),
        "wrong": wrong,
        "page": Paginator(range(95), 20).get_page(request.GET.get("page", 2)),
        "facts": [("Taal", "Nederlands, Turks"), ("Bellen", "liefst in de avond"), ("Adres", "Merelstraat 14")],
        "earlier": now - timedelta(days=16),
        "soon": now + timedelta(days=3),
    }
    return render(request, "shell/style.html", context)


# The gate lets a view through that says so; the shell stands below the gate and cannot use its decorator.
for _view in (keys, style):
    _view.public = True  # type: ignore[attr-defined]
