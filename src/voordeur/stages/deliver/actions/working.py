"""Who carries a delivery on: one worker at a time, and another when it died."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from voordeur.stages.deliver.models import Delivery, DeliveryState

# A worker that gave no sign of life for so long is dead.
DEAD_AFTER = timedelta(minutes=2)
_OPEN = (DeliveryState.RECEIVED, DeliveryState.READING, DeliveryState.MATCHING)


def next_unfinished() -> Delivery | None:
    """The oldest delivery that still has work and nobody alive at it, claimed for the caller; None when there is none."""
    for pk in _free().order_by("pk").values_list("pk", flat=True)[:20]:
        if claimed := claim(pk):
            return claimed
    return None


def claim(delivery_id: int) -> Delivery | None:
    """Claim one delivery; None when somebody else was first or it is done. Decided by one conditional update."""
    taken = _free().filter(pk=delivery_id).update(claimed_at=timezone.now())
    return Delivery.objects.select_related("partner", "organisation").get(pk=delivery_id) if taken else None


def still_alive(delivery: Delivery) -> None:
    """A sign of life of the one who carries this delivery on."""
    Delivery.objects.filter(pk=delivery.pk, state__in=_OPEN).update(claimed_at=timezone.now())


def release(delivery: Delivery) -> None:
    """Let go of a delivery that is not done, for whoever comes next."""
    Delivery.objects.filter(pk=delivery.pk).update(claimed_at=None)


def _free() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state__in=_OPEN).filter(Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - DEAD_AFTER))
