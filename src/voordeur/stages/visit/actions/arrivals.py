"""The ledger of what phones handed in after an evening without network: each submission once, and nothing lost."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from voordeur.accounts.models import User
from voordeur.record.models import Event
from voordeur.stages.visit.models import Arrival, Stop
from voordeur.stages.visit.rules.door import DoorResult
from voordeur.stages.visit.rules.phone_time import Moment


class ArrivedTwice(Exception):
    """Another sending of the same submission was faster; what this one wrote is taken back with its transaction."""


def keep_arrival(
    stop: Stop, *, submission: UUID, by: User, tapped_at: datetime, moment: Moment, event: Event | None = None,
    held: DoorResult | None = None, why: str = "",
) -> Arrival:  # fmt: skip
    """Write one submission down: with the `event` that it became, or `held` as it was said, with why.

    Call it in the transaction that wrote the event. Raises ArrivedTwice when it is there already.
    """
    said = {key: str(value) for key, value in asdict(held).items() if value and key != "note"} if held else {}
    try:
        with transaction.atomic():
            return Arrival.objects.create(
                submission=submission, stop=stop, by=by, tapped_at=tapped_at, at=moment.at, event=event, said=said,
                note=held.note if held else "", why=why,
            )  # fmt: skip
    except IntegrityError as twice:
        raise ArrivedTwice from twice


def seen(arrival: Arrival, *, by: User, at: datetime) -> None:
    """Somebody of the desk has looked at what was held. Twice is once."""
    Arrival.objects.filter(pk=arrival.pk, seen_at=None).update(seen_at=at, seen_by=by)
