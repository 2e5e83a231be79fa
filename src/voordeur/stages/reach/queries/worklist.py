"""Vandaag: what is due, in the order in which to do it, grouped by what the hand does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from voordeur.accounts.models import User
from voordeur.calendar import next_day_with_contact
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Household, Resident
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.queries import words
from voordeur.stages.reach.rules.next_steps import DECIDE
from voordeur.stages.reach.rules.vocabulary import Channel

PAGE = 50


class Hand(StrEnum):
    """What the hand does, in the order in which Vandaag shows it."""

    CALL = "call"
    POST = "post"
    VISIT = "visit"
    LOOK = "look"
    DECIDE = "decide"


_CHANNELS = {
    Hand.CALL: (Channel.PHONE,),
    Hand.POST: (Channel.LETTER, Channel.CARD, Channel.MAIL, Channel.TEXT),
    Hand.VISIT: (Channel.VISIT, Channel.APPOINTMENT),
}


@dataclass(frozen=True)
class Filters:
    """What somebody wants to see of the worklist; empty values leave all in.

    `kind`: a signal of that kind (DDAS EnumSignaalpartner) was taken up in the case. `owner`: whose case it is; 0: nobody's yet.
    """

    hand: str = ""
    channel: str = ""
    municipality: int | None = None
    district: str = ""
    owner: int | None = None
    day_part: str = ""
    kind: str = ""


EVERYTHING = Filters()
_TAKEN_UP = "Opgepakt"
# Within a hand: the clocks that run out first, then urgency, then what waited longest.
_ORDER = (F("deadline").asc(nulls_last=True), F("urgency").desc(), F("due_on").asc(), F("pk").asc())


@dataclass(frozen=True)
class Row:
    """One thing to do: for whom (household, people), what, why now, how long it has waited (days), its clock."""

    step: DueStep
    hand: Hand
    household: Household
    residents: tuple[Resident, ...]
    what: str
    why: str
    urgency: str
    waited_days: int
    clock: str

    @property
    def deadline(self) -> date | None:
        """The day on which a statutory or municipal term ends."""
        return self.step.deadline

    @property
    def statutory(self) -> bool:
        """Whether that term is one of law: the only thing shown in red."""
        return words.is_statutory(self.step.reason)


@dataclass(frozen=True)
class Group:
    """The rows of one hand on this page, and how many there are in all."""

    hand: Hand
    total: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Worklist:
    """One page of Vandaag. `due`: how many things are due in all; `clocks`: how many clocks run out within seven days."""

    due: int
    clocks: int
    groups: tuple[Group, ...]
    page: int
    pages: int


def hand_of(step: DueStep) -> Hand:
    """What the hand does for a step."""
    if step.step == DECIDE:
        return Hand.DECIDE
    return next((hand for hand, channels in _CHANNELS.items() if step.channel in channels), Hand.LOOK)


def worklist(user: User, look: Look, *, today: date, filters: Filters = EVERYTHING, page: int = 1, size: int = PAGE) -> Worklist:
    """One page of what is due for this user on `today`, in five queries whatever the number of cases, and one entry in the log.

    Steps that waited for today are in, also when the worklist was planned earlier.
    """
    due = _filtered(_due(user, today=today), filters)
    counts = _by_hand(due)
    pages = max(1, -(-sum(counts.values()) // size))
    page = min(max(page, 1), pages)
    steps = _with_homes(_in_order(due))[(page - 1) * size : page * size]
    return _worklist(user, look, steps, counts, today=today, page=page, pages=pages)


def opening(user: User, look: Look, *, today: date, size: int, filters: Filters = EVERYTHING) -> Worklist:
    """The first `size` things of every hand: what Vandaag opens with. As many queries as `worklist`, and one entry in the log."""
    due = _filtered(_due(user, today=today), filters)
    nth = Window(RowNumber(), partition_by=_place(), order_by=_ORDER)
    first = due.alias(nth=nth).filter(nth__lte=size).order_by().values_list("pk", flat=True)
    steps = _with_homes(_in_order(DueStep.objects.filter(pk__in=list(first))))
    return _worklist(user, look, steps, _by_hand(due), today=today, page=1, pages=1)


def _worklist(
    user: User, look: Look, steps: QuerySet[DueStep], counts: dict[Hand, int], *, today: date, page: int, pages: int
) -> Worklist:
    rows = [_row(step, today) for step in steps]
    record_look(look, [f"household:{row.household.pk}" for row in rows])
    groups = tuple(Group(hand, counts[hand], tuple(row for row in rows if row.hand == hand)) for hand in Hand if counts.get(hand))
    return Worklist(sum(counts.values()), clocks_this_week(user, today=today), groups, page, pages)


def clocks_this_week(user: User, *, today: date) -> int:
    """How many cases of this user have a statutory clock that runs out within seven days, or has run out."""
    rows = _visible(user).filter(deadline__lte=today + timedelta(days=7), reason__clock__in=sorted(words.STATUTORY))
    return int(rows.aggregate(cases=Count("case", distinct=True))["cases"])


def statutory_clocks(user: User) -> dict[int, date]:
    """When the first statutory clock of each open case of this user ends, by household id; one query, no personal data."""
    rows = _visible(user).filter(deadline__isnull=False, reason__clock__in=sorted(words.STATUTORY))
    told = rows.order_by("-deadline").values_list("case__household", "deadline")
    return {household: deadline for household, deadline in told if deadline}


def due_counts(user: User, *, today: date) -> dict[str, int]:
    """How many steps are due per channel (DDAS literal)."""
    rows = _due(user, today=today).values_list("channel").annotate(total=Count("pk")).order_by()
    return {str(channel): total for channel, total in rows}


def districts(user: User) -> list[str]:
    """The districts in which something is due or waits, in order of name; no personal data."""
    named = _visible(user).exclude(case__district="").order_by("case__district")
    return list(named.values_list("case__district", flat=True).distinct())


def cases_with(user: User, *, cases: Collection[int], today: date, filters: Filters = EVERYTHING) -> list[int]:
    """Those of these cases in which something of that sort is due, within this person's walls; no personal data."""
    due = set(_filtered(_due(user, today=today), filters).values_list("case", flat=True))
    # Compared here: a chosen number may be anything, also what no database holds.
    return sorted(due.intersection(cases))


