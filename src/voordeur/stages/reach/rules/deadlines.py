"""The clocks that run over a step: to the offer (R20), to the end of supply (R14), to the first conversation (R17-R19)."""

from __future__ import annotations

from datetime import date

from voordeur.calendar import add_working_days, end_of_term
from voordeur.stages.reach.rules.approach import Approach
from voordeur.stages.reach.rules.language.protocol import Protocol, Term, Unit
from voordeur.stages.reach.rules.story import History


def running(case: Approach) -> tuple[date | None, str]:
    """The first clock that runs in an approach, and its code; (None, "") when none does."""
    clocks = case.history.clocks
    found: list[tuple[date, str]] = []
    if clocks.offer_within_days and not case.offered:
        found.append((end_of_term(case.since, days=clocks.offer_within_days), "offer"))
    for signal in case.open:
        if signal.signal_type == "end_of_supply":
            found.append((add_working_days(signal.on, clocks.end_of_supply_working_days), "end_of_supply"))
    return min(found, default=(None, ""))


def conversation(protocol: Protocol, history: History, accepted_on: date, *, threatening: bool) -> date:
    """The last day for the first conversation: by the protocol's own term, or the law's where that is sooner."""
    terms, clocks = protocol.conversation, history.clocks
    if threatening:
        ends = [_end(terms.threatening_within, accepted_on)]
        if clocks.threatening_working_days:
            ends.append(add_working_days(accepted_on, clocks.threatening_working_days))
    else:
        ends = [_end(terms.within, accepted_on)]
        if clocks.conversation_weeks:
            ends.append(end_of_term(accepted_on, weeks=clocks.conversation_weeks))
    return min(ends)


def _end(term: Term, day: date) -> date:
    if not term.count:
        return day
    if term.unit == Unit.WORKING_DAYS:
        return add_working_days(day, term.count)
    if term.unit == Unit.WEEKS:
        return end_of_term(day, weeks=term.count)
    return end_of_term(day, months=term.count) if term.unit == Unit.MONTHS else end_of_term(day, days=term.count)
