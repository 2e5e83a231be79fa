"""One approach of a household under a protocol: what is known of it now, each fact worked out once and only when it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from voordeur.stages.reach.rules.fitting import lacking
from voordeur.stages.reach.rules.language.protocol import Audience, Protocol, Step
from voordeur.stages.reach.rules.noes import is_threatening
from voordeur.stages.reach.rules.once import once
from voordeur.stages.reach.rules.standing import Standing
from voordeur.stages.reach.rules.story import Decided, History, Joined, Tried
from voordeur.stages.reach.rules.vocabulary import CLOSED_DOOR, CLOSING, AttemptResult, Channel, CollectionStage

# These never arrived, so that nothing was offered by them.
_NOT_ARRIVED = frozenset({AttemptResult.RETURNED, AttemptResult.WRONG_NUMBER})
_OFFERING = frozenset({Channel.LETTER, Channel.MAIL})
_RANK = {stage.value: rank for rank, stage in enumerate(CollectionStage)} | {CollectionStage.CALLED_OFF.value: -1}


class Approach:
    """A case with open signals, seen on one day. `since`: the first of them came in; what was tried before was about others."""

    def __init__(self, protocol: Protocol, history: History, stands: Standing, *, accepted_on: date | None = None) -> None:
        self.protocol: Protocol = protocol
        self.history: History = history
        self.stands: Standing = stands
        self.accepted_on = accepted_on
        self.since = since = stands.since or history.opened_on
        # The signals about which people may be approached, and our attempts in this approach, oldest first.
        self.open: tuple[Joined, ...] = stands.open
        self.attempts: list[Tried] = [one for one in history.attempts if one.on >= since]

    @once
    def people(self) -> tuple[int, ...]:
        """Whom the open signals are about, without those for whom somebody acts (P06)."""
        found = {signal.resident for signal in self.open if signal.resident is not None}
        return tuple(sorted(found - self.history.represented))

    @once
    def has_results(self) -> bool:
        """Whether any attempt had a result that may close a channel."""
        return any(one.result in CLOSING for one in self.attempts)

    @once
    def by_step(self) -> Mapping[str, list[Tried]]:
        """The attempts that count for each step, oldest first.

        Made for it; or by its channel without naming a step of this protocol, which counts for the first step of that channel.
        """
        found: dict[str, list[Tried]] = {}
        named = self.protocol.by_name
        for one in self.attempts:
            name = one.step if one.step in named else self._first_of(one.channel)
            found.setdefault(name, []).append(one)
        return found

    def _first_of(self, channel: str) -> str:
        return next((step.name for step in self.protocol.steps if step.channel == channel and self._is_ours(step)), "")

    def _is_ours(self, step: Step) -> bool:
        return step.after_stage is None and not self.protocol.is_partners(step) and self.fits(step)

    def fits(self, step: Step) -> bool:
        """Whether a step is for cases like this one."""
        if step.audience == Audience.EVERYONE:
            return True
        return self.inside == (step.audience == Audience.THESE)

    @once
    def inside(self) -> bool:
        """Whether the protocol is for this case: one open signal fits it, and so does what else is known."""
        return not self.protocol.audience.asked or not lacking(self.protocol.audience, self)

    @once
    def offered(self) -> bool:
        """Whether an offer of help went out in this approach, or was made in a talk."""
        if self.history.offered_on is not None and self.history.offered_on >= self.since:
            return True
        return any(one.reached or (one.result not in _NOT_ARRIVED and self._offers(one)) for one in self.attempts)

    def _offers(self, one: Tried) -> bool:
        step = self.protocol.by_name.get(one.step)
        return step.offers if step else one.channel in _OFFERING

    @once
    def talked_on(self) -> date | None:
        """The last day on which somebody was spoken to."""
        return max((one.on for one in self.attempts if one.reached), default=None)

    @once
    def stage(self) -> str:
        """The furthest that any creditor's collection has come, now; one that was called off counts least."""
        latest = {one.partner: one.stage for one in self.history.stages}
        return max(latest.values(), key=lambda stage: _RANK.get(stage, 0), default="")

    def came_to(self, stage: CollectionStage) -> date | None:
        """The last day on which a creditor's collection came to a stage, unless that creditor called it off since."""
        found: dict[int | None, date] = {}
        for one in self.history.stages:
            if one.stage == stage:
                found[one.partner] = one.on
            elif one.stage == CollectionStage.CALLED_OFF:
                found.pop(one.partner, None)
        return max(found.values(), default=None)

    @once
    def threatening(self) -> bool:
        """Whether the situation is threatening: an open signal says so, or how far collection has come."""
        return self.is_threatening(self.open)

    def is_threatening(self, signals: Iterable[Joined]) -> bool:
        """Whether these signals, or how far any creditor's collection has come, make the situation threatening (R16, R17)."""
        return self.stage in self.protocol.conversation.threatening or any(is_threatening(self.protocol, one) for one in signals)

    @once
    def overruled(self) -> Mapping[str, Decided]:
        """The last thing that a worker decided about each step in this approach."""
        return {one.step: one for one in self.history.overruled if one.on >= self.since}

    @once
    def partner_attempts(self) -> int:
        """How often a creditor tried by itself, as it reported it: of several creditors the one that tried most."""
        told: Counter[int | None] = Counter()
        counted: Counter[int | None] = Counter()
        for one in self.history.partner_attempts:
            counted[one.partner] += one.number is None
            told[one.partner] = max(told[one.partner], one.number or 0)
        return max((told | counted).values(), default=0)

    @once
    def closed_doors(self) -> int:
        """At how many visits nobody opened."""
        return sum(one.channel == Channel.VISIT and one.result in CLOSED_DOOR for one in self.attempts)