def coming(user: User, *, today: date) -> tuple[date, dict[Hand, int]]:
    """The next day on which people are contacted, and what becomes due until then, by hand ("en dit komt morgen")."""
    day = next_day_with_contact(today + timedelta(days=1))
    return day, _by_hand(_visible(user).filter(due_on__gt=today, due_on__lte=day))


def _visible(user: User) -> QuerySet[DueStep]:
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return DueStep.objects.filter(walls, case__closed_on=None)


def _due(user: User, *, today: date) -> QuerySet[DueStep]:
    return _visible(user).filter(due_on__lte=today)


def _hand() -> Choose:
    """`hand_of` as the database computes it."""
    return Choose(
        When(step=DECIDE, then=Value(Hand.DECIDE.value)),
        *(When(channel__in=channels, then=Value(hand.value)) for hand, channels in _CHANNELS.items()),
        default=Value(Hand.LOOK.value),
    )


def _by_hand(rows: QuerySet[DueStep]) -> dict[Hand, int]:
    counts = rows.values(hand=_hand()).annotate(total=Count("pk")).order_by()
    return {Hand(row["hand"]): int(row["total"]) for row in counts}


def _filtered(rows: QuerySet[DueStep], filters: Filters) -> QuerySet[DueStep]:
    wanted = {
        "hand": filters.hand,
        "channel": filters.channel,
        "day_part": filters.day_part,
        "case__district": filters.district,
        "case__municipality": filters.municipality,
        "case__owner": filters.owner,
    }
    rows = rows.alias(hand=_hand()).filter(Q(**{path: value for path, value in wanted.items() if value}))
    if filters.owner == 0:
        rows = rows.filter(case__owner=None)
    if filters.kind:
        reported = {"takings__status": _TAKEN_UP, "takings__signal__kind": filters.kind}
        rows = rows.filter(Exists(Case.objects.filter(pk=OuterRef("case"), **reported)))
    return rows


def _place() -> Choose:
    """Where the hand of a step stands on the screen."""
    return Choose(*(When(hand=hand.value, then=Value(n)) for n, hand in enumerate(Hand)), default=Value(len(Hand)))


def _in_order(rows: QuerySet[DueStep]) -> QuerySet[DueStep]:
    """By hand, then the clocks that run out first, then urgency, then what waited longest."""
    return rows.alias(hand=_hand()).annotate(place=_place()).order_by("place", *_ORDER)


def _with_homes(rows: QuerySet[DueStep]) -> QuerySet[DueStep]:
    living = Resident.objects.filter(died_on=None, forgotten_on=None).order_by("pk")
    homes = rows.select_related("case__household", "case__municipality", "case__owner")
    return homes.prefetch_related(Prefetch("case__household__residents", queryset=living))


def _row(step: DueStep, today: date) -> Row:
    household = step.case.household
    return Row(
        step=step,
        hand=hand_of(step),
        household=household,
        residents=tuple(household.residents.all()),
        what=words.what(step.step, step.channel, step.day_part),
        why=words.sentence(step.reason),
        urgency=words.urgency(step.reason),
        waited_days=(today - step.due_on).days,
        clock=words.clock(step.reason.get("clock", "")) if step.deadline else "",
    )
