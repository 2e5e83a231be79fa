"""One recorded case played again under another protocol: what happened stays, what we did is done anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from voordeur.stages.reach.rules.clocks import NO_CLOCKS, Clocks
from voordeur.stages.reach.rules.history import history, standing_facts
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.next_steps import DECIDE, FOLLOW_UP, NextSteps, Step, next_steps
from voordeur.stages.reach.rules.story import Facts, History, Told
from voordeur.stages.reach.rules.vocabulary import Channel, Kind

# An outcome on record stands for one that would have come at most so long before or after it, at the same part of the day.
SAME_WEEKS = timedelta(days=7)
# What came of a talk of ours: it only stands where that talk would have been held as well.
_ANSWERS = frozenset({Kind.OFFER, Kind.ACCEPTED, Kind.DECLINED, Kind.AGREEMENT, Kind.REFERRAL})
# What we did or decided ourselves; a closed case is one that a worker closed.
_OURS = frozenset({Kind.ATTEMPT, Kind.STEP_OVERRULED, Kind.PROTOCOL_MOVED, Kind.OPENED, Kind.CLOSED, Kind.CORRECTION})
_CHANNELS = frozenset(Channel)
# A person decides here; what the decision would have been, nobody can tell.
_PERSON = frozenset({DECIDE, FOLLOW_UP})


@dataclass(frozen=True)
class Recorded:
    """One case as it stands on record, without a person in it: its events, and what else `next_steps` asks."""

    told: tuple[Told, ...]
    opened_on: date
    phones: bool = False
    emails: bool = False
    represented: frozenset[int] = frozenset()
    district: str = ""
    clocks: Clocks = NO_CLOCKS


@dataclass(frozen=True)
class Done:
    """A step that would have been carried out on that day. `outcome`: "known" from the record, else "unknown"; "desk": none.

    `waited`: days that it waited for capacity.
    """

    on: date
    step: str
    channel: Channel
    outcome: str
    waited: int = 0


@dataclass
class Play:
    """A case being played. `done`: what was carried out so far; `ended`: why nothing more is to be done, or "decide".

    `by_partner`: how many steps a creditor does itself of which nothing is on record.
    """

    protocol: Protocol
    case: Recorded
    done: list[Done] = field(default_factory=list)
    ended: str = ""

    def __post_init__(self) -> None:
        facts = sorted(standing_facts(self.case.told), key=lambda one: (one.on, one.id))
        self._facts = [one for one in facts if one.kind not in _OURS and one.kind not in _ANSWERS]
        self._days = [one.on for one in self._facts]
        self._answers = [one for one in facts if one.kind in _ANSWERS]
        self._made = [one for one in facts if one.kind == Kind.ATTEMPT]
        self._unused = list(self._made)
        self._told: list[Told] = []
        self._carried: set[tuple[str, date]] = set()
        self._held: dict[str, date] = {}
        self._reported = {one.facts.get("step") for one in facts if one.kind == Kind.PARTNER_STEP}
        self._waiting: list[date] = []
        self._changed = False
        self.by_partner = 0

    @property
    def answers_dropped(self) -> int:
        """Answers of a resident that came of a talk which this protocol would not have held then."""
        kept = {one.facts.get("answer") for one in self._told if one.kind in _ANSWERS}
        return sum(one.id not in kept for one in self._answers if one.kind in {Kind.ACCEPTED, Kind.DECLINED})

    @property
    def held(self) -> Collection[date]:
        """Since when the steps wait for which there is no capacity yet."""
        return self._held.values()

    def really(self, until: date) -> Iterator[Channel]:
        """The channels of our own attempts on record, up to that day."""
        for one in self._made:
            if one.on <= until and one.facts.get("channel") in _CHANNELS:
                yield Channel(one.facts["channel"])

    def look(self, today: date) -> list[Step]:
        """What is to be carried out on that day; a step that was carried out and stays due is not done again."""
        answer = self._answer(today)
        for step in answer.waiting:
            if step.code == "partner_does" and step.name not in self._reported:
                self._report(step, today)
                return self.look(today)
        self._waiting = [step.due_on for step in answer.waiting if step.due_on]
        self.ended = answer.ended[0] if answer.ended else ""
        if any(step.name in _PERSON for step in answer.due):
            self.ended = DECIDE
        self._changed = False
        return [step for step in answer.due if step.name not in _PERSON and (step.name, step.due_on) not in self._carried]

    def _report(self, step: Step, today: date) -> None:
        """Of a step that a creditor does itself nothing is on record: it counts as done on the day on which it came up."""
        self._reported.add(step.name)
        self.by_partner += 1
        self._tell(Kind.PARTNER_STEP, today, {"step": step.name})

    def hold(self, step: Step, today: date) -> None:
        """There is no capacity for a step: it waits."""
        self._held.setdefault(step.name, today)

    def carry_out(self, step: Step, today: date) -> None:
        """Carry a step out, with the outcome that is on record for such a contact in those weeks, if there is one."""
        self._carried.add((step.name, step.due_on or today))
        facts: dict[str, object] = {"step": step.name, "channel": step.channel.value, "day_part": step.day_part, "resident": None}
        outcome = "desk"
        if step.channel != Channel.DESK:
            made = self._on_record(step, today)
            outcome = "known" if made else "unknown"
            if made is not None:
                facts |= {key: made.facts.get(key) for key in ("reached", "result", "resident", "come_back_on", "purpose")}
                facts["day_part"] = step.day_part or made.facts.get("day_part", "")
                if made.facts.get("reached"):
                    self._answer_as_recorded(made, today)
        else:
            facts["result"] = "done"
        self._tell(Kind.ATTEMPT, today, facts)
        self._changed = True
        waited = (today - self._held.pop(step.name, today)).days
        self.done.append(Done(today, step.name, step.channel, outcome, waited))

    def next_day(self, today: date, until: date, *, waits: bool) -> date | None:
        """The next day on which something may be due: a step's day, or a further fact; None when there is none by `until`.

        It is today where what was carried out calls for more at once, as a card after a closed door; `waits`: for capacity.
        """
        if self._changed and self.look(today) and not waits:
            return today
        days = list(self._waiting) if self.ended != DECIDE else []
        later = bisect_right(self._days, today)
        days += self._days[later : later + 1]
        days += [one.on for one in self._told if one.on > today]
        return min((day for day in days if day <= until), default=None)

    def _answer(self, today: date) -> NextSteps:
        return next_steps(self.protocol, self._history(today), today)

    def _history(self, today: date) -> History:
        case = self.case
        known = self._facts[: bisect_right(self._days, today)] + [one for one in self._told if one.on <= today]
        return history(
            known,
            opened_on=case.opened_on,
            phones=case.phones,
            emails=case.emails,
            represented=case.represented,
            district=case.district,
            clocks=case.clocks,
        )

    def _on_record(self, step: Step, today: date) -> Told | None:
        """The nearest contact on record by the same channel, at the same part of the day, in those weeks; each stands for one."""
        near = [one for one in self._unused if one.facts.get("channel") == step.channel and _is_near(one, step, today)]
        made = min(near, key=lambda one: (abs((one.on - today).days), one.id), default=None)
        if made is not None:
            self._unused.remove(made)
        return made

    def _answer_as_recorded(self, made: Told, today: date) -> None:
        kept = {one.facts.get("answer") for one in self._told if one.kind in _ANSWERS}
        for one in self._answers:
            if one.on >= made.on and one.id not in kept:
                self._tell(one.kind, max(one.on, today), {**one.facts, "answer": one.id})

    def _tell(self, kind: str, on: date, facts: Facts) -> None:
        self._told.append(Told(-1 - len(self._told), kind, on, facts))


def _is_near(made: Told, step: Step, today: date) -> bool:
    part = made.facts.get("day_part") or ""
    return abs(made.on - today) <= SAME_WEEKS and (not part or not step.day_part or part == step.day_part)
