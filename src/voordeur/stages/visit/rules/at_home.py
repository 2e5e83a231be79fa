"""The chance that somebody opens at an hour: published figures first, this municipality's own results as they come, and what
happened at the address itself. Nothing else of a person is used: no age, no household, no creditor.

Each level holds the next one back (shrinkage): a few evenings in one town change little, and one closed door does not make an
address hopeless. Sources of the prior: systems of survey fieldwork and the national figure for visits, as dated parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import DayPart

_SATURDAY = 5
_PARTS = {
    DayPart.MORNING: Words("ochtend", "morning"),
    DayPart.AFTERNOON: Words("middag", "afternoon"),
    DayPart.EVENING: Words("avond", "evening"),
}


@dataclass(frozen=True, order=True)
class Slot:
    """A part of the day on a working day or in the weekend."""

    part: DayPart
    weekend: bool = False

    @classmethod
    def of(cls, day: date, part: DayPart) -> Slot:
        """The slot of a part of a day."""
        return cls(part, day.weekday() >= _SATURDAY)

    def in_words(self) -> Words:
        """``avond``, ``middag in het weekend``."""
        word = _PARTS[self.part]
        return Words(f"{word.nl} in het weekend", f"weekend {word.en}") if self.weekend else word


SLOTS = tuple(Slot(part, weekend) for weekend in (False, True) for part in DayPart)


@dataclass(frozen=True)
class Prior:
    """What is known before anybody rang here (dated parameters).

    `daytime`: chance on a working day by daylight. `odds`: how much the odds grow on evenings and in weekends. `town_weight`: so
    many doors is the prior worth against the town's own results. `door_weight`: so many attempts is the town worth against the
    address's own. `elsewhere`: what an attempt at another hour counts for, against one at the same hour.
    """

    daytime: float
    odds: float
    town_weight: float
    door_weight: float
    elsewhere: float

    def chance(self, slot: Slot) -> float:
        """The chance in a slot before any result of this town."""
        odds = self.daytime / (1 - self.daytime)
        if slot.weekend or slot.part == DayPart.EVENING:
            odds *= self.odds
        return odds / (1 + odds)


@dataclass(frozen=True)
class Rung:
    """How often was rung in a slot, and how often somebody opened."""

    times: int = 0
    opened: int = 0


@dataclass(frozen=True)
class Chance:
    """The chance that somebody opens, with what it rests on."""

    slot: Slot
    value: float
    town: Rung
    here: Rung  # at this address, all hours

    def in_words(self) -> Words:
        """The chance as people say it, with what it rests on."""
        tens, slot = round(self.value * 10), self.slot.in_words()
        nl = (
            f"{slot.nl}: naar schatting doen {tens} van de 10 open"
            if tens > 1
            else f"{slot.nl}: naar schatting doet hoogstens 1 van de 10 open"
        )
        en = f"{slot.en}: an estimated {tens} in 10 open" if tens > 1 else f"{slot.en}: an estimated 1 in 10 opens at the most"
        if closed := self.here.times - self.here.opened:
            times = "once" if closed == 1 else f"{closed} times"
            return Words(f"{nl}; hier bleef de deur {closed} keer dicht", f"{en}; here the door stayed shut {times}")
        return Words(nl, en)


def town_chances(prior: Prior, results: Mapping[Slot, Rung]) -> dict[Slot, float]:
    """The chance in each slot in this municipality: its own results, held back by the prior while they are few."""
    found = {}
    for slot in SLOTS:
        own = results.get(slot, Rung())
        found[slot] = (prior.chance(slot) * prior.town_weight + own.opened) / (prior.town_weight + own.times)
    return found


def chances(prior: Prior, results: Mapping[Slot, Rung], here: Iterable[tuple[Slot, bool]]) -> tuple[Chance, ...]:
    """The chance in each slot at one address, the best hour first. `here`: its own attempts (slot, whether somebody opened)."""
    tried = list(here)
    opened = sum(was for _, was in tried)
    town = town_chances(prior, results)
    found = [
        Chance(slot, _at(slot, town[slot], prior, tried), results.get(slot, Rung()), Rung(len(tried), opened)) for slot in SLOTS
    ]
    return tuple(sorted(found, key=lambda one: (-one.value, SLOTS.index(one.slot))))


def _at(slot: Slot, town: float, prior: Prior, tried: Iterable[tuple[Slot, bool]]) -> float:
    """The town's chance, moved by the address's own attempts: those at this hour count wholly, others in part."""
    yes, weight = town * prior.door_weight, prior.door_weight
    for when, was_opened in tried:
        counts = 1.0 if when == slot else prior.elsewhere
        weight += counts
        yes += counts * was_opened
    return yes / weight
