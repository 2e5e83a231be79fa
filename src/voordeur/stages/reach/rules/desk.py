"""What the desk does beside the path: speak to who acts for somebody (P06), look somebody up again (P12)."""

from __future__ import annotations

from collections.abc import Sequence

from voordeur.stages.reach.rules.approach import Approach
from voordeur.stages.reach.rules.proposed import FOLLOW_UP, REGISTER_CHECK, REPRESENTATIVE, Step
from voordeur.stages.reach.rules.story import Joined
from voordeur.stages.reach.rules.vocabulary import ASK_THE_REGISTER, Channel, ChannelFact

_ADDRESS_FACTS = frozenset({ChannelFact.RETURNED, ChannelFact.NO_ADDRESS})


def representative(case: Approach, acted: Sequence[Joined]) -> list[Step]:
    """Under administration or guardianship somebody else is spoken to, and contact with that person counts as reached (P06)."""
    who = tuple(sorted({signal.resident for signal in acted if signal.resident is not None}))
    met = [one.on for one in case.attempts if one.reached and one.resident in (None, *who)]
    if not met:
        return [Step(REPRESENTATIVE, Channel.PHONE, min(signal.on for signal in acted), "represented", residents=who)]
    day = case.protocol.follow_up.after(max(met))
    return [Step(FOLLOW_UP, Channel.DESK, day, "no_answer_yet", {"on": max(met).isoformat()}, residents=who)]


def register_check(case: Approach, who: tuple[int, ...]) -> list[Step]:
    """Somebody looks the person up again after post came back or another answered the door (P12)."""
    days = [fact.on for fact in case.history.channel_facts if fact.what in _ADDRESS_FACTS and fact.on >= case.since]
    days += [one.on for one in case.attempts if one.result in ASK_THE_REGISTER]
    if not days:
        return []
    day = max(days)
    if any(one.step == REGISTER_CHECK and one.on >= day for one in case.attempts):
        return []
    return [Step(REGISTER_CHECK, Channel.DESK, day, "ask_the_register", {"on": day.isoformat()}, residents=who)]
