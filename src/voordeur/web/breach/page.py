"""One breach on one page, and the register; whoever stands on the page is logged as looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.privacy.breach import Departure, Way
from voordeur.privacy.log import Look, record_look
from voordeur.privacy.models import BreachItem, BreachNote, BreachState
from voordeur.record.models import Partner, Resident
from voordeur.record.queries import parameter_book
from voordeur.stages.match.queries.joined import links_of
from voordeur.templatetags.shell import address_line, person_name
from voordeur.web.breach.words import GROUNDS, MARKS, Line, Names, lines


@dataclass(frozen=True)
class Clock:
    """How long a breach can still be reported in time. `red`: the term nears or has passed, and nothing is decided."""

    until: datetime
    hours_left: int
    passed: bool
    red: bool


@dataclass(frozen=True)
class Concerned:
    """Somebody whom a breach concerns: whose file it was, or whose data stood on it."""

    name: str
    address: str
    municipality: str


@dataclass(frozen=True)
class BreachPage:
    """A breach with everything that a decision needs."""

    note: BreachNote
    clock: Clock
    wrong: Concerned | None
    signals: list[tuple[Any, Concerned]]  # the link of each signal as it stands now, and whom it is about
    outside: list[Line]
    inside: list[Line]
    marks: list[tuple[Any, str]]
    ground: str

    @property
    def nothing(self) -> bool:
        """Whether nothing left and nobody else looked."""
        return not self.outside and not self.inside


def clocks(notes: Collection[BreachNote], *, now: datetime | None = None) -> list[tuple[BreachNote, Clock]]:
    """The clock of each breach, in the order given; one query for each organisation."""
    now, days = now or timezone.now(), timezone.localdate()
    books = {pk: parameter_book(["breach_near_hours"], organisation=pk, on=days) for pk in {n.organisation_id for n in notes}}
    near = {n.pk: int(books[n.organisation_id].value("breach_near_hours", n.municipality_id)) for n in notes}
    return [(note, _clock(note, timedelta(hours=near[note.pk]), now)) for note in notes]


def _clock(note: BreachNote, near: timedelta, now: datetime) -> Clock:
    left = note.report_by - now
    waiting = note.state == BreachState.OPEN
    return Clock(note.report_by, max(int(left.total_seconds() // 3600), 0), left < timedelta(), waiting and left <= near)


def breach_page(note: BreachNote, look: Look) -> BreachPage:
    """Everything about one breach; the number of queries does not grow with what left."""
    signals = list(note.signals.values_list("signal", flat=True))
    wrong = Resident.objects.filter(pk=note.wrong_resident).select_related("household__municipality").first()
    links = links_of(signals)
    concerned = {f"resident:{note.wrong_resident}", f"household:{note.wrong_household}", *(f"signal:{pk}" for pk in signals)}
    record_look(look, {f"breach:{note.pk}", *concerned})
    told = lines(departures_of(note), _names(note, wrong))
    return BreachPage(
        note=note,
        clock=clocks([note])[0][1],
        wrong=_concerned(wrong) if wrong and wrong.forgotten_on is None else None,
        signals=[(link, _concerned(link.resident)) for link in links],
        outside=[line for line in told if line.outside],
        inside=[line for line in told if not line.outside],
        marks=[(mark, str(MARKS.get(mark.kind, mark.kind))) for mark in note.marks.select_related("by")],
        ground=str(GROUNDS.get(note.ground, "")),
    )


def departures_of(note: BreachNote) -> list[Departure]:
    """What left, as it was written down when the note was opened."""
    return [_departure(item) for item in note.items.order_by("first_at", "pk")]


def _departure(item: BreachItem) -> Departure:
    return Departure(
        way=Way(item.kind),
        reference=item.reference,
        first=item.first_at,
        last=item.last_at,
        outside=item.outside,
        by=item.by_id,
        times=item.times,
        facts=item.facts,
    )


def _names(note: BreachNote, wrong: Resident | None) -> Names:
    return names_for(departures_of(note), [wrong] if wrong and wrong.forgotten_on is None else [])


def names_for(left: Iterable[Departure], residents: Iterable[Resident]) -> Names:
    """The names that these departures need: of these residents, and of the partners and users in them; two queries."""
    left = list(left)
    partners = {one.facts["partner"] for one in left if "partner" in one.facts}
    users = {one.by for one in left if one.by}
    return Names(
        residents={resident.pk: person_name(resident) for resident in residents},
        partners=dict(Partner.objects.filter(pk__in=partners).values_list("pk", "name")),
        users=dict(User.objects.filter(pk__in=users).values_list("pk", "name")),
    )


def _concerned(resident: Resident) -> Concerned:
    home = resident.household
    return Concerned(person_name(resident), f"{address_line(home)}, {home.city}".strip(" ,"), str(home.municipality or ""))
