"""A month's planned number of visits, shared over the municipalities: going over it is said, never refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from voordeur.stages.reach.rules.said import Words


@dataclass(frozen=True)
class Capacity:
    """One working method in one month. `planned`: the visits that it counts on; `made`, `coming`: by municipality."""

    title: str
    planned: int
    made: Mapping[str, int]
    coming: Mapping[str, int]

    @property
    def used(self) -> int:
        """Visits made and visits on a round to come."""
        return sum(self.made.values()) + sum(self.coming.values())

    @property
    def left(self) -> int:
        """How many still fit; never less than none."""
        return max(0, self.planned - self.used)

    @property
    def over(self) -> int:
        """How many more than planned; 0 where they fit."""
        return max(0, self.used - self.planned)

    def words(self) -> Words:
        """The counts as a sentence or two."""
        made, coming = sum(self.made.values()), sum(self.coming.values())
        name = self.title.partition(":")[0]
        nl = f"{name}: {_visits(made)} gedaan deze maand, {coming} op een ronde; gepland zijn er {self.planned}."
        en = f"{name}: {_visits_en(made)} made this month, {coming} on a round; {self.planned} are planned."
        if self.over:
            nl += f" Dat zijn er {self.over} meer dan gepland. Dat mag; overleg of het kan."
            en += f" That is {self.over} more than planned. That is allowed; see whether it can be done."
        shared = sorted((Counter(self.made) + Counter(self.coming)).items())
        if len(shared) > 1:
            told = ", ".join(f"{name} {count}" for name, count in shared)
            nl, en = f"{nl} Verdeeld: {told}.", f"{en} Shared: {told}."
        return Words(nl, en)


def _visits(count: int) -> str:
    return "1 bezoek" if count == 1 else f"{count} bezoeken"


def _visits_en(count: int) -> str:
    return "1 visit" if count == 1 else f"{count} visits"
