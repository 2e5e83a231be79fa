"""Judge a stored file's lines in chunks, each in one transaction, so that a killed worker loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, cast

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from voordeur.record import files
from voordeur.stages.deliver.models import Delivery, DeliveryState, Line, Signal, Verdict
from voordeur.stages.deliver.queries import earlier, policy_for, worked_keys
from voordeur.stages.deliver.rules.cells import Row, as_text
from voordeur.stages.deliver.rules.desk import Assigning
from voordeur.stages.deliver.rules.findings import Finding, Unreadable
from voordeur.stages.deliver.rules.judging import Judged
from voordeur.stages.deliver.rules.trial import Opened, open_file

CHUNK = 2_000
BATCH = 500
_UNREAD = (DeliveryState.RECEIVED, DeliveryState.READING)


class TakenOver(Exception):
    """Another worker judged these lines meanwhile; nothing was written here."""


def read_lines(delivery: Delivery) -> None:
    """Judge every line not judged before. Safe to repeat after a kill: a chunk is stored whole or not at all.

    A file that turns out unreadable, or is gone, leaves the delivery failed with its reason.
    """
    delivery.refresh_from_db()
    if delivery.state not in _UNREAD:
        return
    try:
        _read(delivery)
    except TakenOver:
        delivery.refresh_from_db()
    except (Unreadable, FileNotFoundError) as error:
        reason = error.says() if isinstance(error, Unreadable) else "Het oorspronkelijke bestand is er niet meer."
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.FAILED, error=reason[:300])
        delivery.refresh_from_db()


def _read(delivery: Delivery) -> None:
    worked = worked_keys(delivery)
    with files.open_file((delivery.desk or delivery).stored_as) as content:
        opened = open_file(content, policy_for(delivery), delivery.columns)
        judged = opened.judge_rows(after=delivery.lines_done, mine=_mine(delivery, opened))
        while chunk := list(islice(judged, CHUNK)):
            _keep(delivery, chunk, worked)
    with transaction.atomic():
        withdrawn = _withdraw(delivery)
        Delivery.objects.filter(pk=delivery.pk, state__in=_UNREAD).update(
            state=DeliveryState.MATCHING,
            lines_total=F("lines_done"),
            withdrawn_signals=withdrawn,
            kept_signals=len(worked),
            claimed_at=timezone.now(),
        )
    delivery.refresh_from_db()


def _mine(delivery: Delivery, opened: Opened) -> Callable[[Row], bool] | None:
    """Which lines of a desk's file this delivery judges: its partner's, or nobody's; None for all lines of a partner's file."""
    desk = delivery.desk or (delivery if delivery.partner_id is None else None)
    if desk is None:
        return None
    assigning = Assigning(opened.table.columns, opened.mapping, known=desk.desk_partners)
    return lambda row: assigning.whose(row) == delivery.partner_id


@transaction.atomic
def _keep(delivery: Delivery, chunk: Sequence[tuple[Judged, Row]], worked: set[earlier.Key]) -> None:
    """Store a chunk of judged lines with their signals, and how far we are. Raises `TakenOver` when somebody else is further."""
    pairs = [(judged, row, _as_update(judged, worked)) for judged, row in chunk]
    lines = [
        Line(
            delivery=delivery,
            number=judged.number,
            verdict=Verdict.WARNED if update and judged.values else judged.verdict.value,
            findings=[finding.as_json() for finding in (*judged.findings, *([_REPLACED] if update else []))],
            cells=[as_text(cell) for cell in row] if judged.values is None else [],
        )
        for judged, row, update in pairs
    ]
    count = {verdict: sum(line.verdict == verdict for line in lines) for verdict in Verdict.values}
    accepted = count["accepted"] + count["warned"]
    moved = Delivery.objects.filter(pk=delivery.pk, lines_done=delivery.lines_done, state__in=_UNREAD).update(
        state=DeliveryState.READING,
        claimed_at=timezone.now(),
        lines_done=F("lines_done") + len(lines),
        delivered=F("delivered") + len(lines),
        accepted=F("accepted") + accepted,
        warned=F("warned") + count["warned"],
        refused=F("refused") + count["refused"],
    )
    if not moved:
        raise TakenOver
    Line.objects.bulk_create(lines)
    Signal.objects.bulk_create(
        _signal(delivery, line, judged, update)
        for line, (judged, _row, update) in zip(lines, pairs, strict=True)
        if judged.values
    )
    delivery.lines_done += len(lines)


_REPLACED = Finding("line_replaced")


def _as_update(judged: Judged, worked: set[earlier.Key]) -> bool:
    """Whether the line is about an arrear that is being worked already: then it adds to it instead of replacing it."""
    return bool(worked and judged.values and earlier.key_of(asdict(judged.values)) in worked)


def _signal(delivery: Delivery, line: Line, judged: Judged, update: bool) -> Signal:
    values: dict[str, Any] = dict(vars(judged.values)) if judged.values else {}
    if update and values["signal_type"] == "first":
        values["signal_type"] = "updated"
    return Signal(
        line=line,
        delivery=delivery,
        partner_id=cast(int, delivery.partner_id),  # nobody's lines are refused, so no signal is nobody's
        organisation_id=delivery.organisation_id,
        on=delivery.on,
        month=delivery.month,
        **values,
    )


def _withdraw(delivery: Delivery) -> int:
    """A corrected whole file takes the place of what the partner delivered before this month and nobody worked yet."""
    if delivery.replaces_id is None or delivery.partner is None:
        return 0
    before = earlier.standing(delivery.partner, delivery.month).filter(delivery_id__lt=delivery.pk)
    return earlier.untouched(before).update(superseded_by=delivery)


def unfinished_signals(delivery: Delivery) -> Iterator[list[int]]:
    """Ids of the delivery's signals that no triage has seen, in batches; each batch is asked anew and renews the claim."""
    last = 0
    while True:
        # `taking` is triage's; asked through the reverse relation, as the stages after this one are not known here.
        found = delivery.signals.filter(pk__gt=last, taking=None, superseded_by=None, forgotten_on=None).order_by("pk")
        batch = list(found.values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        Delivery.objects.filter(pk=delivery.pk).update(claimed_at=timezone.now())
        yield batch
        last = batch[-1]


@transaction.atomic
def finish(delivery: Delivery) -> None:
    """Close a delivery whose lines are all judged: its counters are counted once more from the lines themselves."""
    delivery.refresh_from_db()
    if delivery.state != DeliveryState.MATCHING:
        return
    counted = delivery.lines.aggregate(
        delivered=Count("pk"),
        accepted=Count("pk", filter=~Q(verdict=Verdict.REFUSED)),
        warned=Count("pk", filter=Q(verdict=Verdict.WARNED)),
        refused=Count("pk", filter=Q(verdict=Verdict.REFUSED)),
    )
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DONE, claimed_at=None, **counted)
    delivery.refresh_from_db()
