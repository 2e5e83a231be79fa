"""The dated terms of a municipality that a protocol runs under."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clocks:
    """The dated parameters for terms (programmes/parameters/), in days, working days, weeks, contacts. 0: no such term."""

    offer_within_days: int = 0
    threatening_working_days: int = 0
    conversation_weeks: int = 0
    end_of_supply_working_days: int = 0
    contacts_per_week: int = 0
    pause_days: int = 0


NO_CLOCKS = Clocks()
