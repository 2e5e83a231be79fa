"""Appointments that no pair keeps tonight, in words: when, with what it clashes, and what would help."""

from __future__ import annotations

from collections.abc import Mapping

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.rounds.evening import Window


def clash(case: int, expected: Mapping[int, Window], minutes: float) -> Words:
    """Why nobody keeps the appointment of a case. `expected`: when a pair is to ring, by case; `minutes`: how long one takes."""
    mine = expected[case]
    others = sum(1 for other, one in expected.items() if other != case and _meet(mine, one, minutes))
    at = f"{int(mine.start) // 60:02}:{int(mine.start) % 60:02}"
    if others == 0:
        return Words(
            f"afspraak om {at} staat op geen ronde: plan opnieuw, of bel voor een ander moment",
            f"the appointment at {at} is on no round: plan again, or call to agree another moment",
        )
    dutch, english = ("afspraak", "appointment") if others == 1 else ("afspraken", "appointments")
    return Words(
        f"afspraak om {at}, tegelijk met {others} andere {dutch}: geen duo kan ze alle houden. "
        "Zet er een duo bij, of bel voor een ander moment",
        f"the appointment at {at} falls together with {others} other {english}: no pair can keep them all. "
        "Add a pair, or call to agree another moment",
    )


def _meet(one: Window, other: Window, minutes: float) -> bool:
    """Whether a pair that keeps the one late enough cannot be in time for the other."""
    return one.start < other.end + minutes and other.start < one.end + minutes
