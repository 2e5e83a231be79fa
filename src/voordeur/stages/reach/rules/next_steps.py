"""What is due in a case, and why: a pure function of the protocol, the case's history and the day.

No state is stored: a fact that is corrected, a protocol that changes, a year that is replayed give a new answer by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from voordeur.stages.reach.rules import appointments, deadlines, shut
from voordeur.stages.reach.rules.approach import Approach
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.desk import register_check, representative
from voordeur.stages.reach.rules.language.protocol import End, Protocol
from voordeur.stages.reach.rules.language.protocol import Step as Written
from voordeur.stages.reach.rules.noes import News, brings_news, noes_to_visits
from voordeur.stages.reach.rules.path import Finished, Later, Path, Up
from voordeur.stages.reach.rules.proposed import (
    APPOINTMENT,
    ASK_PARTNER,
    CALL_BACK,
    COME_BACK,
    CONVERSATION,
    DECIDE,
    FOLLOW_UP,
    REGISTER_CHECK,
    REPRESENTATIVE,
    WAY_BACK,
    NextSteps,
    Past,
    Step,
)
from voordeur.stages.reach.rules.room import with_room
from voordeur.stages.reach.rules.standing import Standing, accepted, standing
from voordeur.stages.reach.rules.story import History, Said
from voordeur.stages.reach.rules.vocabulary import LIVE, Channel, Overruling
from voordeur.stages.reach.rules.wishes import held, to_ask_the_partner, wished

__all__ = [
    "ASK_PARTNER", "CALL_BACK", "COME_BACK", "CONVERSATION", "DECIDE", "FOLLOW_UP", "REGISTER_CHECK", "REPRESENTATIVE",
    "WAY_BACK", "Clocks", "NextSteps", "Past", "Step", "next_steps",
]  # fmt: skip
_NOT_TOLD = frozenset({"not_for_this", "not_needed"})


def next_steps(protocol: Protocol, history: History, today: date) -> NextSteps:
    """What is due and what waits in a case on `today`. Total: every history has an answer, never an exception."""
    if history.closed:
        return NextSteps(ended=("closed",))
    if not history.signals:
        return NextSteps(ended=("no_signals",))
    stands = standing(protocol, history)
    yes = accepted(protocol, history)
    past, steps, ended = _after_acceptance(protocol, history, stands, yes) if yes else _before(protocol, history, stands)
    agreed = appointments.steps_of(protocol, history, steps, today) if history.appointments else []
    steps = _not_at_the_door(history, _with_wishes(steps, wished(protocol, history), agreed))
    steps = with_room(protocol, history, _postponed(history, steps), today)
    steps = appointments.in_time(history, steps) if agreed else steps
    return _sorted(steps, today, done=past, ended=() if steps else ended)


_Answer = tuple[tuple[Past, ...], list[Step], tuple[str, ...]]


def _sorted(steps: Iterable[Step], today: date, *, done: tuple[Past, ...], ended: tuple[str, ...]) -> NextSteps:
    ready = sorted(steps, key=lambda step: (step.due_on or date.max, step.name))
    due = tuple(step for step in ready if step.due_on is not None and step.due_on <= today)
    return NextSteps(due=due, waiting=tuple(ready[len(due) :]), done=done, ended=ended)


def _before(protocol: Protocol, history: History, stands: Standing) -> _Answer:
    """Nobody has accepted help yet: the path for what is open, and one closed letter for what came after a no."""
    past: tuple[Past, ...] = ()
    steps: list[Step] = []
    case = Approach(protocol, history, stands)
    if stands.open:
        past, steps = _approach(case)
    steps += _way_back(case, stands.anew)
    return past, steps, stands.ended or ("no_help",)


def _approach(case: Approach) -> tuple[tuple[Past, ...], list[Step]]:
    """The path for the signals that are open, and what the desk has to do about them."""
    acted_for = case.history.represented
    acted = [signal for signal in case.open if signal.resident in acted_for] if acted_for else []
    if acted and len(acted) == len(case.open):
        return (), representative(case, acted)
    past, steps = _along_the_path(case)
    if case.talked_on is not None and End.REACHED in case.protocol.ends:
        steps = _after_the_talk(case, steps, case.talked_on) or [_follow_up(case, case.talked_on)]
    elif news := _news_after_no_to_visits(case):
        steps = _way_back(case, news) or _without_calls(case, steps)
    asks = to_ask_the_partner(case.history, case.since)
    if asks:
        steps = held(steps, "says_paid")
    return past, steps + asks + (representative(case, acted) if acted else []) + register_check(case, _people(case))


def _without_calls(case: Approach, steps: Sequence[Step]) -> list[Step]:
    """After a no to visits and news about it nobody is called or visited until the resident comes back (P10)."""
    written = [step for step in steps if step.channel not in LIVE]
    return written if any(step.due_on is not None for step in written) else [*written, _decide(case)]


def _along_the_path(case: Approach) -> tuple[tuple[Past, ...], list[Step]]:
    path, clock = Path(case), deadlines.running(case)
    past: list[Past] = []
    steps: list[Step] = []
    for written in case.protocol.steps:
        state = path.state(written)
        if isinstance(state, Finished):
            if state.code not in _NOT_TOLD:
                past.append(Past(written.name, state.code, state.on))
        elif isinstance(state, Up) or state.code:
            steps.append(_step(case, written, state, clock))
    if not any(step.due_on is not None for step in steps):
        steps.append(_decide(case))
    return tuple(past), _with_note(case, steps)


def _after_the_talk(case: Approach, steps: Sequence[Step], talked: date) -> list[Step]:
    """Collection went on since somebody was spoken to: what belongs to its new stage, and nothing else of the path."""
    stages = [(step, written.after_stage) for step in steps if (written := case.protocol.step(step.name)) and written.after_stage]
    return [
        step for step, stage in stages if step.due_on is not None and (came := case.came_to(stage)) is not None and came > talked
    ]


def _step(case: Approach, written: Written, state: Up | Later, clock: tuple[date | None, str]) -> Step:
    who = _people(case, written)
    if isinstance(state, Later):
        return Step(written.name, written.channel, None, state.code, state.params, residents=who, by=written.by)
    return Step(written.name, written.channel, state.on, state.code, state.params, state.day_part, *clock, who, written.by)


def _with_note(case: Approach, steps: list[Step]) -> list[Step]:
    """Where the creditor tried less often than was agreed, our first step says so; nobody waits for it."""
    expected = case.protocol.partner_attempts
    ours = min((step for step in steps if step.due_on is not None), key=lambda step: step.due_on or date.max, default=None)
    if ours is None or not expected or case.partner_attempts >= expected or case.attempts:
        return steps
    note = {"partner_attempts": case.partner_attempts, "expected": expected}
    return [step._replace(params={**step.params, **note}) if step is ours else step for step in steps]


def _decide(case: Approach) -> Step:
    """Nothing of the path is left to us on any day: somebody looks, and decides whether to close or to go on."""
    last = max((one.on for one in case.attempts), default=None)
    code, on = ("everything_tried", last) if last else ("nothing_possible", case.since)
    look = case.protocol.follow_up.after(on)
    return Step(DECIDE, Channel.DESK, look, code, {"on": on.isoformat()}, residents=_people(case))


def _after_acceptance(protocol: Protocol, history: History, stands: Standing, agreed: Sequence[Said]) -> _Answer:
    """Help was accepted: the first conversation, then the plan as it runs, and what the protocol passes on to others."""
    day = max(said.on for said in agreed)
    who = tuple(sorted({said.resident for said in agreed if said.resident is not None}))
    case = Approach(protocol, history, stands, accepted_on=day)
    steps = _conversation(case, day, who) or _plan_runs(history, day, who)
    if history.agreed_on is not None and stands.open:
        steps += _referrals(case)
    return (), steps, ("accepted",)


def _conversation(case: Approach, day: date, who: tuple[int, ...]) -> list[Step]:
    """The first conversation: within four weeks of acceptance, three working days where it is threatening (R17-R19)."""
    history = case.history
    talked = any(
        one.on >= day
        and one.reached
        and (one.channel == Channel.APPOINTMENT or one.purpose == CONVERSATION or one.step == APPOINTMENT)
        for one in history.attempts
    )
    if talked or (history.agreed_on is not None and history.agreed_on >= day):
        return []
    threatening = case.is_threatening(history.signals)
    end = deadlines.conversation(case.protocol, history, day, threatening=threatening)
    code = "threatening" if threatening else "conversation"
    params = {"on": day.isoformat(), "until": end.isoformat()}
    return [Step(CONVERSATION, Channel.APPOINTMENT, day, code, params, "", end, code, who)]


def _plan_runs(history: History, day: date, who: tuple[int, ...]) -> list[Step]:
    """While something agreed is open: look how it goes when the creditor's pause ends (R26), the quick fix's end too (R28)."""
    if not history.plan_open:
        return []
    until = day + timedelta(days=history.clocks.pause_days)
    return [Step(FOLLOW_UP, Channel.DESK, until, "plan_runs", {"on": until.isoformat()}, residents=who)]


def _referrals(case: Approach) -> list[Step]:
    return [step for step in _along_the_path(case)[1] if (own := case.protocol.step(step.name)) and own.is_referral]


def _follow_up(case: Approach, talked: date) -> Step:
    """Somebody was spoken to and has not answered the offer: come back as agreed, else see what is needed."""
    who = _people(case)
    back = [one for one in case.attempts if one.on == talked and one.come_back_on is not None]
    if back and not noes_to_visits(case.history):
        last = max(back, key=lambda one: (one.come_back_on or date.min, one.day_part))
        return Step(COME_BACK, Channel.VISIT, last.come_back_on, "come_back", {"on": talked.isoformat()}, residents=who)
    day = case.protocol.follow_up.after(talked)
    return Step(FOLLOW_UP, Channel.DESK, day, "no_answer_yet", {"on": talked.isoformat()}, residents=who)


def _way_back(case: Approach, anew: Collection[News]) -> list[Step]:
    """One closed letter that tells the way back, for what is new after a no (P10); never a second for the same."""
    channel = case.protocol.noes.way_back
    if not anew or channel is None or shut.letters_shut(channel, case):
        return []
    day = max(news.on for news in anew)
    if any(one.channel == channel and one.on >= day for one in case.history.attempts):
        return []
    who = tuple(sorted({news.signal.resident for news in anew if news.signal.resident is not None}))
    return [Step(WAY_BACK, channel, day, "way_back", {"on": day.isoformat()}, residents=who)]


def _news_after_no_to_visits(case: Approach) -> list[News]:
    said = noes_to_visits(case.history)
    if not said:
        return []
    free = [signal for signal in case.open if signal.signal not in case.stands.covered]
    found = [brings_news(case.protocol, case.history, signal, said) for signal in free]
    return [news for news in found if news is not None]


def _with_wishes(steps: list[Step], wishes: list[Step], agreed: list[Step]) -> list[Step]:
    """What the resident asked for or agreed to goes first: until it was done, nobody calls or comes for anything else.

    A conversation that must be held is held in the appointment.
    """
    if not wishes and not agreed:
        return steps
    meant = {COME_BACK, CONVERSATION} if agreed else {COME_BACK}
    others = [step for step in steps if step.name not in meant]
    return wishes + agreed + held(others, "wish_first" if wishes else "appointment_first")


def _not_at_the_door(history: History, steps: list[Step]) -> list[Step]:
    """Where nobody may ring now (P25), a visit that was agreed or asked for becomes work of the desk: never silently dropped."""
    if not history.kept_away:
        return steps
    return [
        step._replace(channel=Channel.DESK, code="not_at_the_door", day_part="") if step.channel == Channel.VISIT else step
        for step in steps
    ]


def _postponed(history: History, steps: list[Step]) -> list[Step]:
    """A worker may put off, or leave out, also what no protocol names; never the decision itself, nor a conversation."""
    if not history.overruled:
        return steps
    decided = {one.step: one for one in history.overruled}
    kept: list[Step] = []
    for step in steps:
        one = decided.get(step.name)
        if one is None or step.name in {DECIDE, CONVERSATION} or step.due_on is None or step.due_on > one.on:
            kept.append(step)
        elif one.decision == Overruling.POSTPONE and one.until is not None and one.until > step.due_on:
            kept.append(step._replace(due_on=one.until, code="postponed", params={"on": one.on.isoformat()}))
        elif one.decision != Overruling.SKIP:
            kept.append(step)
    return kept


def _people(case: Approach, written: Written | None = None) -> tuple[int, ...]:
    """The people whom a step may concern: not those for whom somebody acts, nor those whose no covers it."""
    covered = case.stands.covered
    if not covered or written is None or written.channel not in case.protocol.noes.help:
        return case.people
    found = {signal.resident for signal in case.open if signal.resident is not None and signal.signal not in covered}
    return tuple(sorted(found - case.history.represented))
