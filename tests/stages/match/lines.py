"""Signals as a creditor sends them, for the tests of the linking: made by hand, at random from few words, or by the generator."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable

import polars as pl

from voordeur.stages.match.rules.columns import COMPARED, SIGNAL
from voordeur.stages.match.rules.link import VERDICTS, Linked

COLUMNS = (SIGNAL, *COMPARED, "month")
# Few words, so that everything meets everything: the hardest on order, ties and chains.
WORDS = {
    "partner": ("woning", "zorg"),
    "customer_number": ("", "", "", "1", "2"),
    "initials": ("J.", "A.", "J.P.", "P.J.", "J.A.", ""),
    "first_names": ("", "", "Jan", "Johan", "Johann", "Berg"),
    "surname": ("Jansen", "Janssen", "de Vries", "De Vries-Jansen", "Jansen-de Vries", "Jansen-Janssen", "", "Berg", "Bergh"),
    "birth_date": (
        "1980-01-02", "1980-02-01", "1981-01-02", "1980-01-01", "1960-01-02", "", "1980-00-00", "1955-05-05", "1999-12-31",
        "2000-12-31",
    ),
    "sex": ("", "M", "V"),
    "street": ("Kerkstraat", "Kerkstr", "Dorpsweg", ""),
    "house_number": ("12", "12", "14", ""),
    "house_letter": ("", "A"),
    "addition": ("", "hs", "2"),
    "postcode": ("1234AB", "1234AC", "1234", ""),
    "city": ("Waterstad", ""),
    "phone": ("", "", "", "06-00012345", "0600054321"),
    "email": ("", "", "", "een@voorbeeld.test", "twee@voorbeeld.test"),
    "month": ("2026-01", "2026-02"),
}  # fmt: skip


def frame(*rows: dict[str, str]) -> pl.DataFrame:
    """Signals of these columns, all others empty; named by their place where they have no name."""
    told = [{name: row.get(name, "") for name in COLUMNS} | {SIGNAL: row.get(SIGNAL, f"S{k}")} for k, row in enumerate(rows)]
    return pl.DataFrame(told, schema=dict.fromkeys(COLUMNS, pl.String))


def at_random(size: int, seed: int) -> pl.DataFrame:
    """Signals drawn from `WORDS`."""
    dice = random.Random(seed)
    return frame(*({name: dice.choice(words) for name, words in WORDS.items()} for _ in range(size)))


def partition(names: Iterable[Hashable], labels: Iterable[Hashable]) -> set[frozenset[Hashable]]:
    """Who is with whom, whatever a group is called."""
    groups: dict[Hashable, set[Hashable]] = {}
    for name, label in zip(names, labels, strict=True):
        groups.setdefault(label, set()).add(name)
    return {frozenset(group) for group in groups.values()}


def people(signals: pl.DataFrame, linked: Linked) -> set[frozenset[Hashable]]:
    """Which signals are about one person."""
    return partition(signals[SIGNAL], linked.person)


def homes(signals: pl.DataFrame, linked: Linked) -> set[frozenset[Hashable]]:
    """Which signals are about one household."""
    return partition(signals[SIGNAL], linked.household)


def verdicts(linked: Linked) -> list[str]:
    """The verdicts in words."""
    return [VERDICTS[each] for each in linked.verdict]
