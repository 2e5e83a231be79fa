"""The path of a protocol: which of its steps come up now, which are behind us, and which wait for something else.

Each step is judged by itself from what came before it, every time anew: nothing is stored, so a late or corrected fact simply
gives another answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from voordeur.stages.reach.rules import shut
from voordeur.stages.reach.rules.approach import Approach
from voordeur.stages.reach.rules.day_part import least_tried
from voordeur.stages.reach.rules.fitting import lacking, leaving_out
from voordeur.stages.reach.rules.language.protocol import START, Step
from voordeur.stages.reach.rules.shut import Shut
from voordeur.stages.reach.rules.story import Tried
from voordeur.stages.reach.rules.vocabulary import CLOSED_DOOR, Channel, Overruling


class Up(NamedTuple):
    """A step that comes up on a day: the next thing to do on this branch of the path."""

    on: date
    code: str
    params: Mapping[str, Any] = MappingProxyType({})
    day_part: str = ""


class Finished(NamedTuple):
    """A step that asks nothing more. What follows waits from `tried_on`, or starts at once on `closed_on` where that is sooner.

    `code`: "done", or why it was passed over. `because`: why it closed, also where it had been tried before. `impossible`: it
    could not be done (any more), so that what stands in its place comes up.
    """

    code: str
    tried_on: date | None = None
    closed_on: date | None = None
    because: str = ""
    impossible: bool = False

    @property
    def on(self) -> date:
        """The day on which it was finished."""
        return self.tried_on or self.closed_on or date.min


class Later(NamedTuple):
    """A step that waits for something without a day: for the step before it (`code` ""), or for the fact that `code` names."""

    code: str = ""
    params: Mapping[str, Any] = MappingProxyType({})


State = Up | Finished | Later
_BLOCKED = Later()
_FROM_THE_START = (START,)
_NOTHING_TO_REACH_BY = frozenset({"no_phone", "no_email"})


class _Start(NamedTuple):
    """When a step may begin, and why."""

    on: date
    code: str
    params: Mapping[str, Any]


_Begins = _Start | Finished | Later | None


class Path:
    """The states of a protocol's steps in one approach."""

    def __init__(self, case: Approach) -> None:
        self._case = case
        self._protocol = case.protocol
        self._known: dict[str, State] = {}

    def state(self, step: Step) -> State:
        """Where this step stands; worked out once. A step that waits for itself in a circle never comes up."""
        known = self._known.get(step.name)
        if known is None:
            self._known[step.name] = _BLOCKED
            known = self._known[step.name] = self._judge(step)
        return known

    def _judge(self, step: Step) -> State:
        start = self._start(step)
        tries = self._tries(step)
        if start is None and not tries and not self._protocol.is_partners(step) and step.name not in self._case.overruled:
            return _BLOCKED
        if not self._case.fits(step):
            return self._closed(step, Shut("not_for_this"), (), start, impossible=False)
        no = shut.by_a_no(step, self._case)
        if no is not None:
            return self._closed(step, no, tries, start)
        if self._protocol.is_partners(step):
            return self._partners(step, start)
        if now := self._now(step, tries):
            return now
        closed = shut.by_a_worker(step, self._case) or shut.by_what_is_known(step, self._case)
        if closed is not None:
            return self._closed(step, closed, tries, start)
        return self._ours(step, tries, start)

    def _ours(self, step: Step, tries: Sequence[Tried], start: _Begins) -> State:
        if len(tries) >= step.tries:
            return Finished("done", tried_on=tries[-1].on)
        if word := self._left_out(step):
            return self._closed(step, Shut(word), tries, start, impossible=word in _NOTHING_TO_REACH_BY)
        if not isinstance(start, _Start):
            return start or _BLOCKED
        if step.is_referral and step.agreement and self._case.history.agreed_on is None:
            return Later("no_agreement", {"to": step.refer_to})
        first = self._announced(step, start.on)
        if not isinstance(first, date):
            return first
        return self._postponed(step, self._next_try(step, tries, start, first))

    def _next_try(self, step: Step, tries: Sequence[Tried], start: _Start, on: date) -> Up:
        part = least_tried(step, self._case.attempts)
        if not tries:
            return Up(on, start.code, start.params, part)
        last = tries[-1].on
        params = {"try": len(tries) + 1, "tries": step.tries, "on": last.isoformat()}
        return Up(step.spacing.after(last), "again", params, part)

    def _tries(self, step: Step) -> Sequence[Tried]:
        """The attempts that count for this step now: of a reply or of a stage's step those since what calls for it."""
        mine = self._case.by_step.get(step.name, ())
        if not mine or (step.after_stage is None and not step.after_results):
            return mine
        called = self._called_on(step) if step.after_stage is None else self._case.came_to(step.after_stage)
        return [one for one in mine if called is not None and one.on >= called]

    def _called_on(self, step: Step) -> date | None:
        """The last day on which a step before it had a result that this one answers."""
        calls = [one.on for name in step.after for one in self._case.by_step.get(name, ()) if one.result in step.after_results]
        return max(calls, default=None)

    def _start(self, step: Step) -> _Begins:
        """When this step may begin; None: when the step before it is finished."""
        if step.instead_of:
            return self._in_its_place(step)
        if step.after_results:
            called = self._called_on(step)
            return None if called is None else _Start(step.wait.after(called), self._reply_code(step), {"on": called.isoformat()})
        if step.after_stage is None:
            return self._after_all(step)
        came = self._case.came_to(step.after_stage)
        if came is None:
            return Later("stage", {"stage": step.after_stage.value})
        before = self._after_all(step)
        if before is None:
            return None
        params = {"stage": step.after_stage.value, "on": came.isoformat()}
        return max(_Start(step.wait.after(came), "stage_came", params), before, key=lambda one: one.on)

    def _reply_code(self, step: Step) -> str:
        return "closed_door" if step.after_results <= CLOSED_DOOR else "after_result"

    def _in_its_place(self, step: Step) -> _Start | Finished | None:
        """Where another step turns out impossible, this one starts that day; where it was done, this one is not needed."""
        other = self._protocol.by_name.get(step.instead_of)
        state = self.state(other) if other else _BLOCKED
        if other is None or not isinstance(state, Finished):
            return None
        if not state.impossible:
            return state._replace(code="not_needed", because="not_needed")
        return _Start(step.wait.after(state.closed_on or state.on), state.because, _of(other))

    def _after_all(self, step: Step) -> _Start | None:
        """When all that this step comes after is finished, and its wait has passed: the last of them counts."""
        if step.after == _FROM_THE_START:
            return self._after_start(step)
        starts: list[_Start] = []
        for name in step.after:
            start = self._after_start(step) if name == START else self._after_one(step, name)
            if start is None:
                return None
            starts.append(start)
        if not starts:
            return _Start(self._case.since, "start", {})
        return max(starts, key=lambda one: one.on)

    def _after_start(self, step: Step) -> _Start:
        since = self._case.since
        return _Start(step.wait.after(since), "start", {"on": since.isoformat()})

    def _after_one(self, step: Step, name: str) -> _Start | None:
        other = self._protocol.by_name.get(name)
        state = self._settled(other) if other else None
        if other is None or state is None:
            return None
        waited = step.wait.after(state.tried_on) if state.tried_on else None
        if state.closed_on is not None and (waited is None or state.closed_on < waited):
            code = "start" if state.because in _SAYS_NOTHING else state.because
            return _Start(max(state.closed_on, self._case.since), code, _of(other))
        on = state.tried_on or self._case.since
        return _Start(waited or on, "no_reaction", {**_of(other), "on": on.isoformat()})

    def _settled(self, step: Step) -> Finished | None:
        """A step is behind us when it is finished, and so is what stands in its place where it was impossible."""
        state = self.state(step)
        if not isinstance(state, Finished):
            return None
        if not state.impossible:
            return state
        for other in self._protocol.replacing.get(step.name, ()):
            instead = self._settled(other)
            if instead is None:
                return None
            if instead.tried_on is not None and (state.tried_on is None or instead.tried_on >= state.tried_on):
                state = instead
        return state

    def _closed(self, step: Step, why: Shut, tries: Sequence[Tried], start: _Begins, *, impossible: bool = True) -> State:
        """A step that is left out is behind us from the day on which it would have come up, or on which that became known."""
        if tries:
            used_up = len(tries) >= step.tries
            if why.on is None:
                return Finished("done", tries[-1].on, None, why.code, impossible and not used_up)
            return Finished("done", tries[-1].on if used_up else None, max(why.on, self._case.since), why.code, impossible)
        if not isinstance(start, _Start):
            # It comes after something that has not come yet: it is not waited for, for nothing will be done then either.
            return start if isinstance(start, Finished) else _BLOCKED
        return Finished(why.code, None, max(start.on, why.on or start.on), why.code, impossible)

    def _left_out(self, step: Step) -> str:
        """Why the conditions of a step leave it out: a code; "" when they do not."""
        if step.conditions.asked and (word := lacking(step.conditions, self._case)):
            return "no_phone" if word == "phone" else "no_email" if word == "email" else "not_now"
        return "not_now" if step.unless.asked and leaving_out(step.unless, self._case) else ""

    def _now(self, step: Step, tries: Sequence[Tried]) -> Up | None:
        """A worker decided that this step is to be done now, and it was not done since."""
        decided = self._case.overruled.get(step.name)
        if decided is None or decided.decision != Overruling.NOW or any(one.on >= decided.on for one in tries):
            return None
        return Up(decided.on, "overruled_now", {"on": decided.on.isoformat()}, least_tried(step, self._case.attempts))

    def _postponed(self, step: Step, up: Up) -> Up:
        decided = self._case.overruled.get(step.name)
        if decided is None or decided.decision != Overruling.POSTPONE or decided.until is None or decided.until <= up.on:
            return up
        return up._replace(on=decided.until, code="postponed", params={"on": decided.on.isoformat()})

    def _partners(self, step: Step, start: _Begins) -> State:
        """A step of the creditor's own is never ours to do: we wait for its report, which tells the day."""
        first = not any(one.on < self._case.since for one in self._case.history.signals)
        days = [
            one.on for one in self._case.history.partner_steps if one.step == step.name and (first or one.on >= self._case.since)
        ]
        if days:
            return Finished("done", tried_on=max(days))
        closed = shut.by_a_worker(step, self._case) or shut.by_what_is_known(step, self._case)
        if closed is not None:
            return self._closed(step, closed, (), start)
        if self._left_out(step):
            return self._closed(step, Shut("not_now"), (), start, impossible=False)
        return Later("partner_does", {"step": step.name}) if isinstance(start, _Start) else start or _BLOCKED

    def _announced(self, step: Step, on: date) -> date | Finished | Later:
        """An announced visit: not before the way out has stood open for its term, and never without a posting date."""
        told = self._protocol.opt_out
        if told is None or step.channel != Channel.VISIT or told.step == step.name:
            return on
        announcement = self._protocol.by_name.get(told.step)
        state = self.state(announcement) if announcement else _BLOCKED
        if not isinstance(state, Finished):
            return Later("not_announced", {"step": told.step})
        if state.tried_on is None:
            return Finished("not_announced", None, max(on, state.on), "not_announced", impossible=True)
        return max(on, told.within.after(state.tried_on))


def _of(step: Step) -> dict[str, str]:
    return {"step": step.name, "channel": step.channel.value}


# These do not tell a reader why the next step comes up.
_SAYS_NOTHING = frozenset({"", "not_for_this", "not_now", "not_needed"})
