"""The worst path to an offer: nature's moves searched for the latest first offer, on every day on which a signal may come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from voordeur.calendar import end_of_term, is_holiday, is_quiet, is_working_day
from voordeur.stages.reach.rules.language.protocol import Protocol, Unit
from voordeur.stages.reach.rules.law.playing import Case, Game, Path, first_due, moves, next_day, offered
from voordeur.stages.reach.rules.next_steps import NextSteps
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Kind

NEVER = 100_000  # days: later than any offer
_TWO_YEARS = 731
_WEEK = timedelta(days=7)
_REPORTED = frozenset({Kind.PARTNER_STEP, Kind.STAGE, Kind.SIGNAL_JOINED})
_SLACK, _FORTNIGHT = 14, 14
_KEPT = 1  # ways in vain that are tried on every day, of each class


@dataclass(frozen=True)
class Worst:
    """The latest first offer that was found: the path up to it, and after how many days it came (NEVER: it never did)."""

    path: Path
    days: int

    @property
    def on(self) -> date | None:
        """The day of the offer."""
        return None if self.days == NEVER else self.path.start + timedelta(days=self.days)


@dataclass(frozen=True)
class Luck:
    """What nature did on a path, so that it can be done again from another day: results by step, and reports by day."""

    results: tuple[tuple[str, str], ...]
    reports: tuple[tuple[int, str, tuple[tuple[str, object], ...]], ...]


def ends_of_all_paths(game: Game, case: Case, start: date) -> Iterator[Worst]:
    """Every way in which it can go, up to its first offer or its end."""
    stack = [game.begin(case, start)]
    seen: set[object] = set()
    while stack:
        path = stack.pop()
        if game.left <= 0:
            game.cut = True
            yield Worst(path, _days(game.protocol, path) if offered(game.protocol, path) else 0)
            return
        if offered(game.protocol, path) is not None:
            yield Worst(path, _days(game.protocol, path))
            continue
        steps = game.ask(path)
        if (mark := _where_it_stands(path, steps)) in seen:
            continue
        seen.add(mark)
        onward = moves(game, path, steps)
        if first_due(path, steps) is None and next_day(path, steps) is None:
            yield Worst(path, NEVER)
        stack.extend(onward)


def _where_it_stands(path: Path, steps: NextSteps) -> object:
    """What the rest of a path depends on: what is asked for and when, what came of each step, and the contacts of this week.

    Two ways that come to the same go on alike, so that one of them is enough.
    """
    tried = [one for one in path.own if one.kind == Kind.ATTEMPT]
    return (
        path.today,
        tuple((one.name, one.due_on, one.code) for one in (*steps.due, *steps.waiting)),
        frozenset(Counter((one.facts["step"], one.facts["result"]) for one in tried).items()),
        tuple(one.on for one in tried if one.on > path.today - _WEEK),
        frozenset((one.kind, *sorted(map(repr, one.facts.items()))) for one in path.own if one.kind in _REPORTED),
    )


def _days(protocol: Protocol, path: Path) -> int:
    day = offered(protocol, path)
    return NEVER if day is None else (day - path.start).days


def luck_of(path: Path) -> Luck:
    """What nature did on this path."""
    own = path.own
    results = tuple((str(e.facts["step"]), str(e.facts["result"])) for e in own if e.kind == Kind.ATTEMPT)
    reports = tuple(((e.on - path.start).days, str(e.kind), tuple(e.facts.items())) for e in own if e.kind in _REPORTED)
    return Luck(results, reports)


def again(game: Game, case: Case, start: date, luck: Luck) -> Worst:
    """The same luck from another day; where that day brings other steps, those are in vain."""
    path, reports = game.begin(case, start), list(luck.reports)
    while True:
        if offered(game.protocol, path) is not None:
            return Worst(path, _days(game.protocol, path))
        while reports and start + timedelta(days=reports[0][0]) <= path.today:
            _, kind, facts = reports.pop(0)
            path = path.then(kind, **dict(facts))
        steps = game.ask(path)
        if (step := first_due(path, steps)) is not None:
            done = Counter(str(e.facts["step"]) for e in path.events if e.kind == Kind.ATTEMPT)[step.name]
            mine = [result for name, result in luck.results if name == step.name]
            result = AttemptResult(mine[done]) if done < len(mine) else game.vain(step.channel)[0]
            path = game.carry_out(path, step, result)
            continue
        day = next_day(path, steps)
        if reports:
            day = min(filter(None, (day, start + timedelta(days=reports[0][0]))))
        if day is None:
            return Worst(path, NEVER)
        path = path.on(day)


def worst_offer(game: Game, case: Case) -> list[Worst]:
    """The latest first offers of one class: all ways in vain on a few awkward days, the worst of them first, one per luck."""
    found: dict[Luck, Worst] = {}
    for start in awkward_days(game.town.from_day):
        for worst in ends_of_all_paths(game, case, start):
            luck = luck_of(worst.path)
            if luck not in found or worst.days > found[luck].days:
                found[luck] = worst
        if any(one.days == NEVER for one in found.values()):
            break
    return sorted(found.values(), key=lambda one: -one.days)[:_KEPT]


def on_every_day(game: Game, case: Case, luck: Luck) -> Worst:
    """The latest offer with the same luck on each day of two years, against its term; days with the same calendar once."""
    return max((again(game, case, start, luck) for start in _different_days(game)), key=lambda one: over(game, one))


def is_near(game: Game, worst: Worst) -> bool:
    """Whether an offer comes so near the end of its term that holidays might carry it over.

    What holidays can add within a month, and a full week of contacts with them, is less than a fortnight.
    """
    return over(game, worst) > -_FORTNIGHT


def over(game: Game, worst: Worst) -> int:
    """By how many days an offer comes after its term; negative when it is in time."""
    start = worst.path.start
    return worst.days - (last_day(game, start) - start).days


def _different_days(game: Game) -> list[date]:
    """The days of two years after which the calendar goes differently, for as long as an offer may take."""
    days = [game.town.from_day + timedelta(days=n) for n in range(_TWO_YEARS)]
    if _counts_months(game.protocol):
        return days
    spell = game.town.clocks.offer_within_days + _SLACK
    return list({_calendar(day, spell): day for day in reversed(days)}.values())


def last_day(game: Game, start: date) -> date:
    """The last day on which a signal of that day is offered help in time (R20)."""
    return end_of_term(start, days=game.town.clocks.offer_within_days)


def awkward_days(first: date) -> tuple[date, ...]:
    """An ordinary Monday, the day before a weekend, and the days before each cluster of holidays, in two years from a day."""
    days = [first + timedelta(days=n) for n in range(_TWO_YEARS)]
    ordinary = next(day for day in days if day.weekday() == 0 and not _holidays_near(day))
    clusters = [day for day in days if day.day == 24 and day.month in {4, 12}][:2]
    return tuple(dict.fromkeys([ordinary, ordinary + timedelta(days=4), *clusters]))


def _holidays_near(day: date) -> bool:
    return any(is_holiday(day + timedelta(days=n)) for n in range(45))


def _calendar(start: date, days: int) -> tuple[int, ...]:
    """What the coming days are like, so that two days from which the same follows need be played once."""
    spell = (start + timedelta(days=n) for n in range(days))
    return tuple(2 * is_working_day(day) + is_quiet(day) for day in spell)


def _counts_months(protocol: Protocol) -> bool:
    terms = chain.from_iterable((step.wait, step.spacing) for step in protocol.steps)
    return any(term.unit == Unit.MONTHS for term in chain(terms, [protocol.opt_out.within] if protocol.opt_out else []))


def distinct(worsts: Sequence[tuple[Case, Worst]]) -> list[tuple[Case, Luck]]:
    """Of the ways that went by the same steps to the same day one is enough."""
    found: dict[object, tuple[Case, Luck]] = {}
    for case, worst in worsts:
        luck = luck_of(worst.path)
        steps = tuple(name for name, _ in luck.results)
        found.setdefault((steps, luck.reports, worst.days, case.signals[0]["letter_only"]), (case, luck))
    return list(found.values())
