"""What differs from one demonstration town to the next, read from programmes/towns: places, creditors, people, habits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from voordeur import programmes

_FOLDER = Path(programmes.__file__).parent / "towns"
DEFAULT = "coevorden"


@dataclass(frozen=True)
class District:
    """A part of a town. `letters`: with which its postcodes go on after the four digits; "": with any."""

    name: str
    postcode: str
    letters: str = ""


@dataclass(frozen=True)
class Place:
    """A municipality. `numbered`: how many of its people have a number from the range kept for who owes something (None: all)."""

    code: str
    name: str
    inhabitants: int
    streets: int  # in each district
    districts: tuple[District, ...]
    numbered: int | None = None


@dataclass(frozen=True)
class Creditor:
    """A signalling partner; amounts in cents of a first signal. `places`: where it has customers (empty: everywhere)."""

    code: str
    name: str
    kind: str
    shape: str  # how its files look: demo.files.SHAPES
    least: int
    most: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """Who receives the signals and works on them."""

    name: str
    kind: str
    contact: str
    phone: str


@dataclass(frozen=True)
class PartnersDo:
    """What a creditor does itself before the team comes: how soon it says so, and what comes of it. Shares are of a hundred."""

    days: tuple[int, int] = (1, 4)
    silent: int = 0  # never says so
    declines: int = 0  # of who reads an announcement, say no to the visit
    reaches: int = 0  # of who is called, are reached
    arranges: int = 0  # of who is reached, pay or settle at once


@dataclass(frozen=True)
class Collection:
    """How collection goes on meanwhile. `attempts`: how often a creditor tried by itself, from and to. Shares of a hundred."""

    attempts: tuple[int, int]
    moves_on: int  # each week
    benefits: int  # of the households live on a benefit, and that may be known


@dataclass(frozen=True)
class Rounds:
    """How much the pairs do, and how they go (`way`: foot, bike, car).

    `on`: for each day of the week (0 is Monday) the parts of the day at which they go out.
    """

    doors: int = 8
    way: str = "bike"
    on: Mapping[int, tuple[str, ...]] = field(
        default_factory=lambda: {
            0: ("Middag",), 1: ("Avond",), 2: ("Ochtend", "Middag"), 3: ("Avond",), 4: ("Ochtend",),
        }, hash=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One demonstration town. `visitors_from`: creditors whose own employees go along; `municipal`: places that look in.

    `residents_act`: people also do things by themselves (ask, pay, move), more than react to a letter.
    """

    programme: str
    protocol: str  # name@version
    seed: int
    office: Office
    places: tuple[Place, ...]
    creditors: tuple[Creditor, ...]
    households_in_arrears: int
    staffed: str  # the creditor whose staff sign in
    several_creditors: tuple[int, int, int] = (66, 25, 9)  # of a hundred debtors, how many owe one, two, three creditors
    overdue_days: tuple[int, int] = (32, 95)
    newcomer: str = ""
    visitors_from: tuple[str, ...] = ()
    municipal: tuple[str, ...] = ()
    partners_do: PartnersDo | None = None
    collection: Collection | None = None
    rounds: Rounds = Rounds()
    residents_act: bool = True
    fortnightly: bool = True  # its creditors deliver every two weeks; otherwise once a month
    first_stages: Mapping[str, int] = field(default_factory=dict, hash=False)  # as creditors write them, of a hundred
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    referrals: Mapping[str, Any] = field(default_factory=dict, hash=False)  # by code of the municipality

    @property
    def suffix(self) -> str:
        """What tells its people apart from those of the town that is shown when nothing is chosen."""
        return "" if self.programme == DEFAULT else self.programme

    def creditor(self, code: str) -> Creditor:
        """The creditor of that code."""
        return next(one for one in self.creditors if one.code == code)

    def districts(self, place: Place) -> dict[str, list[str]]:
        """The value of the parameter `districts` for one of its municipalities."""
        return {one.name: [f"{one.postcode}{letter}" for letter in one.letters or ("",)] for one in place.districts}


def programmes_shown() -> tuple[str, ...]:
    """The programmes of which there is a town, in order of name."""
    return tuple(sorted(place.stem for place in _FOLDER.glob("*.yaml")))


@cache
def plan_of(programme: str) -> Plan:
    """The town of a programme. Raises KeyError where there is none; TypeError or ValueError for a file that is wrong."""
    if programme not in programmes_shown():
        raise KeyError(programme)
    told = yaml.safe_load((_FOLDER / f"{programme}.yaml").read_text(encoding="utf-8"))
    return Plan(**{key: _READ.get(key, _plain)(value) for key, value in told.items()})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _place(told: dict[str, Any]) -> Place:
    return Place(**{**told, "districts": tuple(District(**one) for one in told["districts"])})


def _creditor(told: dict[str, Any]) -> Creditor:
    cents = {"least": told["least"] * 100, "most": told["most"] * 100}
    return Creditor(**{**told, **cents, "places": tuple(told.get("places", ()))})


def _rounds(told: dict[str, Any]) -> Rounds:
    return Rounds(**{**told, "on": {day: tuple(parts) for day, parts in told["on"].items()}})


_READ: dict[str, Any] = {
    "office": lambda told: Office(**told),
    "places": lambda told: tuple(map(_place, told)),
    "creditors": lambda told: tuple(map(_creditor, told)),
    "partners_do": lambda told: PartnersDo(**{key: _plain(value) for key, value in told.items()}),
    "rounds": _rounds,
    "collection": lambda told: Collection(**{key: _plain(value) for key, value in told.items()}),
}
