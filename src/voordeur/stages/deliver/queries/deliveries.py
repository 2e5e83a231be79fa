"""Reads for the screens: deliveries, their lines, how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.deliver.models import Delivery, Line


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
    """The deliveries inside somebody's walls, newest first: a partner's staff their own, the receiver's staff all."""
    return (
        Delivery.objects.filter(within(user, municipality="", partner="partner"))
        .select_related("partner", "received_by", "replaces")
        .order_by("-received_at", "-id")
    )


def delivery_of(user: User, delivery_id: int) -> Delivery | None:
    """One delivery inside somebody's walls; None for another's or none at all."""
    return deliveries_of(user).filter(pk=delivery_id).first()


def lines_of(delivery: Delivery, *, look: Look, verdict: str = "", start: int = 0, size: int = 50) -> Sequence[Line]:
    """A page of a delivery's lines in their order, one verdict only when named. Cells of refused lines are personal: logged."""
    lines = delivery.lines.order_by("number")
    if verdict:
        lines = lines.filter(verdict=verdict)
    page = list(lines[start : start + size])
    record_look(look, [f"delivery:{delivery.pk}"] if any(line.cells for line in page) else [])
    return page


def refused_codes(delivery: Delivery) -> dict[str, int]:
    """How many lines were refused for which code (the first finding counts), most frequent first."""
    found = Counter(
        findings[0]["code"]
        for findings in delivery.lines.filter(verdict="refused").values_list("findings", flat=True).iterator()
        if findings
    )
    return dict(found.most_common())


def progress_of(delivery: Delivery) -> Progress:
    """How far this delivery is, as the database says now."""
    state, done, total = Delivery.objects.values_list("state", "lines_done", "lines_total").get(pk=delivery.pk)
    return Progress(state, done, total or 0)


def months_of(user: User) -> list[date]:
    """The months of which there are deliveries inside somebody's walls, newest first."""
    return list(deliveries_of(user).order_by("-month").values_list("month", flat=True).distinct())
