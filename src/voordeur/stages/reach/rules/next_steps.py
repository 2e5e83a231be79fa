"""What is due in a case, and why: a pure function of the protocol, the case's history and the day.

No state is stored: a fact that is corrected, a protocol that changes, a year that is replayed give a new answer by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from voordeur.calendar import add_working_days, end_of_term, is_quiet, next_day_with_contact
from voordeur.stages.reach.rules.history import History, Joined
from voordeur.stages.reach.rules.ladder import Climb, climb
from voordeur.stages.reach.rules.protocol import Protocol
from voordeur.stages.reach.rules.standing import Standing, accepted, no_visits, standing
from voordeur.stages.reach.rules.vocabulary import ASK_THE_REGISTER, LIVE, UNCOUNTED, Channel, ChannelFact

# Steps that every protocol has; the others are named in its file.
WAY_BACK, REGISTER_CHECK, CONVERSATION, FOLLOW_UP, DECIDE, REPRESENTATIVE = (
    "way_back", "register_check", "first_conversation", "follow_up", "decide", "representative",
)  # fmt: skip
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Clocks:
    """The dated parameters for terms (programmes/parameters/), in days, working days, weeks, contacts."""

    offer_within_days: int
    threatening_working_days: int
    conversation_weeks: int
    end_of_supply_working_days: int
    contacts_per_week: int
    pause_days: int


@dataclass(frozen=True)
class Step:
    """One thing to do. `params` are person-free. `deadline` is a legal or municipal clock, `clock` its code.

    `residents` are the people in the case whom it may concern; `day_part` "" means any.
    """

    name: str
    channel: Channel
    due_on: date
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    day_part: str = ""
    deadline: date | None = None
    clock: str = ""
    residents: tuple[int, ...] = ()


@dataclass(frozen=True)
class Past:
    """A step of the ladder that is behind us: carried out (`code` "done"), or passed over for the reason in `code`."""

    name: str
    code: str
    on: date | None = None


@dataclass(frozen=True)
class NextSteps:
    """What is due today, what waits for its day, what is behind us, and why nothing more has to be done."""

    due: tuple[Step, ...] = ()
    waiting: tuple[Step, ...] = ()
    done: tuple[Past, ...] = ()
    ended: tuple[str, ...] = ()


def next_steps(protocol: Protocol, history: History, today: date, clocks: Clocks) -> NextSteps:
    """What is due and what waits in a case on `today`. Total: every history has an answer, never an exception."""
    if history.closed:
        return NextSteps(ended=("closed",))
    stands = standing(history)
    if not history.signals:
        return NextSteps(ended=("no_signals",))
    if agreed := accepted(history):
        day = max(said.on for said in agreed)
        who = [said.resident for said in agreed]
        steps = _conversation(history, day, clocks, who) or _plan_runs(history, day, clocks, who)
        return _sorted(steps, today, ended=() if steps else ("accepted",))
    past, steps = _approach(protocol, history, stands, today, clocks)
    steps += _way_back(history, stands.reported_anew, _letters_open(history))
    steps = [_not_too_often(history, step, clocks.contacts_per_week, today) for step in steps]
    return _sorted(steps, today, done=past, ended=() if steps else stands.ended or ("no_help",))


def _sorted(steps: Sequence[Step], today: date, *, done: tuple[Past, ...] = (), ended: tuple[str, ...] = ()) -> NextSteps:
    ready = [_not_on_a_quiet_day(step, today) for step in steps]
    ready.sort(key=lambda step: (step.due_on, step.name))
    return NextSteps(
        due=tuple(step for step in ready if step.due_on <= today),
        waiting=tuple(step for step in ready if step.due_on > today),
        done=done,
        ended=ended,
    )


def _approach(
    protocol: Protocol, history: History, stands: Standing, today: date, clocks: Clocks
) -> tuple[tuple[Past, ...], list[Step]]:
    """The ladder for the signals that are open, and what the desk has to do about them."""
    if stands.since is None:
        return (), []
    acted = [signal for signal in stands.open if signal.resident in history.represented]
    if acted and len(acted) == len(stands.open):
        return (), _representative(protocol, history, stands, acted)
    who = tuple(one for one in _people(stands.open) if one not in history.represented)
    climbed = climb(protocol, history, stands, today)
    past = tuple(Past(name, code, on) for name, code, on in climbed.past)
    anew = _way_back(history, _reported_after_no_to_visits(history, stands.open), _letters_open(history))
    talked = _last_talk(history, stands.since)
    if talked is not None:
        steps = [_follow_up(protocol, history, talked, who)]
    elif anew:
        steps = anew
    else:
        steps = _of_the_ladder(protocol, climbed, history, stands, who, clocks)
    extra = _representative(protocol, history, stands, acted) if acted else []
    return past, steps + extra + _register_check(history, stands.since, who)


def _representative(protocol: Protocol, history: History, stands: Standing, acted: Sequence[Joined]) -> list[Step]:
    """Under administration or guardianship somebody else is spoken to, and contact with that person counts as reached (P06)."""
    since, who = stands.since or history.opened_on, _people(acted)
    met = [one for one in history.attempts if one.on >= since and one.reached and one.resident in (None, *who)]
    if met:
        return [_follow_up(protocol, history, max(one.on for one in met), who)]
    return [Step(REPRESENTATIVE, Channel.PHONE, min(signal.on for signal in acted), "represented", residents=who)]


def _of_the_ladder(
    protocol: Protocol, climbed: Climb, history: History, stands: Standing, who: tuple[int, ...], clocks: Clocks
) -> list[Step]:
    day, clock = _clock(history, stands, clocks)
    steps = [
        Step(rung.step.name, rung.step.channel, rung.due_on, rung.code, rung.params, rung.day_part, day, clock, who)
        for rung in climbed.rungs
    ]
    if climbed.finished:
        last = climbed.last_on or history.opened_on
        look = add_working_days(last, protocol.follow_up_days)
        steps.append(Step(DECIDE, Channel.DESK, look, "everything_tried", {"on": last.isoformat()}, residents=who))
    return steps


def _clock(history: History, stands: Standing, clocks: Clocks) -> tuple[date | None, str]:
    """The first clock that runs: from signal to offer (R20), to the end of a contract (R14)."""
    running: list[tuple[date, str]] = []
    since = stands.since or history.opened_on
    offered = (history.offered_on or date.min) >= since
    if not offered and not any(one.on >= since and one.channel == Channel.LETTER for one in history.attempts):
        running.append((end_of_term(since, days=clocks.offer_within_days), "offer"))
    for signal in stands.open:
        if signal.signal_type == "end_of_supply":
            running.append((add_working_days(signal.on, clocks.end_of_supply_working_days), "end_of_supply"))
    return min(running, default=(None, ""))


def _conversation(history: History, day: date, clocks: Clocks, said_by: Sequence[int | None]) -> list[Step]:
    """The first conversation after acceptance: within four weeks, three working days where it is threatening (R17-R19)."""
    talked = any(
        one.on >= day and one.reached and (one.channel == Channel.APPOINTMENT or one.purpose == CONVERSATION)
        for one in history.attempts
    )
    if talked or (history.agreed_on is not None and history.agreed_on >= day):
        return []
    threatening = any(signal.threatening for signal in history.signals)
    end = (
        add_working_days(day, clocks.threatening_working_days)
        if threatening
        else end_of_term(day, weeks=clocks.conversation_weeks)
    )
    who = tuple(sorted({resident for resident in said_by if resident is not None}))
    code = "threatening" if threatening else "conversation"
    params = {"on": day.isoformat(), "until": end.isoformat()}
    return [Step(CONVERSATION, Channel.APPOINTMENT, day, code, params, "", end, code, who)]


def _plan_runs(history: History, day: date, clocks: Clocks, said_by: Sequence[int | None]) -> list[Step]:
    """While something agreed is open: look how it goes when the creditor's pause ends (R26), the quick fix's end too (R28)."""
    if not history.plan_open:
        return []
    who = tuple(sorted({resident for resident in said_by if resident is not None}))
    until = day + timedelta(days=clocks.pause_days)
    return [Step(FOLLOW_UP, Channel.DESK, until, "plan_runs", {"on": until.isoformat()}, residents=who)]


def _follow_up(protocol: Protocol, history: History, talked: date, who: tuple[int, ...]) -> Step:
    """Somebody was spoken to and has not answered the offer: come back as agreed, else see what is needed."""
    back = [one for one in history.attempts if one.on == talked and one.come_back_on is not None]
    if back and not no_visits(history):
        last = max(back, key=lambda one: (one.come_back_on or date.min, one.day_part))
        day = last.come_back_on or talked
        return Step("come_back", Channel.VISIT, day, "come_back", {"on": talked.isoformat()}, residents=who)
    day = add_working_days(talked, protocol.follow_up_days)
    return Step(FOLLOW_UP, Channel.DESK, day, "no_answer_yet", {"on": talked.isoformat()}, residents=who)


def _way_back(history: History, anew: Sequence[Joined], letters: bool) -> list[Step]:
    """One closed letter that tells the way back, for what was reported after a no (P10); never a second for the same."""
    if not anew or not letters:
        return []
    day = max(signal.on for signal in anew)
    if any(one.channel == Channel.LETTER and one.on >= day for one in history.attempts):
        return []
    return [Step(WAY_BACK, Channel.LETTER, day, "way_back", {"on": day.isoformat()}, residents=_people(anew))]


def _reported_after_no_to_visits(history: History, signals: Sequence[Joined]) -> list[Joined]:
    said = [no.on for no in no_visits(history)]
    return [signal for signal in signals if said and signal.on > min(said)]


def _letters_open(history: History) -> bool:
    """Post that is not opened or comes back rules letters out (P12)."""
    closing = {ChannelFact.UNOPENED, ChannelFact.RETURNED, ChannelFact.NO_ADDRESS}
    return not any(fact.what in closing for fact in history.channel_facts)


def _register_check(history: History, since: date, who: tuple[int, ...]) -> list[Step]:
    """Somebody looks the person up again after post came back or another answered the door (P12)."""
    facts = {ChannelFact.RETURNED, ChannelFact.NO_ADDRESS}
    days = [fact.on for fact in history.channel_facts if fact.what in facts and fact.on >= since]
    days += [one.on for one in history.attempts if one.result in ASK_THE_REGISTER and one.on >= since]
    if not days:
        return []
    day = max(days)
    if any(one.step == REGISTER_CHECK and one.on >= day for one in history.attempts):
        return []
    return [Step(REGISTER_CHECK, Channel.DESK, day, "ask_the_register", {"on": day.isoformat()}, residents=who)]


def _last_talk(history: History, since: date) -> date | None:
    return max((one.on for one in history.attempts if one.reached and one.on >= since), default=None)


def _people(signals: Sequence[Joined]) -> tuple[int, ...]:
    return tuple(sorted({signal.resident for signal in signals if signal.resident is not None}))


def _not_on_a_quiet_day(step: Step, today: date) -> Step:
    """Nobody is called or visited on a Sunday or holiday (P11)."""
    if step.channel not in LIVE:
        return step
    day = max(step.due_on, today) if is_quiet(today) else step.due_on
    quiet_today = is_quiet(today) and step.due_on <= today
    return replace(step, due_on=next_day_with_contact(day)) if quiet_today or is_quiet(step.due_on) else step


def _not_too_often(history: History, step: Step, ceiling: int, today: date) -> Step:
    """No more contacts per person in seven days than the ceiling, over all channels (P11); else it waits for a day with room."""
    if step.channel in UNCOUNTED:
        return step
    day, people = max(step.due_on, today), step.residents or (None,)
    free = max(_first_day_with_room(history, person, day, ceiling) for person in people)
    if free <= day:
        return step
    return replace(step, due_on=free, code="ceiling", params={"ceiling": ceiling, "instead": step.code})


def _first_day_with_room(history: History, person: int | None, day: date, ceiling: int) -> date:
    days = sorted(
        one.on
        for one in history.attempts
        if one.channel not in UNCOUNTED and (person is None or one.resident is None or one.resident == person)
    )
    while ceiling > 0 and (recent := [on for on in days if day - _WEEK < on <= day]) and len(recent) >= ceiling:
        day = recent[-ceiling] + _WEEK
    return day
