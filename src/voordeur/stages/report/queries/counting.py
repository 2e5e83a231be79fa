"""Count a month, set-based: one query a measure (or family), however many signals.

Everything is asked through the relations of the record (`Partner`, `Case`, `Event`), so that no other stage's table is
imported. Nothing that leaves here refers to a person, a signal or a case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform

from voordeur.accounts.models import Organisation
from voordeur.record.models import Case, Event, Partner
from voordeur.stages.triage.rules.status import COUNTED

_TAKEN_UP = "Opgepakt"
_OWING = ("first", "updated", "end_of_supply", "crisis")  # all but what tells that an arrear is settled


@dataclass(frozen=True)
class Place:
    """Where a count belongs; None: not known, or not to be split."""

    municipality: int | None = None
    partner: int | None = None


Counts = dict[tuple[Place, str], int]


def counts_of(*, organisation: Organisation, month: date) -> Counts:
    """Every measure of one month: (place, measure) → count above zero. `month` is its first day."""
    counts: Counts = defaultdict(int)
    for place, measure, value in _all(organisation, month):
        if value:
            counts[place, measure] += value
    return dict(counts)


def _all(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    yield from _lines(organisation, month)
    yield from _signals(organisation, month)
    yield from _cases(organisation, month)
    yield from _addresses(organisation, month)
    yield from _attempts(organisation, month)
    yield from _answers(organisation, month)


def _lines(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    """Lines have no municipality before they are a signal."""
    partners = Partner.objects.filter(receiver=organisation, deliveries__month=month)
    for partner, *sums in partners.values_list("pk").annotate(
        Sum("deliveries__delivered"), Sum("deliveries__accepted"), Sum("deliveries__refused")
    ):
        for measure, value in zip(("delivered", "accepted", "refused"), sums, strict=True):
            yield Place(partner=partner), measure, value or 0


def _signals(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    signals = Partner.objects.filter(receiver=organisation, signals__month=month, signals__superseded_by=None)
    by = ("pk", "signals__link__household__municipality")
    for partner, town, status, count in signals.values_list(*by, "signals__taking__status").annotate(Count("signals")):
        place = Place(town, partner)
        yield place, "signals", count
        if status:
            yield place, f"status:{status}", count
    # One filter() call: all conditions are about the same signal.
    taken: dict[str, Any] = {
        "organisation": organisation,
        "takings__status": _TAKEN_UP,
        "takings__signal__month": month,
        "takings__signal__superseded_by": None,
    }
    spoken = {"events__kind": "attempt", "events__facts__reached": True, "events__corrected_by": None}
    accepted = {"offers__answer": "accepted", "offers__resident": F("takings__signal__link__resident")}
    of = ("takings__signal__partner", "takings__signal__link__household__municipality")
    for measure, since in (("signals_reached", spoken), ("signals_accepted", accepted)):
        cases = Case.objects.filter(**taken, **since).values_list(*of).order_by()
        for partner, town, count in cases.annotate(Count("takings__signal", distinct=True)):
            yield Place(town, partner), measure, count


def _cases(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    cases = Case.objects.filter(organisation=organisation)
    opened = cases.filter(opened_on__gte=month, opened_on__lt=_next(month))
    for town, count in opened.values_list("municipality").order_by().annotate(Count("pk")):
        yield Place(town), "cases_opened", count
    for flag in ("single", "multiple", "successive"):
        flagged = cases.filter(
            **{f"takings__{flag}": True},
            takings__status=_TAKEN_UP,
            takings__signal__month=month,
            takings__signal__superseded_by=None,
        )
        for town, count in flagged.values_list("municipality").order_by().annotate(Count("pk", distinct=True)):
            yield Place(town), flag, count
    closed = cases.filter(closed_on__gte=month, closed_on__lt=_next(month))
    for town, outcome, count in closed.values_list("municipality", "outcome").order_by().annotate(Count("pk")):
        yield Place(town), f"outcome:{outcome}", count


def _addresses(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    """Addresses with more than one signal taken up or repeated; people who are households apart share theirs here (P03, R08)."""
    home = "signals__link__household__"
    at = tuple(f"{home}{name}" for name in ("municipality", "postcode", "house_number", "house_letter", "addition"))
    # One filter() call: all conditions are about the same signal.
    owing: dict[str, Any] = {
        "receiver": organisation,
        "signals__month": month,
        "signals__superseded_by": None,
        "signals__taking__status__in": COUNTED,
        "signals__signal_type__in": _OWING,
        f"{home}postcode__gt": "",
    }
    rows = Partner.objects.filter(**owing).values_list(*at).order_by()
    several: dict[int | None, int] = defaultdict(int)
    for town, *_where, count in rows.annotate(Count("signals", distinct=True)):
        several[town] += count > 1
    for town, count in several.items():
        yield Place(town), "multiple_addresses", count


def _attempts(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    mine = {"case__organisation": organisation, "on__gte": month, "on__lt": _next(month)}
    attempts = _events("attempt").filter(**mine).exclude(facts__channel="Administratief")
    channel = KeyTextTransform("channel", "facts")
    made = attempts.annotate(channel=channel).values_list("case__municipality", "channel").order_by()
    for town, name, count in made.annotate(Count("pk")):
        yield Place(town), f"attempts:{name}", count
    for town, name, count in made.filter(facts__reached=True).annotate(Count("pk")):
        yield Place(town), f"reached:{name}", count
    reached = attempts.filter(facts__reached=True).values_list("case__municipality").order_by()
    for town, count in reached.annotate(Count("case", distinct=True)):
        yield Place(town), "cases_reached", count
    for kind, measure in (("accepted", "help_accepted"), ("declined", "help_declined")):
        people = _events(kind).filter(**mine).annotate(who=KeyTextTransform("resident", "facts"))
        for town, count in people.values_list("case__municipality").order_by().annotate(Count("who", distinct=True)):
            yield Place(town), measure, count


def _answers(organisation: Organisation, month: date) -> Iterable[tuple[Place, str, int]]:
    answers = Partner.objects.filter(receiver=organisation, answers__on__gte=month, answers__on__lt=_next(month))
    by = ("pk", "answers__signal__link__household__municipality", "answers__code")
    for partner, town, code, count in answers.values_list(*by).order_by().annotate(Count("answers")):
        yield Place(town, partner), f"answers:{code}", count


def _events(kind: str) -> QuerySet[Event, Any]:
    """Facts of one kind that were not corrected later; what went along to a case of one's own counts where it happened."""
    return Event.objects.filter(kind=kind, corrected_by=None).exclude(facts__has_key="carried")


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
