"""What the simulator is asked: the same months under other assumptions, some of them against the planner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulator import AFTERNOON, EVENING, Way, World, run
from ways import CHOICES, ENDLESS, PRINTED, Planned, Today


@dataclass(frozen=True)
class Told:
    """One way in one world. `again`: a pair that is through with its list is told where to go next."""

    way: Way
    world: World
    again: bool = True

    def figures(self, seed: int) -> dict[str, float]:
        """What it brings in one town."""
        return run(self.way, self.world, seed, self.again)


OURS_WEIGHED = "Voordeur"
ALIKE = "Voordeur, every door worth the same"


CEILING = "nothing is far (no travel at all)"
TODAY = tuple(CHOICES)


def _today(world: World, length: int | None = None, *, same_hour: bool = False) -> dict[str, Told]:
    """The three ways of today; a printed list ends where it ends."""
    return {
        name: Told(Today(choice, length or ENDLESS, same_hour), world, again=length is None) for name, choice in CHOICES.items()
    }


def _scene(world: World) -> dict[str, Told]:
    """Lists without end against the planner, as the municipality weighs doors and with every door worth the same."""
    ceiling = Told(Planned(alike=True), replace(world, size=0.0))
    return _today(world) | {OURS_WEIGHED: Told(Planned(), world), ALIKE: Told(Planned(alike=True), world), CEILING: ceiling}


_BASE = World()
_AFTERNOONS, _EVENINGS = (AFTERNOON,) * 5, (EVENING,) * 5
BASE = "lists without end"
OURS = (OURS_WEIGHED, ALIKE, CEILING)
# What is measured with the most seeds: as it is told in simulator.py. The planner is the same for all of these.
MAIN: Mapping[str, dict[str, Told]] = {
    BASE: _scene(_BASE),
    f"printed lists of {PRINTED} doors": _today(_BASE, PRINTED),
    f"printed lists of {PRINTED} doors, a shut door tried again at the same part of the day": _today(
        _BASE, PRINTED, same_hour=True
    ),
    "lists without end, today only in the afternoon (Voordeur also on two evenings)": _today(World(shifts=_AFTERNOONS)),
}
# The same against other assumptions.
OTHERWISE: Mapping[str, dict[str, Told]] = {
    "a talk takes 15 minutes (planned with 45)": _scene(World(talk=15)),
    "a talk takes 30 minutes (planned with 45)": _scene(World(talk=30)),
    "all shifts in the evening": _scene(World(shifts=_EVENINGS)),
    "the prior is wrong: evenings are no better": _scene(World(odds=1.0)),
    "the prior is wrong: half as many are home": _scene(World(daytime=0.15)),
    "three times as far (12 by 15 kilometres)": _scene(World(size=3.0)),
    "fewer doors than fit (25 a week)": _scene(World(a_week=25)),
    "the prior is wrong: evenings are worse (odds 0.6)": _scene(World(odds=0.6)),
    "all shifts in the afternoon": _scene(World(shifts=_AFTERNOONS)),
}
