"""Evenings to plan, drawn from a seed: a town, doors that are due, pairs with hours and skills."""

from __future__ import annotations

from random import Random

from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Visit, Window
from voordeur.stages.visit.rules.rounds.travel import travel_minutes

SIX, NINE = 18 * 60.0, 21 * 60.0
# Kilometres for sixty doors; the town grows with the number of doors.
NORTH, EAST = 4.0, 5.0
DEGREES_NORTH, DEGREES_EAST = 1 / 111.2, 1 / (111.2 * 0.614)


def an_evening(seed: int, doors: int = 60, pairs: int = 4) -> Evening:
    """Six to nine o'clock; 25 minutes a visit; windows, an interpreter or a woman wanted, worth from 1 to 8."""
    chance = Random(seed)
    size = (doors / 60) ** 0.5

    def somewhere() -> tuple[float, float]:
        north, east = chance.uniform(0, NORTH * size), chance.uniform(0, EAST * size)
        return 52.1 + north * DEGREES_NORTH, 4.5 + east * DEGREES_EAST

    visits, places = [], []
    for number in range(doors):
        visits.append(Visit(f"v{number}", 25, _windows(chance), chance.randint(1, 8), _needs(chance)))
        places.append(somewhere())
    crews = []
    for number in range(pairs):
        start, end = somewhere(), somewhere()
        shorter = number % 4 == 3
        skills = ({"woman"} if number % 2 == 0 else set()) | ({"interpreter"} if number % 3 == 1 else set())
        crews.append(Pair(f"p{number}", SIX + 30 * shorter, NINE - 15 * shorter, frozenset(skills)))
        places += [start, start if chance.random() < 0.6 else end]
    return Evening(tuple(visits), tuple(crews), travel_minutes(places))


def _windows(chance: Random) -> tuple[Window, ...]:
    drawn = chance.random()
    if drawn < 0.5:
        return (Window(SIX, NINE),)
    if drawn < 0.7:
        return (Window(SIX, SIX + 90),)
    return (Window(SIX + 90, NINE),) if drawn < 0.85 else (Window(SIX, SIX + 45), Window(SIX + 120, NINE))


def _needs(chance: Random) -> frozenset[str]:
    needs = {"interpreter"} if chance.random() < 0.1 else set()
    return frozenset(needs | ({"woman"} if chance.random() < 0.12 else set()))
