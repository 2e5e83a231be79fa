"""Who lives in a household, and what they said about contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event, Resident
from voordeur.record.queries import ACTS_FOR, representatives_of
from voordeur.stages.help.queries import offers_of
from voordeur.templatetags.shell import person_name
from voordeur.web.case import sentences

# The kinds of events that say something about a person.
_TELLING = ("no", "undo_no", "channel_fact", "moved", "deceased", "correction")


@dataclass(frozen=True)
class Person:
    """Somebody who lives here. `gone`: deceased, moved or ""; `noes`: the codes of the noes that stand (P10)."""

    resident: Resident
    name: str
    language: str
    gone: str
    noes: tuple[str, ...]
    closed_channels: tuple[str, ...]
    offer: Any  # the offer of help with its answer, or None
    acting: Any = None  # record.Representative: who acts for this person, or None

    @property
    def acted_for(self) -> bool:
        """Whether the town speaks with somebody else instead (P06)."""
        return self.acting is not None and self.acting.kind in ACTS_FOR

    @property
    def apart(self) -> str:
        """Why this person has a case of their own though others live at the address; "" where not."""
        return sentences.said(sentences.APART, self.resident.apart_reason) if self.resident.apart_reason else ""

    @property
    def said_no(self) -> list[str]:
        """The noes as sentences."""
        return [sentences.said(sentences.NOES, no) for no in self.noes]

    @property
    def born(self) -> str:
        """The birth date as the register has it: parts may be unknown."""
        year, _, rest = self.resident.birth_date.partition("-")
        month, _, of_month = rest.partition("-")
        return "-".join(part for part in (of_month, month, year) if part.strip("0"))


@dataclass
class _Standing:
    """What stands after all events: the noes and closed channels per person (0: of the household), who is gone."""

    noes: dict[int, dict[str, None]]
    closed: dict[int, dict[str, None]]
    gone: dict[int, str]


def read_people(case: Case, look: Look) -> list[Person]:
    """The people of a case, for a form about one of them; logged."""
    record_look(look, [f"household:{case.household_id}"])
    events = Event.objects.filter(case=case, kind__in=_TELLING)
    return people_of(residents_of(case), list(events), offers_of(case))


def residents_of(case: Case) -> list[Resident]:
    """Who lives in the household of a case: its residents, and whoever its signals are about."""
    here = Q(household=case.household_id) | Q(links__household=case.household_id)
    return list(Resident.objects.filter(here).select_related("household").distinct().order_by("pk"))


def people_of(residents: Iterable[Resident], events: Sequence[Event], offers: Iterable[Any]) -> list[Person]:
    """The people of a household from its residents and the events of its case (any order); the forgotten are left out."""
    residents = list(residents)
    standing, acting = _standing(events), representatives_of([r.pk for r in residents])
    answered = {offer.resident_id: offer for offer in offers}
    return [
        Person(
            resident=r,
            name=person_name(r),
            language=sentences.said(sentences.LANGUAGES, r.language) if r.language else "",
            gone="deceased" if r.died_on else standing.gone.get(r.pk, ""),
            noes=tuple(standing.noes[r.pk]),
            closed_channels=tuple(standing.closed[r.pk] | standing.closed[0]),
            offer=answered.get(r.pk),
            acting=acting.get(r.pk),
        )
        for r in residents
        if r.forgotten_on is None
    ]


def _standing(events: Sequence[Event]) -> _Standing:
    taken_back = {event.corrects_id for event in events if event.corrects_id}
    found = _Standing(defaultdict(dict), defaultdict(dict), {})
    for event in sorted(events, key=lambda e: (e.on, e.pk)):
        if event.pk not in taken_back:
            _stand(found, event)
    return found


def _stand(found: _Standing, event: Event) -> None:
    facts, who = event.facts, event.facts.get("resident") or 0
    if event.kind == "no":
        found.noes[who][facts.get("no", "")] = None
    elif event.kind == "undo_no":
        found.noes[who].pop(facts.get("no", ""), None)
    elif event.kind == "channel_fact":
        found.closed[who][sentences.said(sentences.CHANNEL_FACTS, facts.get("fact", ""))] = None
    elif event.kind in {"moved", "deceased"}:
        found.gone[who] = event.kind
