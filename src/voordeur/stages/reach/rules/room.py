"""On which day there is room for a contact: no quiet day, and no more of them in a week than the ceiling (P11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from voordeur.calendar import is_quiet, next_day_with_contact
from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.proposed import APPOINTMENT, CALL_BACK, COME_BACK, CONFIRM, CONVERSATION, Step
from voordeur.stages.reach.rules.story import History, Tried
from voordeur.stages.reach.rules.vocabulary import LIVE, NOT_ON_QUIET_DAYS, UNCOUNTED

_WEEK = timedelta(days=7)
# What the resident asked for or agreed to is not held back by the ceiling.
_WANTED = frozenset({CALL_BACK, COME_BACK, CONVERSATION, APPOINTMENT})


def with_room(protocol: Protocol, history: History, steps: Iterable[Step], today: date) -> list[Step]:
    """The steps on days with room. Of those that fall due together as many stay as there is room for: what the resident wants
    first; then an offer that was not made yet, for its term runs (R20) and a call or visit may reach nobody; then the others.
    """
    ceiling = protocol.contact.per_week or history.clocks.contacts_per_week
    made = [one for one in (*history.attempts, *history.notices) if one.channel not in UNCOUNTED]
    placed: list[Step] = []
    for step in sorted(steps, key=lambda one: (not _is_wanted(one), not _is_the_offer(protocol, one))):
        on = _not_quiet(protocol, step, today)
        if not _is_wanted(step) and step.channel not in UNCOUNTED and on.due_on is not None and ceiling > 0:
            on = _not_quiet(protocol, _below_ceiling(on, made, placed, ceiling, today), today)
        placed.append(on)
    return placed


def _is_wanted(step: Step) -> bool:
    """What was asked for or agreed, and the one message that says what was agreed; a reminder is no more than a courtesy."""
    return step.name in _WANTED or step.name.startswith(CONFIRM)


def _is_the_offer(protocol: Protocol, step: Step) -> bool:
    written = protocol.by_name.get(step.name)
    return written is not None and written.offers and step.clock == "offer" and step.channel not in LIVE


def _not_quiet(protocol: Protocol, step: Step, today: date) -> Step:
    """Nobody is called, visited or texted on a Sunday or holiday, unless the protocol says so."""
    if step.due_on is None or protocol.contact.sundays or step.channel not in NOT_ON_QUIET_DAYS:
        return step
    day = max(step.due_on, today)
    if is_quiet(day):
        return step._replace(due_on=next_day_with_contact(day))
    return step


def _below_ceiling(step: Step, made: Sequence[Tried], placed: Sequence[Step], ceiling: int, today: date) -> Step:
    """The step on the first day on which each of its people has had fewer contacts in seven days than the ceiling."""
    day = max(step.due_on or today, today)
    people: Sequence[int | None] = step.residents or (None,)
    if len(made) + len(placed) < ceiling:
        return step
    free = max(_first_free(_contacts(person, made, placed, today), day, ceiling) for person in people)
    if free <= day:
        return step
    return step._replace(due_on=free, code="ceiling", params={"ceiling": ceiling, "instead": step.code})


def _contacts(person: int | None, made: Sequence[Tried], placed: Sequence[Step], today: date) -> list[date]:
    """The days of contacts with a person: made, and proposed for today."""
    days = [one.on for one in made if person is None or one.resident is None or one.resident == person]
    days += [
        today
        for one in placed
        if one.channel not in UNCOUNTED
        and one.due_on is not None
        and one.due_on <= today
        and (person is None or not one.residents or person in one.residents)
    ]
    return sorted(days)


def _first_free(days: Sequence[date], day: date, ceiling: int) -> date:
    while len(recent := [on for on in days if day - _WEEK < on <= day]) >= ceiling:
        day = recent[-ceiling] + _WEEK
    return day
