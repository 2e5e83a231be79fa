"""Puts a door back on a round that a pair had already taken along."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from voordeur.stages.visit.models import Round, Stop


@transaction.atomic
def put_back(round_: Round, *, case: int) -> Stop:
    """The door of a case on this round. Where the planning took it off while a pair walked there, it stands on it again, last."""
    Round.objects.select_for_update().get(pk=round_.pk)
    last = round_.stops.aggregate(last=Max("order"))["last"] or 0
    return Stop.objects.get_or_create(round=round_, case_id=case, defaults={"order": last + 1})[0]
