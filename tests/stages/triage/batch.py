"""Signals with a link and without a status, made in bulk: what match hands to triage."""

from __future__ import annotations

import itertools
from datetime import date

from voordeur.record.models import Household, Partner, Resident
from voordeur.stages.deliver.models import Delivery, Line, Signal
from voordeur.stages.match.models import Link

_count = itertools.count(1)
DAY = date(2026, 10, 25)


def make_signals(
    partner: Partner, municipality, number: int = 1, *, on: date = DAY, residents: list[Resident] | None = None, **fields: object
) -> list[Signal]:
    """So many signals of one delivery, each about a resident (and household) of its own unless `residents` are given."""
    link = {key: fields.pop(key) for key in ("verdict", "register_status") if key in fields}
    people = residents or make_residents(partner, municipality, number)
    delivery = Delivery.objects.create(
        partner=partner, organisation=partner.receiver, month=on.replace(day=1), on=on, sha256=f"batch-{next(_count)}",
        delivered=len(people), accepted=len(people), state="done",
    )  # fmt: skip
    lines = Line.objects.bulk_create(Line(delivery=delivery, number=n, verdict="accepted") for n in range(1, len(people) + 1))
    signals = Signal.objects.bulk_create(
        Signal(
            line=line, delivery=delivery, partner=partner, organisation=partner.receiver,
            **{
                "kind": partner.kind, "signal_type": "first", "on": on, "month": on.replace(day=1), "amount_cents": 20_000,
                "oldest_due": date(2026, 8, 1), "customer_number": f"K{next(_count)}", "surname": "Voorbeeld", **fields,
            },
        )
        for line in lines
    )  # fmt: skip
    Link.objects.bulk_create(
        Link(signal=s, resident=r, household=r.household, **{"verdict": "auto", "register_status": "resident", **link})
        for s, r in zip(signals, people, strict=True)
    )
    return signals


def make_residents(partner: Partner, municipality, number: int = 1, **fields: object) -> list[Resident]:
    """So many people, each in a household of their own."""
    homes = Household.objects.bulk_create(
        Household(organisation=partner.receiver, municipality=municipality, street="Merelstraat", house_number=str(next(_count)))
        for _ in range(number)
    )
    return Resident.objects.bulk_create(
        Resident(household=home, **{"surname": f"Voorbeeld{n}", "in_register": True, **fields}) for n, home in enumerate(homes)
    )
