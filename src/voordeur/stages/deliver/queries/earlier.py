"""What a partner delivered before in the same month: for a corrected file that replaces it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from voordeur.record.models import Partner
from voordeur.stages.deliver.models import Delivery, DeliveryState, Signal

Key = tuple[str, ...]
_KEY_FIELDS = ("customer_number", "bsn", "surname", "birth_date", "postcode", "house_number")


@dataclass(frozen=True)
class Overlap:
    """How much of a new file the partner delivered before this month. `share` 0 to 1; half or more: propose to replace."""

    earlier: Delivery | None
    share: float

    @property
    def proposes_replacing(self) -> bool:
        """Whether the new file is more likely a corrected whole than an addition."""
        return self.earlier is not None and self.share >= 0.5


@dataclass(frozen=True)
class Replacing:
    """What a replacing delivery did: earlier signals withdrawn, and those that stay because somebody worked them."""

    withdrawn: int
    kept: int


def key_of(values: Mapping[str, Any]) -> Key:
    """What makes two deliveries of one arrear the same: customer number, else BSN, else name and address."""
    if values["customer_number"]:
        return ("c", values["customer_number"].casefold())
    if values["bsn"]:
        return ("b", values["bsn"])
    return ("n", *(str(values[field] or "").casefold() for field in _KEY_FIELDS[2:]))


def keys(signals: QuerySet[Signal]) -> set[Key]:
    """The keys of these signals."""
    return {key_of(values) for values in signals.values(*_KEY_FIELDS).iterator()}


def standing(partner: Partner, month: date) -> QuerySet[Signal]:
    """The partner's signals of a month that nothing superseded."""
    return Signal.objects.filter(partner=partner, month=month, superseded_by=None)


def worked(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """Those in a case where somebody already tried to make contact."""
    return signals.filter(_worked())


def untouched(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """Those that nobody worked yet."""
    return signals.exclude(_worked())


def _worked() -> Q:
    # Asked through the reverse relation: the later stages are not known here.
    return Q(Exists(Signal.objects.filter(pk=OuterRef("pk"), taking__case__events__kind="attempt")))


def worked_keys(delivery: Delivery) -> set[Key]:
    """Keys of the worked signals that a replacing delivery leaves standing; empty for one that replaces nothing."""
    if delivery.replaces_id is None or delivery.partner is None:
        return set()
    return keys(worked(standing(delivery.partner, delivery.month).exclude(delivery=delivery)))


def overlap(partner: Partner, on: date, values: Iterable[Mapping[str, Any]]) -> Overlap:
    """How much of these lines' values (of accepted lines) the partner delivered already in the month of `on`."""
    month = on.replace(day=1)
    earlier = last_of_month(partner, month)
    if earlier is None:
        return Overlap(None, 0.0)
    known = keys(standing(partner, month))
    found = [key_of(value) in known for value in values]
    return Overlap(earlier, sum(found) / len(found) if found else 0.0)


def last_of_month(partner: Partner, month: date) -> Delivery | None:
    """The partner's latest delivery of a month that could be read."""
    return Delivery.objects.filter(partner=partner, month=month).exclude(state=DeliveryState.FAILED).order_by("-id").first()


def replacing(delivery: Delivery) -> Replacing:
    """What this delivery withdrew, and what stayed."""
    return Replacing(withdrawn=delivery.withdrawn_signals, kept=delivery.kept_signals)


def superseded_signals(delivery: Delivery) -> Collection[int]:
    """Ids of the signals that this delivery superseded."""
    return list(delivery.supersedes.order_by("pk").values_list("pk", flat=True))
