"""Appointments in a case: which stand, what is due because of them, and that nobody calls or comes in between (P24)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from voordeur.calendar import working_day_before
from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.proposed import APPOINTMENT, CONFIRM, CONVERSATION, REMIND, Step
from voordeur.stages.reach.rules.story import Agreed, Asked, History, Told
from voordeur.stages.reach.rules.vocabulary import KEPT_BY, AppointmentChange, AppointmentKind, Channel, DayPart, No

# Called off by us: the resident is called for another moment.
CALLED_OFF_BY_US = "appointment_off"
_MOMENTS = frozenset({AppointmentChange.MADE, AppointmentChange.MOVED})
_NOON, _SIX = time(12), time(18)


def agreed_in(changes: Iterable[Told], attempts: Iterable[Told]) -> tuple[Agreed, ...]:
    """The appointments that these events tell, each as it was changed last; the order of arrival does not matter."""
    of: dict[int, list[Told]] = {}
    for event in changes:
        of.setdefault(int(event.facts.get("appointment") or 0), []).append(event)
    over = {event.facts.get("appointment") for event in attempts}
    return tuple(_agreed(number, events, over=number in over) for number, events in sorted(of.items()))


def _agreed(number: int, events: list[Told], *, over: bool) -> Agreed:
    events.sort(key=lambda one: (int(one.facts.get("turn") or 0), one.on))
    last = events[-1]
    moment = next((one for one in reversed(events) if one.facts.get("state") in _MOMENTS), last)
    facts = moment.facts
    return Agreed(
        number=number,
        made_on=events[0].on,
        moved_on=moment.on,
        turn=int(facts.get("turn") or 0),
        state=str(last.facts.get("state", "")),
        state_on=last.on,
        kind=str(facts.get("kind", "")),
        on=_day(facts.get("on")) or moment.on,
        at=str(facts.get("at", "")),
        resident=facts.get("resident"),
        by_resident=last.facts.get("by_resident") is True,
        tell=str(facts.get("tell", "")),
        remind=facts.get("remind") is True,
        over=over,
    )


def standing(protocol: Protocol, history: History) -> list[Agreed]:
    """The appointments that somebody is expected to keep: not over, not called off, and no later no or move stands against it."""
    return [
        one
        for one in history.appointments
        if not one.over
        and one.state != AppointmentChange.CALLED_OFF
        and one.kind in set(AppointmentKind)
        and not _is_against(protocol, history, one)
    ]


def _is_against(protocol: Protocol, history: History, one: Agreed) -> bool:
    """A death, a move, an objection; another no on that day or later, of which one to visits is for the whole house (P10)."""
    if any(gone.resident in (None, one.resident) for gone in history.gone):
        return True
    return any(
        (no.what == No.VISITS and KEPT_BY[AppointmentKind(one.kind)] in protocol.noes.visits and no.on >= one.moved_on)
        or (no.what == No.HELP and no.resident in (None, one.resident) and no.on >= one.moved_on)
        or (no.what == No.APPROACH and no.resident in (None, one.resident))
        for no in history.noes
    )


def steps_of(protocol: Protocol, history: History, steps: Sequence[Step], today: date) -> list[Step]:
    """What is due because of appointments: each on its day, in writing at once, and a reminder the working day before.

    A conversation that must be held has its deadline on the appointment in which it will be.
    """
    talk = next((step for step in steps if step.name == CONVERSATION), None)
    found: list[Step] = []
    for one in standing(protocol, history):
        found.append(_kept(one, talk))
        found += _told(history, one, today)
    return found


def _kept(one: Agreed, talk: Step | None) -> Step:
    params = {"on": one.moved_on.isoformat(), "at": one.at, "kind": one.kind, "appointment": one.number}
    term = (talk.deadline, talk.clock) if talk else (None, "")
    who = () if one.resident is None else (one.resident,)
    return Step(APPOINTMENT, KEPT_BY[AppointmentKind(one.kind)], one.on, APPOINTMENT, params, _part(one.at), *term, residents=who)


def _told(history: History, one: Agreed, today: date) -> list[Step]:
    """In writing, where there is a way; and a reminder, unless it was agreed so late that the one would follow the other."""
    if one.resident is None or today > one.on:
        return []
    sent = {notice.step for notice in history.notices}
    params = {"on": one.on.isoformat(), "at": one.at, "kind": one.kind}
    eve, found = working_day_before(one.on), []
    confirm, remind = f"{CONFIRM}{one.number}.{one.turn}", f"{REMIND}{one.number}.{one.turn}"
    if one.tell and confirm not in sent:
        found.append(Step(confirm, Channel(one.tell), one.moved_on, "confirm", params, residents=(one.resident,)))
    if one.remind and remind not in sent and one.moved_on < eve and today <= eve:
        found.append(Step(remind, Channel.TEXT, eve, "remind", params, residents=(one.resident,)))
    return found


def in_time(history: History, steps: Iterable[Step]) -> list[Step]:
    """Without the reminders for which there is only room when it is too late (P11)."""
    eves = {f"{REMIND}{one.number}.{one.turn}": working_day_before(one.on) for one in history.appointments}
    return [step for step in steps if step.name not in eves or (step.due_on is not None and step.due_on <= eves[step.name])]


def answers(history: History, wish: Asked) -> bool:
    """Whether an appointment answers a wish: made or moved since, or called off since by the resident."""
    return any(
        one.resident in (None, wish.resident)
        and one.moved_on >= wish.on
        and (one.state != AppointmentChange.CALLED_OFF or one.by_resident)
        for one in history.appointments
    )


def to_call_about(protocol: Protocol, history: History) -> list[Asked]:
    """Appointments that we had to call off, while nothing else was agreed since: as if the resident asked to be called."""
    return [
        Asked(one.state_on, CALLED_OFF_BY_US, one.resident, None, "")
        for one in history.appointments
        if one.state == AppointmentChange.CALLED_OFF
        and not one.by_resident
        and not one.over
        and not any(other.resident == one.resident and other.made_on >= one.state_on for other in standing(protocol, history))
    ]


def _part(at: str) -> str:
    """The part of the day of a moment (DDAS EnumDagdeel)."""
    try:
        moment = time.fromisoformat(at)
    except ValueError:
        return ""
    return DayPart.MORNING if moment < _NOON else DayPart.AFTERNOON if moment < _SIX else DayPart.EVENING


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
