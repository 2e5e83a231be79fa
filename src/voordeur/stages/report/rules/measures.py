"""What is counted: every measure with its definition, as Divosa's monitor and DDAS use the words. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure a month.

    `unit` says what is counted. `people`: it says something about residents, so that a small number may give one away and is
    withheld from outsiders; lines of a file are rounded for them, since a sum minus its parts tells too. A family (`status`,
    `outcome`, `attempts`, …) has one measure per literal: ``status:Opgepakt``.
    """

    key: str
    unit: str
    definition: str
    people: bool = True
    family: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("delivered", "lines", "lines in the partner's files of the month; accepted plus refused", people=False),
    Measure("accepted", "lines", "lines that became a signal, with and without warnings", people=False),
    Measure("refused", "lines", "lines given back to the partner with a reason", people=False),
    Measure("signals", "signals", "signals of the month that no corrected file replaced"),
    Measure("status", "signals", "those signals by DDAS status (EnumSignaalstatus) as it stands at the count", family=True),
    Measure("signals_reached", "signals", "of those taken up: the household was spoken to since, whatever the month"),
    Measure("signals_accepted", "signals", "of those taken up: the person it is about accepted help since"),
    Measure("cases_opened", "cases", "cases opened in the month"),
    Measure("single", "cases", "cases that a signal of the month joined: nothing else at the address in six months"),
    Measure("multiple", "cases", "idem: two or more signals at the address in the month (R08); overlaps with successive"),
    Measure("multiple_addresses", "addresses", "two or more signals in the month at one address, as the nation counts (P03)"),
    Measure("successive", "cases", "idem: an earlier signal at the address in the window (R09)"),
    Measure("attempts", "attempts", "contact attempts of the month by channel (DDAS), no administrative ones", family=True),
    Measure("reached", "attempts", "those attempts that reached the resident, by channel", family=True),
    Measure("cases_reached", "cases", "cases with at least one attempt of the month that reached the resident"),
    Measure("help_accepted", "people", "people who accepted help in the month"),
    Measure("help_declined", "people", "people who declined help in the month"),
    Measure("outcome", "cases", "cases closed in the month by result (EnumEindresultaat)", family=True),
    Measure("answers", "answers", "answers given to the partner in the month by code", family=True),
)  # fmt: skip
BY_KEY = {measure.key: measure for measure in MEASURES}


def measure_of(name: str) -> Measure:
    """The measure (or family) behind a fact's name: ``status:Opgepakt`` → status. Raises KeyError for an unknown one."""
    return BY_KEY[name.partition(":")[0]]
