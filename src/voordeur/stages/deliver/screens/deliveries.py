"""The deliveries, and what became of each line of one."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh

from voordeur.accounts.models import OrganisationKind, User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.deliver.models import Delivery, DeliveryState
from voordeur.stages.deliver.queries import (
    counts_of,
    deliveries_of,
    delivery_of,
    lines_of,
    progress_of,
    refused_codes,
    replacing,
    shares_of,
)
from voordeur.stages.deliver.screens.words import STATES, cells, meaning, sentences

_DELIVERIES, _LINES = 25, 50
_BUSY = (DeliveryState.RECEIVED, DeliveryState.READING, DeliveryState.MATCHING)


@needs(Ability.DELIVER)
def overview(request: HttpRequest) -> HttpResponse:
    """All deliveries inside one's walls, newest first."""
    user = cast(User, request.user)
    page = Paginator(deliveries_of(user), _DELIVERIES).get_page(request.GET.get("page"))
    counts = counts_of(page)
    rows = [{"delivery": delivery, "state": STATES[delivery.state], "counts": counts[delivery.pk]} for delivery in page]
    own = user.organisation.kind == OrganisationKind.PARTNER
    return render(request, "deliver/overview.html", {"page": page, "rows": rows, "own": own})


@needs(Ability.DELIVER)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: its counts, and its refused lines in the creditor's own columns; while it runs, how far it is."""
    delivery = find(request, pk)
    how_far = progress_of(delivery)
    context = {"delivery": delivery, "busy": how_far.state in _BUSY, "progress": how_far}
    if how_far.state != DeliveryState.DONE:
        return render(request, "deliver/running.html", context)
    counts = counts_of([delivery])[delivery.pk]
    page = Paginator(range(counts.refused), _LINES).get_page(request.GET.get("page"))
    look = Look.of(request, Purpose.DELIVER)
    lines = lines_of(delivery, look=look, verdict="refused", start=max(page.start_index() - 1, 0), size=_LINES)
    columns = list(delivery.header or delivery.columns)
    context |= {
        "page": page,
        "counts": counts,
        "shares": shares_of(delivery),
        "columns": columns,
        "rows": [
            {"number": line.number, "cells": cells(columns, line.cells, line.findings), "said": sentences(line.findings)}
            for line in lines
        ],
        "codes": [(meaning(code), count) for code, count in refused_codes(delivery).items()],
        "notices": sentences(delivery.notices),
        "replaced": replacing(delivery) if delivery.replaces_id else None,
    }
    return render(request, "deliver/delivery.html", context)


@needs(Ability.DELIVER)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a long file is, as a fragment; when it is done the whole page is asked for anew."""
    delivery = find(request, pk)
    how_far = progress_of(delivery)
    if how_far.state not in _BUSY:
        return HttpResponseClientRefresh()
    return render(request, "deliver/progress.html", {"delivery": delivery, "busy": True, "progress": how_far})


def find(request: HttpRequest, pk: int) -> Delivery:
    """A delivery inside the walls of who asks; 404 for another's."""
    delivery = delivery_of(cast(User, request.user), pk)
    if delivery is None:
        raise Http404
    return delivery
