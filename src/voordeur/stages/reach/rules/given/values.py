"""Reading single values of given facts: each is what it should be, or a sentence says where and what to write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from voordeur.stages.reach.rules.language.faults import nearest, quoted
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.synonyms import meant

Given = Mapping[str, Any]
# What people add for themselves; nothing is read in it.
REMARKS = frozenset({"note", "comment", "remark", "description", "notitie", "source"})


class GivenError(ValueError):
    """Given facts cannot be used: `words` says where, and what to write instead."""

    def __init__(self, where: str, nl: str, en: str) -> None:
        self.words = Words(f"{where}: {nl}" if where else nl, f"{where}: {en}" if where else en)
        super().__init__(self.words.en)


def block(value: object, where: str) -> Given:
    """An object ``{...}``; None counts as empty."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise GivenError(where, "hier hoort een object: {...}", "this is an object: {...}")
    return value


def blocks(value: object, where: str) -> list[Given]:
    """A list of objects; None counts as empty."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise GivenError(where, "hier hoort een lijst: [...]", "this is a list: [...]")
    return [block(one, f"{where}[{position}]") for position, one in enumerate(value)]


def only(given: Given, known: Collection[str], where: str) -> None:
    """No other words than these. Raises GivenError with the one that was meant."""
    for word in given:
        if word not in known and word not in REMARKS:
            raise unknown(where, "dit woord", "this word", word, known)


def unknown(where: str, what_nl: str, what_en: str, word: str, known: Iterable[str]) -> GivenError:
    """A word that means nothing here, with the nearest that does."""
    words = sorted(known)
    near, listed = nearest(word, words), ", ".join(words)
    nl = f"schrijf {near!r}" if near else f"schrijf een van: {listed}"
    en = f"write {near!r}" if near else f"write one of: {listed}"
    return GivenError(where, f"{what_nl} kan niet {quoted(word)} zijn; {nl}", f"{what_en} cannot be {quoted(word)}; {en}")


def first_of(given: Given, *words: str) -> Any:
    """The value of the first of these words that is there and says something."""
    return next((given[word] for word in words if given.get(word) not in (None, "")), None)


def one_of(value: object, known: Iterable[str], synonyms: Mapping[str, str], where: str) -> str:
    """One of the known words, or another that means the same, in any case of letters."""
    word = str(meant(str(value), synonyms))
    by_case = {str(one).lower(): str(one) for one in known}
    if word.lower() not in by_case:
        raise unknown(where, "dit", "this", str(value), by_case.values())
    return by_case[word.lower()]


def day(value: object, where: str) -> date:
    """A day: ``2026-10-26``; what stands behind it (a time) is left out."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise GivenError(
            where, f"{quoted(str(value))} is geen dag; schrijf 2026-10-26", f"{quoted(str(value))} is no day; write 2026-10-26"
        ) from None


def whole(value: object, where: str, *, high: int = 10**12) -> int:
    """A whole number that is not negative."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= high:
        raise GivenError(where, "hier hoort een geheel getal, 0 of meer", "this is a whole number, 0 or more")
    return value


def number(value: object, where: str) -> float | None:
    """A number that is not negative; None where nobody knows."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10_000:
        raise GivenError(where, "hier hoort een getal, 0 of meer", "this is a number, 0 or more")
    return round(float(value), 1)


def flag(value: object, where: str) -> bool:
    """True or false; ``ja`` and ``nee`` too."""
    said = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in said:
        return said[value.lower()]
    raise GivenError(where, "schrijf true of false", "write true or false")


class Numbers:
    """References of any kind (a name, a code, a number) as the numbers that the rules know: 1 for the first, 2 for the next."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __call__(self, value: object, where: str) -> int:
        """The number of a reference."""
        if isinstance(value, dict | list | bool):
            raise GivenError(where, "hier hoort een naam of nummer", "this is a name or a number")
        return self._known.setdefault(str(value), len(self._known) + 1)

    def sole(self) -> int | None:
        """The only one there is; None when there are more."""
        return 1 if len(self._known) <= 1 else None
