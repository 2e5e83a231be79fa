"""What is known of doors before anybody goes: who signalled, what was tried, who is expected; a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractIsoWeekDay

from voordeur.accounts.models import Organisation
from voordeur.record.models import Case, Event, Resident
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart, Kind
from voordeur.stages.visit.models import Appointment
from voordeur.stages.visit.queries.crews import minutes
from voordeur.stages.visit.rules.at_home import Rung, Slot
from voordeur.stages.visit.rules.rounds.evening import Window
from voordeur.stages.visit.rules.tonight import next_due

_CLOSED = frozenset({AttemptResult.NOBODY, AttemptResult.NO_ACCESS})
_RENT = "Huur"
_SATURDAY = 6  # ISO
EXPECTED = ("made", "confirmed")


@dataclass
class Signals:
    """What the signals of one case say, without amounts: the partners, a warm hand-over, when the next rent falls due."""

    partners: set[int] = field(default_factory=set)
    warm_handover: bool = False
    next_due_on: date | None = None


def signals_of(cases: Collection[int]) -> dict[int, Signals]:
    """What the signals of each of these cases say; one query."""
    rows = Case.objects.filter(pk__in=cases, takings__signal__superseded_by=None).values_list(
        "pk", "takings__signal__partner", "takings__signal__kind", "takings__signal__warm_handover", "takings__signal__on",
        "takings__signal__oldest_due",
    )  # fmt: skip
    found: dict[int, Signals] = defaultdict(Signals)
    for case, partner, kind, warm, on, oldest in rows:
        if partner is None:
            continue
        one = found[case]
        one.partners.add(partner)
        one.warm_handover |= bool(warm)
        if kind == _RENT:
            due = next_due(on, oldest)
            one.next_due_on = min(due, one.next_due_on or due)
    return found


def languages_of(households: Collection[int]) -> dict[int, frozenset[str]]:
    """The languages besides Dutch that are spoken in each of these households (P23); one query. The caller logs the look."""
    rows = Resident.objects.filter(household__in=households, forgotten_on=None, died_on=None).exclude(language__in=("", "nl"))
    found: dict[int, set[str]] = defaultdict(set)
    for household, language in rows.values_list("household", "language"):
        found[household].add(language)
    return {household: frozenset(spoken) for household, spoken in found.items()}


def rung_in_town(organisation: Organisation) -> dict[int | None, dict[Slot, Rung]]:
    """How often was rung and opened in each slot, by municipality; person-free, one query."""
    rows = (
        _visits()
        .filter(case__organisation=organisation)
        .annotate(weekday=ExtractIsoWeekDay("on"))
        .order_by()
        .values_list("case__municipality", "weekday", "facts__day_part", "facts__result")
        .annotate(times=Count("pk"))
    )
    found: dict[int | None, dict[Slot, Rung]] = defaultdict(dict)
    for municipality, weekday, part, result, times in rows:
        if part not in set(DayPart):
            continue
        slot = Slot(DayPart(part), weekday >= _SATURDAY)
        known = found[municipality].get(slot, Rung())
        found[municipality][slot] = Rung(known.times + times, known.opened + times * opened(result))
    return found


def rung_here(households: Collection[int]) -> dict[int, list[tuple[Slot, bool]]]:
    """The attempts at each of these addresses: at which hour, and whether somebody opened; one query."""
    found: dict[int, list[tuple[Slot, bool]]] = defaultdict(list)
    rows = _visits().filter(case__household__in=households).values_list("case__household", "on", "facts")
    for household, on, facts in rows:
        if facts.get("day_part") in set(DayPart):
            found[household].append((Slot.of(on, DayPart(facts["day_part"])), opened(facts.get("result"))))
    return found


def parts_tried(cases: Collection[int]) -> dict[int, list[str]]:
    """The parts of the day at which each of these cases was visited; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    for case, part in _visits().filter(case__in=cases).values_list("case", "facts__day_part"):
        found[case].append(part)
    return found


def expected_on(on: date, organisation: Organisation, within: Window, late: float) -> dict[int, Window]:
    """At which doors somebody waits for a pair between these hours, by case id, and when it is to ring; one query.

    `late`: so many minutes after the moment itself, and no more.
    """
    rows = Appointment.objects.filter(
        on=on, kind="home", state__in=EXPECTED, case__organisation=organisation, case__closed_on=None
    )
    found = {case: Window(minutes(begin), minutes(begin) + late) for case, begin in rows.values_list("case", "begin")}
    return {case: one for case, one in found.items() if within.start <= one.start < within.end}


def opened(result: str | None) -> bool:
    """Whether somebody opened, whoever it was."""
    return result is not None and result not in _CLOSED


def _visits() -> QuerySet[Event]:
    return Event.objects.filter(kind=Kind.ATTEMPT, facts__channel=Channel.VISIT, corrected_by=None)


def slot_rungs(known: Mapping[int | None, dict[Slot, Rung]], municipality: int | None) -> Mapping[Slot, Rung]:
    """The results of one municipality, nothing where it has none."""
    return known.get(municipality, {})
