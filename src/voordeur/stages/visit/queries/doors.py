"""What stands at each door of a round, for one visitor: the least that this visitor may know (P22)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event, Household, Resident
from voordeur.record.queries import ACTS_FOR, parameter
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.queries.steps import history_of
from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.visit.models import DoorNote, DoorNoteKind, Round, Stop
from voordeur.stages.visit.queries.sources import employers
from voordeur.stages.visit.rules.sight import Arrears, Person, Visitor, arrears_in_sight, may_go, people_in_sight
from voordeur.stages.visit.rules.still import NoMore, gone, no_more


@dataclass(frozen=True)
class Door:
    """One door as one visitor sees it. `no_more`: why it need not be visited (P26); `notes` safety first;
    `reason` why a visit is due ({"code", "params"}), empty when it is not."""

    stop: Stop
    household: Household
    people: tuple[Person, ...]
    arrears: tuple[Arrears, ...]
    notes: tuple[DoorNote, ...]
    no_more: NoMore | None
    result: Event | None
    tries: int
    reason: dict[str, Any]

    @property
    def open(self) -> bool:
        """Whether the pair still has to ring here."""
        return self.result is None and self.no_more is None


def doors(round_: Round, look: Look, *, today: date, carried_by: Iterable[User] = ()) -> list[Door]:
    """The doors of a round in walking order, as `look.user` may see them. Queries do not grow with the doors.

    A door of which this visitor may not know (P22) is left out altogether. On paper the list shows no more than each
    of those who carry it may see.
    """
    return _seen(round_, _stops(round_), look, today=today, carried_by=carried_by)


def door_of(round_: Round, stop: int, look: Look, *, today: date) -> Door | None:
    """One door of a round; None when it is not on it or not for this visitor."""
    found = _seen(round_, _stops(round_).filter(pk=stop), look, today=today)
    return found[0] if found else None


def _stops(round_: Round) -> QuerySet[Stop]:
    notes = Prefetch("case__household__door_notes", DoorNote.objects.order_by("made_at"), to_attr="known_notes")
    events = Prefetch("case__events", Event.objects.order_by("on", "id"), to_attr="history")
    return (
        round_.stops.select_related("case__household", "case__municipality", "result__by")
        .prefetch_related(
            notes,
            events,
            "case__steps",
            "case__takings__signal__partner",
            "case__takings__signal__link__resident__representatives",
        )
        .order_by("order")
    )


def _seen(round_: Round, stops: Iterable[Stop], look: Look, *, today: date, carried_by: Iterable[User] = ()) -> list[Door]:
    eyes = [employers(user) for user in (look.user, *carried_by) if user is not None]
    visitor = Visitor(next((of for of in eyes if of), frozenset()))
    shown = bool(parameter("door_shows_arrears", organisation=round_.organisation, on=today))
    rows = list(stops)
    protocols = protocols_for([stop.case for stop in rows])
    seen = (_door(stop, visitor, protocols.get(stop.case_id), shown=shown, today=today) for stop in rows)
    found = [door for door in seen if door is not None]
    record_look(look, (f"household:{door.household.pk}" for door in found))
    return found


def _door(stop: Stop, visitor: Visitor, protocol: Protocol | None, *, shown: bool, today: date) -> Door | None:
    case = stop.case
    signals = [t.signal for t in case.takings.all() if t.signal.superseded_by_id is None]
    if not may_go(visitor, frozenset(s.partner_id for s in signals)):
        return None
    told = [Told(e.pk, e.kind, e.on, e.facts, e.corrects_id) for e in case.history]  # type: ignore[attr-defined]
    until = case.household.no_visits_until
    known = history_of(case, told, (False, False), kept_away=until is not None and until > today)
    people = _people(signals, gone(known))
    owed: dict[tuple[int, int, str], int] = defaultdict(int)
    for signal in signals:
        if hasattr(signal, "link"):
            owed[signal.link.resident_id, signal.partner_id, signal.partner.name] += signal.amount_cents
    return Door(
        stop=stop,
        household=case.household,
        people=people_in_sight(visitor, people),
        arrears=arrears_in_sight(visitor, (Arrears(p, n, c, who) for (who, p, n), c in owed.items()), shown_to_team=shown),
        notes=_notes(case, today),
        no_more=no_more(protocol, known) if protocol else None,
        result=stop.result,
        reason=next((step.reason for step in case.steps.all() if step.channel == Channel.VISIT), {}),
        tries=sum(1 for tried in known.attempts if tried.channel == Channel.VISIT),
    )


def _people(signals: list, left: frozenset[int]) -> list[Person]:
    residents: dict[int, Resident] = {}
    partners: dict[int, set[int]] = defaultdict(set)
    for signal in signals:
        link = getattr(signal, "link", None)
        if link is None:
            continue
        residents[link.resident_id] = link.resident
        partners[link.resident_id].add(signal.partner_id)
    return [
        Person(
            pk,
            _called(r),
            frozenset(partners[pk]),
            gone=pk in left or r.died_on is not None or _acted_for(r),
            silent=r.silent_address,
        )
        for pk, r in residents.items()
    ]


def _acted_for(resident: Resident) -> bool:
    return any(one.ended_on is None and one.kind in ACTS_FOR for one in resident.representatives.all())


def _called(resident: Resident) -> str:
    first = resident.given_names.split(" ")[0] if resident.given_names else resident.initials
    return " ".join(part for part in (first, resident.prefix, resident.surname) if part)


def _notes(case: Case, today: date) -> tuple[DoorNote, ...]:
    standing = [n for n in case.household.known_notes if n.until > today and n.text]  # type: ignore[attr-defined]
    return tuple(sorted(standing, key=lambda note: note.kind != DoorNoteKind.SAFETY))
