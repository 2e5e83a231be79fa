"""The board of tonight: how far each round is, and which pair did not sign off in time (P25). Results, never positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import get_current_timezone

from voordeur.accounts.models import User
from voordeur.record.queries import parameter_book
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries.crews import minutes
from voordeur.stages.visit.queries.rounds import rounds
from voordeur.stages.visit.rules.figures import Doors, doors_of

_SIGN_OFF, _HOURS = "sign_off_minutes", "visit_hours"


@dataclass(frozen=True)
class UnderWay:
    """One round of a day. `late`: it is to be signed off long ago, so somebody calls the pair. `done`: what its doors gave."""

    round: Round  # with `doors` and `ready` counted
    ends: datetime
    late: bool
    done: Doors

    @property
    def open(self) -> int:
        """Doors without a result."""
        return int(self.round.doors - self.round.ready)  # type: ignore[attr-defined]

    @property
    def call(self) -> Sequence[User]:
        """Whom to call."""
        return [one for one in (self.round.first, self.round.second) if one is not None]


def under_way(user: User, *, now: datetime) -> list[UnderWay]:
    """The rounds of today inside this planner's walls, and those of yesterday that were never signed off; late ones first."""
    today = now.date()
    book = parameter_book([_SIGN_OFF, _HOURS], organisation=user.organisation, on=today)
    grace = timedelta(minutes=book.value(_SIGN_OFF))
    found = []
    known = list(rounds(user, since=today - timedelta(days=1)))
    results: dict[int, list[str]] = defaultdict(list)
    for round_, facts in Stop.objects.filter(round__in=known, result__isnull=False).values_list("round", "result__facts"):
        results[round_].append(str(facts.get("result", "")))
    for one in known:
        ends = _ends(one, book.value(_HOURS))
        late = one.signed_off_at is None and now > ends + grace and one.doors > 0  # type: ignore[attr-defined]
        if one.on == today or (late and one.on < today):
            found.append(UnderWay(one, ends, late, doors_of(results[one.pk])))
    return sorted(found, key=lambda each: (not each.late, each.ends, each.round.pk))


def _ends(one: Round, hours: dict[str, list[str]]) -> datetime:
    """When the pair is back: as planned, else at the end of that part of the day."""
    if one.end is not None:
        return datetime.combine(one.on, one.end, get_current_timezone())
    return _at(one.on, minutes(hours[one.day_part][1]))


def _at(day: date, minute: float) -> datetime:
    return datetime.combine(day, datetime.min.time(), get_current_timezone()) + timedelta(minutes=minute)
