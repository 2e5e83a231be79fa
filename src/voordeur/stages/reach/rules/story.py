"""What a case's history is made of: facts on days, without order of arrival.

Named tuples, not frozen dataclasses: those of a hundred thousand cases are made in one run, and these cost a quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from voordeur.stages.reach.rules.clocks import NO_CLOCKS, Clocks

Facts = Mapping[str, Any]


class Told(NamedTuple):
    """One event as stored: what happened on a day. `corrects` is the id of an earlier event that this one takes back."""

    id: int
    kind: str
    on: date
    facts: Facts = MappingProxyType({})
    corrects: int | None = None


class Joined(NamedTuple):
    """A signal in the case. `amount_cents` 0, `months` None: the creditor did not say. `stage`: of its collection, then."""

    signal: int
    on: date
    partner: int | None
    kind: str
    amount_cents: int
    signal_type: str
    resident: int | None
    threatening: bool
    letter_only: bool
    months: float | None = None
    stage: str = ""


class Tried(NamedTuple):
    """One contact attempt."""

    on: date
    step: str
    channel: str
    day_part: str
    reached: bool
    result: str
    resident: int | None
    purpose: str
    come_back_on: date | None


class Said(NamedTuple):
    """Something that one person said or that became known of one person (None: of everybody in the case)."""

    on: date
    what: str
    resident: int | None


class Asked(NamedTuple):
    """What a resident asks of us (vocabulary.Asked): for which day (None: as soon as can be) and part of it ("": any)."""

    on: date
    asked: str
    resident: int | None
    wanted_on: date | None
    day_part: str


class Agreed(NamedTuple):
    """An appointment by its last change. `turn`: which of its moments this is (a confirmation keeps the moment).

    `at` like 14:00; `tell`: the channel by which the resident gets it in writing, "" for none; `remind`: with a text message the
    working day before; `over`: it was kept, or nobody came.
    """

    number: int
    made_on: date
    moved_on: date  # when this moment was agreed
    turn: int
    state: str  # vocabulary.AppointmentChange
    state_on: date
    kind: str  # vocabulary.AppointmentKind
    on: date
    at: str
    resident: int | None
    by_resident: bool  # who made the last change
    tell: str
    remind: bool
    over: bool


class Settled(NamedTuple):
    """A payment or an arrangement: for one signal, for one partner, or (both None) for everything in the case.

    `amount_cents` None: all that was owed.
    """

    on: date
    signal: int | None
    partner: int | None
    amount_cents: int | None


class Reached(NamedTuple):
    """A creditor's collection came to a stage (vocabulary.CollectionStage). `because`: why an eviction was carried out."""

    on: date
    stage: str
    partner: int | None
    signal: int | None
    because: str = ""


class PartnerTried(NamedTuple):
    """Attempts of the creditor's own, as it reported them; never help attempts.

    `number`: how often it says to have tried so far; None: this is one attempt, told by itself.
    """

    on: date
    partner: int | None
    channel: str
    reached: bool
    number: int | None


class PartnerStep(NamedTuple):
    """A step that the protocol leaves to the creditor was carried out on that day (of a letter: posted)."""

    on: date
    step: str
    partner: int | None


class Decided(NamedTuple):
    """A worker decided otherwise than the protocol about a step (vocabulary.Overruling). `until`: of a postponement."""

    on: date
    step: str
    decision: str
    until: date | None


class History(NamedTuple):
    """What happened in one case. `phones`, `emails`: whether a number, an address for mail is known of anybody in it.

    `represented`: the people for whom an administrator or curator acts (P06). `district` "": not known. `kept_away`: nobody goes
    to this door now, for the safety of who would go (P25).
    """

    opened_on: date
    signals: tuple[Joined, ...] = ()
    attempts: tuple[Tried, ...] = ()  # oldest first
    noes: tuple[Said, ...] = ()  # what: vocabulary.No; those that were undone are left out
    channel_facts: tuple[Said, ...] = ()  # what: vocabulary.ChannelFact
    payments: tuple[Settled, ...] = ()
    arrangements: tuple[Settled, ...] = ()
    gone: tuple[Said, ...] = ()  # what: moved, deceased
    answers: tuple[Said, ...] = ()  # what: accepted, declined
    elsewhere: tuple[Said, ...] = ()  # already helped (R29)
    offered_on: date | None = None
    agreed_on: date | None = None  # an agreement or referral was made
    plan_open: bool = False  # something agreed is not ticked off yet
    stages: tuple[Reached, ...] = ()  # oldest first; a signal's own stage counts from the day it joined
    partner_attempts: tuple[PartnerTried, ...] = ()
    partner_steps: tuple[PartnerStep, ...] = ()
    asked: tuple[Asked, ...] = ()
    says_paid: tuple[Said, ...] = ()
    appointments: tuple[Agreed, ...] = ()
    notices: tuple[Tried, ...] = ()  # what told of an appointment or reminded of it: a contact, but no attempt to reach
    overruled: tuple[Decided, ...] = ()  # oldest first
    lanes: frozenset[str] = frozenset()
    minors: bool = False
    closed: bool = False
    phones: bool = False
    emails: bool = False
    represented: frozenset[int] = frozenset()
    kept_away: bool = False
    district: str = ""
    clocks: Clocks = NO_CLOCKS

    @property
    def residents(self) -> frozenset[int]:
        """The people whom the case's signals are about."""
        return frozenset(one.resident for one in self.signals if one.resident is not None)
