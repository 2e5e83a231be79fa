"""Where carriers tell how messages fare: a machine's door, opened by the token that was agreed with each of them."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from voordeur.connections.carriers import may_report, read_report
from voordeur.privacy.gate import public
from voordeur.shell.clock import now
from voordeur.stages.reach.actions.sending import learn_delivery

_LONGEST = 20_000  # bytes; a report is a few hundred


@public
@csrf_exempt
@require_POST
def report(request: HttpRequest, carrier: str) -> HttpResponse:
    """204 once it is written down (also the second time); 403 without the token; 404 for a message that is not ours;
    400 for nonsense.
    None of the answers says anything: who has no token learns not even whether there is such a carrier.
    """
    if not may_report(carrier, request.headers.get("authorization", "").removeprefix("Bearer ")):
        return HttpResponse(status=403)
    if int(request.headers.get("content-length") or 0) > _LONGEST:
        return HttpResponse(status=413)
    try:
        reference, delivery = read_report(carrier, json.loads(request.body))
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    known = learn_delivery(reference, delivery, now=now())
    return HttpResponse(status=204 if known else 404)
