"""Why a step of a protocol cannot be done: a no, nothing to reach somebody by, a fact about the channel (P10, P12, P19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from voordeur.stages.reach.rules.approach import Approach
from voordeur.stages.reach.rules.language.protocol import Step
from voordeur.stages.reach.rules.noes import noes_to_help, noes_to_visits
from voordeur.stages.reach.rules.story import Said
from voordeur.stages.reach.rules.vocabulary import DOOR_SHUT_FOR_GOOD, AttemptResult, Channel, ChannelFact, Overruling

_FACTS: Mapping[str, frozenset[str]] = {
    Channel.LETTER: frozenset({ChannelFact.UNOPENED, ChannelFact.RETURNED, ChannelFact.NO_ADDRESS}),
    Channel.CARD: frozenset({ChannelFact.NO_ADDRESS}),
    Channel.VISIT: frozenset({ChannelFact.NO_ADDRESS}),
    Channel.PHONE: frozenset({ChannelFact.WRONG_NUMBER}),
    Channel.TEXT: frozenset({ChannelFact.WRONG_NUMBER}),
    Channel.MAIL: frozenset({ChannelFact.BOUNCED}),
}
_RESULTS: Mapping[str, frozenset[str]] = {
    Channel.LETTER: frozenset({AttemptResult.RETURNED}),
    Channel.CARD: frozenset({AttemptResult.RETURNED}),
    Channel.VISIT: frozenset(DOOR_SHUT_FOR_GOOD),
    Channel.PHONE: frozenset({AttemptResult.WRONG_NUMBER}),
    Channel.MAIL: frozenset({AttemptResult.RETURNED}),
}


# What somebody has to go to the door for.
AT_THE_DOOR = frozenset({Channel.VISIT, Channel.CARD})
_BELOW_THE_THRESHOLD = frozenset({Channel.LETTER, Channel.DESK})


class Shut(NamedTuple):
    """Why, and since when that is known (None: from the start)."""

    code: str
    on: date | None = None


def by_a_no(step: Step, case: Approach) -> Shut | None:
    """A no that covers this step, or an acceptance, after which nobody is approached any more: no worker sets these aside."""
    if case.accepted_on is not None and step.channel != Channel.DESK:
        return Shut("accepted", case.accepted_on)
    if not case.history.noes:
        return None
    noes = case.protocol.noes
    if step.channel in noes.visits and (said := noes_to_visits(case.history)):
        return Shut("no_visits", min(no.on for no in said))
    if case.stands.covered and step.channel in noes.help and len(case.stands.covered) == len(case.open):
        return Shut("no_help", min(no.on for no in noes_to_help(case.protocol, case.history)))
    return None


def by_a_worker(step: Step, case: Approach) -> Shut | None:
    """A worker decided to leave this step out."""
    decided = case.overruled.get(step.name)
    if decided is None or decided.decision != Overruling.SKIP:
        return None
    return Shut("overruled", decided.on)


def by_what_is_known(step: Step, case: Approach) -> Shut | None:
    """Nothing to reach somebody by: below the threshold only a letter goes out (P07); a fact closed the channel.

    Or nobody may go to this door now (P25): what comes after the visit starts at once, so that post or phone brings the offer.
    """
    if step.channel not in _BELOW_THE_THRESHOLD and case.open and all(signal.letter_only for signal in case.open):
        return Shut("letter_only")
    if step.channel in AT_THE_DOOR and case.history.kept_away:
        return Shut("kept_away")
    if step.conditions.phone and not case.history.phones and step.channel == Channel.PHONE:
        return Shut("no_phone")
    if step.conditions.email and not case.history.emails and step.channel == Channel.MAIL:
        return Shut("no_email")
    return _by_a_fact(step.channel, case) if case.history.channel_facts or case.has_results else None


def _by_a_fact(channel: str, case: Approach) -> Shut | None:
    """Facts and results that close a channel for everybody whom the open signals are about."""
    shutting, results = _FACTS.get(channel, frozenset()), _RESULTS.get(channel, frozenset())
    said = [one for one in case.history.channel_facts if one.what in shutting]
    said += [Said(one.on, one.result, one.resident) for one in case.attempts if one.channel == channel and one.result in results]
    if not said:
        return None
    people = {signal.resident for signal in case.open}
    if not (any(one.resident is None for one in said) or people <= {one.resident for one in said}):
        return None
    last = max(said, key=lambda one: (one.on, one.what))
    return Shut(last.what, last.on)


def letters_shut(channel: Channel, case: Approach) -> bool:
    """Whether a closed letter (or what stands in its place) cannot arrive: post that is not opened or comes back (P12)."""
    return any(one.what in _FACTS.get(channel, frozenset()) for one in case.history.channel_facts)
