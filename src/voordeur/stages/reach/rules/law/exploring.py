"""Everywhere a case can come to under a protocol: the different situations, each with one path that leads to it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from voordeur.calendar import is_quiet
from voordeur.stages.reach.rules.law.playing import Case, Game, Path, first_due, moves, next_day
from voordeur.stages.reach.rules.next_steps import NextSteps
from voordeur.stages.reach.rules.vocabulary import NOT_ON_QUIET_DAYS, UNCOUNTED, Channel, Kind

# One situation may be come to in different ways; so many of them are followed on.
_WAYS = 1
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Situation:
    """A path, and what the protocol asks for at its end."""

    path: Path
    steps: NextSteps


def situations(game: Game, case: Case, start: date, *, at_most: int) -> list[Situation]:
    """The different situations of one case, by what is due and what waits, near ones first; at most so many questions."""
    found: dict[object, Situation] = {}
    ways: Counter[object] = Counter()
    queue = deque([game.begin(case, start)])
    stop = game.left - at_most
    while queue and game.left > max(stop, 0):
        path = queue.popleft()
        steps = game.ask(path)
        mark = _mark(path, steps)
        ways[mark] += 1
        found.setdefault(mark, Situation(path, steps))
        if ways[mark] <= _WAYS:
            queue.extend(reversed(moves(game, path, steps)))
    game.cut = game.cut or bool(queue)
    return list(found.values())


def _mark(path: Path, steps: NextSteps) -> object:
    return (
        tuple((one.name, one.day_part) for one in steps.due),
        tuple((one.name, one.due_on is None) for one in steps.waiting),
        steps.ended,
        any(one.kind == Kind.STAGE for one in path.events),
    )


def onward(game: Game, path: Path, *, until: date) -> Iterator[Situation]:
    """How it goes on when everything is in vain, day by day on which something falls due, up to a day."""
    while True:
        steps = game.ask(path)
        yield Situation(path, steps)
        step = first_due(path, steps)
        if step is not None:
            path = game.carry_out(path, step, game.vain(step.channel)[0])
            continue
        day = next_day(path, steps)
        if day is None or day > until or game.left <= 0:
            return
        path = path.on(day)


def quiet_and_live(situation: Situation) -> str:
    """The name of a call, visit or text message that is due on a Sunday or holiday; "" when there is none (P11)."""
    if not is_quiet(situation.path.today):
        return ""
    return next((one.name for one in situation.steps.due if one.channel in NOT_ON_QUIET_DAYS), "")


def contacts_in_a_week(path: Path) -> int:
    """How many of our contacts were made in the seven days up to and with the path's last; a card belongs to its visit."""
    days = [one.on for one in path.events if one.kind == Kind.ATTEMPT and Channel(str(one.facts["channel"])) not in UNCOUNTED]
    return sum(path.today - _WEEK < day <= path.today for day in days)
