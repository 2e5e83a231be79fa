"""A working method (werkwijze) as data: for whom, which steps, by whom, when, and what ends them.

Read from text by `rules.reading`; what is due by it is computed by `rules.next_steps`; whether it keeps the law by `rules.law`.
The language itself is described in docs/protocols.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property

from voordeur.calendar import add_months, add_working_days
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, CollectionStage, DayPart, Lane

START = "start"
# The contacts that a no covers when the text does not say otherwise (P10).
OF_VISITS = frozenset({Channel.VISIT, Channel.CARD})
OF_HELP = frozenset(Channel) - {Channel.DESK}


class Unit(StrEnum):
    """What a term counts."""

    WORKING_DAYS = "werkdagen"
    DAYS = "dagen"
    WEEKS = "weken"
    MONTHS = "maanden"


@dataclass(frozen=True)
class Term:
    """So many days, working days, weeks or months, as the text says it: ``10 werkdagen``."""

    count: int = 0
    unit: Unit = Unit.DAYS

    def after(self, day: date) -> date:
        """The day on which this term has passed since `day`."""
        if self.unit == Unit.WORKING_DAYS:
            return add_working_days(day, self.count)
        if self.unit == Unit.MONTHS:
            return add_months(day, self.count)
        return day + timedelta(days=self.count * (7 if self.unit == Unit.WEEKS else 1))


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included; None leaves that side open."""

    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value lies within it."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Conditions:
    """What must be so in a case's history; what is not given is not asked. See docs/protocols.md for each.

    `months`, `amount` (euro) and `kinds`, `signal_types` are asked of the signals together: one signal that fits is enough.
    An amount, a number of months or a district that nobody reported counts as fitting: doubt works for the resident.
    """

    kinds: frozenset[str] = frozenset()
    signal_types: frozenset[str] = frozenset()
    months: Range | None = None
    amount: Range | None = None
    districts: frozenset[str] = frozenset()
    stages: frozenset[CollectionStage] = frozenset()  # the furthest that any creditor's collection came, now
    lanes: frozenset[Lane] = frozenset()
    several_creditors: bool | None = None
    threatening: bool | None = None
    minors: bool | None = None
    offered: bool | None = None  # an offer of help went out or was made in a talk
    phone: bool | None = None  # a number is known
    email: bool | None = None
    post_unopened: bool | None = None
    closed_doors: Range | None = None  # visits so far at which nobody opened
    attempts: Range | None = None  # our own contact attempts so far
    partner_attempts: Range | None = None  # the creditor's own, as it reported them

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that everything fits."""
        return not self.asked

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The words that are given."""
        return tuple(word for word, value in vars(self).items() if value is not None and value != frozenset())


