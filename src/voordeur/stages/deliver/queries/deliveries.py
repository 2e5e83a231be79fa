"""Reads for the screens: deliveries, their lines, how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import QuerySet, Sum

from voordeur.accounts.models import User
from voordeur.privacy.access import serves_some, within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.deliver.models import Delivery, DeliveryState, Line


@dataclass(frozen=True)
class Counts:
    """What became of the lines of a delivery, a desk's file counted as a whole: delivered = accepted + refused."""

    delivered: int = 0
    accepted: int = 0
    warned: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a delivery is; `share` runs from 0 to 100."""

    state: str
    done: int
    total: int

    @property
    def share(self) -> int:
        """Whole per cent of the lines judged; 100 only when nothing is left to do."""
        if self.state == "done":
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0


def deliveries_of(user: User) -> QuerySet[Delivery]:
    """The deliveries inside somebody's walls, newest first: a partner's staff their own, the receiver's staff all.

    Somebody who serves some municipalities only has what they handed over themselves: a refused line is of no municipality.
    """
    rows = Delivery.objects.filter(within(user, municipality="", partner="partner"))
    if serves_some(user):
        rows = rows.filter(received_by=user)
    return rows.select_related("partner", "received_by", "replaces").order_by("-received_at", "-id")


def delivery_of(user: User, delivery_id: int) -> Delivery | None:
    """One delivery inside somebody's walls; None for another's or none at all."""
    return deliveries_of(user).filter(pk=delivery_id).first()


def lines_of(delivery: Delivery, *, look: Look, verdict: str = "", start: int = 0, size: int = 50) -> Sequence[Line]:
    """A page of a delivery's lines in their order, one verdict only when named. Cells of refused lines are personal: logged."""
    lines = Line.objects.filter(delivery__in=parts_of(delivery)).order_by("number")
    if verdict:
        lines = lines.filter(verdict=verdict)
    page = list(lines[start : start + size])
    record_look(look, [f"delivery:{delivery.pk}"] if any(line.cells for line in page) else [])
    return page


def refused_codes(delivery: Delivery) -> dict[str, int]:
    """How many lines were refused for which code (the first finding counts), most frequent first."""
    refused = Line.objects.filter(delivery__in=parts_of(delivery), verdict="refused")
    found = Counter(findings[0]["code"] for findings in refused.values_list("findings", flat=True).iterator() if findings)
    return dict(found.most_common())


def progress_of(delivery: Delivery) -> Progress:
    """How far this delivery is, as the database says now."""
    parts = list(Delivery.objects.filter(pk__in=parts_of(delivery)).values_list("state", "lines_done", "lines_total"))
    state = min((state for state, _done, _total in parts), key=_SLOWEST_FIRST.index)
    return Progress(state, sum(done for _state, done, _total in parts), sum(total or 0 for _state, _done, total in parts))


_SLOWEST_FIRST = (
    DeliveryState.READING, DeliveryState.RECEIVED, DeliveryState.MATCHING, DeliveryState.FAILED, DeliveryState.DONE,
)  # fmt: skip


def parts_of(delivery: Delivery) -> list[int]:
    """The ids of the deliveries that hold a file's lines: a desk's file has its shares besides itself, another only itself."""
    return [delivery.pk, *shares_of(delivery).values_list("pk", flat=True)] if delivery.partner_id is None else [delivery.pk]


def shares_of(delivery: Delivery) -> QuerySet[Delivery]:
    """The shares of a desk's file, by partner; none of another."""
    return Delivery.objects.filter(desk=delivery).select_related("partner").order_by("partner__name", "pk")


def counts_of(deliveries: Iterable[Delivery]) -> dict[int, Counts]:
    """What became of the lines of these deliveries, by id; of a desk's file those of its shares too. One query for all."""
    shown = list(deliveries)
    names = [field.name for field in fields(Counts)]
    counts = {delivery.pk: [getattr(delivery, name) for name in names] for delivery in shown}
    shares = Delivery.objects.filter(desk__in=counts).order_by().values_list("desk")
    for desk, *sums in shares.annotate(*(Sum(name) for name in names)):
        counts[desk] = [own + more for own, more in zip(counts[desk], sums, strict=True)]
    return {pk: Counts(*found) for pk, found in counts.items()}


def months_of(user: User) -> list[date]:
    """The months of which there are deliveries inside somebody's walls, newest first."""
    return list(deliveries_of(user).order_by("-month").values_list("month", flat=True).distinct())
