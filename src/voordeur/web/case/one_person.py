"""One person of a household with only what is about that person (P04): for a print, a letter, a talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event, Household
from voordeur.stages.help import queries as help_
from voordeur.web.case.money import Creditor
from voordeur.web.case.page import SignalRow, creditors_in, names_of, read_signals
from voordeur.web.case.people import Person, people_of, residents_of
from voordeur.web.case.story import Told, told


@dataclass(frozen=True)
class PersonPage:
    """One person on one page: own address, own signals, what happened with this person, own agreements."""

    person: Person
    home: Household
    creditors: list[Creditor]
    signals: list[SignalRow]
    story: list[Told]
    plan: list[Any]

    @property
    def total_cents(self) -> int:
        """What this person owes all creditors together, by their last messages."""
        return sum(one.now_cents for one in self.creditors)


def person_page(case: Case, resident: int, look: Look, *, today: date) -> PersonPage | None:
    """The page of one person of a case; logged. None where nobody of that number belongs to it, or is forgotten.

    What happened to nobody by name (an empty house) is left out: it may have been somebody else's visit.
    """
    residents = {r.pk: r for r in residents_of(case) if r.pk == resident and r.forgotten_on is None}
    if resident not in residents:
        return None
    record_look(look, [f"household:{case.household_id}", f"resident:{resident}"])
    plan = [line for line in help_.plan_of(case) if line.resident_id == resident]
    names = names_of(case, residents, plan, today)
    signals = [row for row in read_signals(case, names) if row.link.resident_id == resident]
    mine, lines = {row.signal.pk for row in signals}, {line.pk for line in plan}
    events = list(Event.objects.filter(case=case).select_related("by", "note").order_by("-on", "-pk"))
    own = [event for event in events if _about(event, resident, mine, lines)]
    taken_back = {event.corrects_id for event in events if event.corrects_id}
    offers = [offer for offer in help_.offers_of(case) if offer.resident_id == resident]
    return PersonPage(
        person=people_of(residents.values(), own, offers)[0],
        home=residents[resident].household,
        creditors=creditors_in(signals),
        signals=signals,
        story=[told(event, names, taken_back=event.pk in taken_back) for event in own],
        plan=plan,
    )


def _about(event: Event, resident: int, signals: set[int], lines: set[int]) -> bool:
    facts = event.facts
    if facts.get("resident") is not None:
        return bool(facts["resident"] == resident)
    return facts.get("signal") in signals or facts.get("agreement") in lines