class Audience(StrEnum):
    """For whom a step is: the cases that the protocol is for, the others, or both."""

    THESE = "these"
    OTHERS = "others"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class Who:
    """Somebody who carries out steps. `partner`: the creditor itself, whose report we wait for. `made_of`: the two of a pair."""

    name: str
    title: str
    partner: bool = False
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step.

    `after`: these steps are finished (``start``: the first signal that is open came in), and then `wait` passed. `after_stage`:
    the creditor's collection came so far. `after_results`: `after` had such a result (a card after a closed door): due once
    for each. `instead_of`: only where that step turns out impossible. `tries` and `spacing`: how often, how far apart.
    `conditions` must all hold; one of `unless` is enough to leave the step out. `refer_to`: a referral, with the resident's
    agreement unless `agreement` is False, and then for the reason given. `offers`: it offers help by being sent.
    """

    name: str
    channel: Channel
    title: str = ""
    by: str = ""
    text: str = ""
    audience: Audience = Audience.THESE
    after: tuple[str, ...] = (START,)
    after_stage: CollectionStage | None = None
    after_results: frozenset[AttemptResult] = frozenset()
    instead_of: str = ""
    wait: Term = Term()
    tries: int = 1
    spacing: Term = Term()
    day_parts: tuple[DayPart, ...] = ()
    conditions: Conditions = Conditions()
    unless: Conditions = Conditions()
    refer_to: str = ""
    agreement: bool = True
    reason: str = ""
    offers: bool = False
    line: int = 0

    @property
    def is_reply(self) -> bool:
        """Whether this step answers a result of another step, rather than standing on the path."""
        return bool(self.after_results)

    @property
    def is_referral(self) -> bool:
        """Whether this step passes somebody on to other help."""
        return bool(self.refer_to)


class End(StrEnum):
    """What ends the approach."""

    REACHED = "reached"
    REFUSED = "refused"
    PAID = "paid"
    ARRANGED = "arranged"
    MOVED = "moved"
    DECEASED = "deceased"
    KNOWN_ELSEWHERE = "known_elsewhere"


@dataclass(frozen=True)
class Contact:
    """When and how often people are approached (P11). `per_week` None: as often as the municipality allows."""

    per_week: int | None = None
    earliest: time = time(9)
    latest: time = time(20, 30)
    sundays: bool = False


@dataclass(frozen=True)
class Conversation:
    """How soon the first conversation follows an acceptance (R17-R19), and what counts as threatening besides a crisis."""

    within: Term = Term(4, Unit.WEEKS)
    threatening_within: Term = Term(3, Unit.WORKING_DAYS)
    threatening: frozenset[str] = frozenset({"crisis", CollectionStage.EVICTION_ANNOUNCED, CollectionStage.EVICTED})


@dataclass(frozen=True)
class Noes:
    """What each no covers (P10). `way_back`: what a new or grown signal brings after a no; None: nothing."""

    visits: frozenset[Channel] = OF_VISITS
    help: frozenset[Channel] = OF_HELP
    way_back: Channel | None = Channel.LETTER


@dataclass(frozen=True)
class OptOut:
    """Who is visited was told before by step `step`, and may say no within a term from the day on which it was posted."""

    step: str
    within: Term
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Protocol:
    """One version of a working method. `follow_up`: after the last step, or a talk without an answer, until somebody looks.

    `visits_per_month`: planned capacity; going over it gives a notice, never a refusal. `partner_attempts`: how many attempts of
    its own the creditor has made before it reports; fewer is asked after, and never keeps anybody from an offer.
    `signals_checked`: the register was asked before the first contact (R05). `line`: of each section in the text.
    """

    name: str
    version: int
    title: str
    steps: tuple[Step, ...]
    about: str = ""
    follow_up: Term = Term(5, Unit.WORKING_DAYS)
    audience: Conditions = Conditions()
    who: tuple[Who, ...] = ()
    contact: Contact = Contact()
    conversation: Conversation = Conversation()
    noes: Noes = Noes()
    ends: frozenset[End] = frozenset(End)
    opt_out: OptOut | None = None
    visits_per_month: int | None = None
    partner_attempts: int = 0
    signals_checked: bool = True
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """How a case refers to it: ``coevorden-visit@1``."""
        return f"{self.name}@{self.version}"

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return self.by_name.get(name)

    @cached_property
    def by_name(self) -> Mapping[str, Step]:
        """Every step by its name."""
        return {step.name: step for step in self.steps}

    @cached_property
    def replacing(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that take the place of a step, by the name of that step."""
        named = {step.instead_of for step in self.steps if step.instead_of}
        return {name: tuple(step for step in self.steps if step.instead_of == name) for name in named}

    def person(self, name: str) -> Who | None:
        """Who carries out a step."""
        return next((one for one in self.who if one.name == name), None)

    def is_partners(self, step: Step) -> bool:
        """Whether the creditor itself carries out this step, so that we only wait for its report."""
        return step.name in self._partners

    @cached_property
    def _partners(self) -> frozenset[str]:
        partners = {one.name for one in self.who if one.partner}
        return frozenset(step.name for step in self.steps if step.by in partners)
