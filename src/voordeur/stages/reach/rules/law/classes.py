"""The classes of signals between which a protocol can tell the difference: one made-up household of each.

Every figure and word in the protocol's conditions makes a boundary; a household stands on each side of it. Households for which
all conditions come out alike are one class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from typing import Any

from voordeur.stages.reach.rules.approach import Approach
from voordeur.stages.reach.rules.fitting import lacking, leaving_out
from voordeur.stages.reach.rules.history import history
from voordeur.stages.reach.rules.language.protocol import Conditions, Protocol, Range, Step
from voordeur.stages.reach.rules.law.findings import Town
from voordeur.stages.reach.rules.law.playing import RESIDENT, Case, Game, conditions_of
from voordeur.stages.reach.rules.standing import standing
from voordeur.stages.reach.rules.story import Facts
from voordeur.stages.reach.rules.vocabulary import Channel, CollectionStage, Kind

# What nobody knows when a signal comes in: asked along the way, not of a class.
_LATER = ("offered", "post_unopened", "closed_doors", "attempts")
_NOT_ASKED = Conditions()
_USUAL_CENTS = 45_000
MOST_COMBINATIONS = 2_000
_TYPES = ("first", "updated", "end_of_supply", "crisis")
ELSEWHERE = "een andere wijk"


@dataclass(frozen=True)
class Classes:
    """The households to play, those that a protocol tells apart. `cut`: there were too many combinations to look at them all."""

    cases: tuple[Case, ...]
    cut: bool = False


def classes(game: Game) -> Classes:
    """One household of each class of signals that may come in here."""
    sides = _sides(game.protocol, game.town)
    count = 1
    for values in sides.values():
        count *= len(values)
    combinations: Iterator[tuple[Any, ...]] = product(*sides.values())
    if count > MOST_COMBINATIONS:
        combinations = islice(_spread(list(sides.values()), count), MOST_COMBINATIONS)
    found: dict[object, Case] = {}
    for values in combinations:
        case = _household(dict(zip(sides, values, strict=True)))
        found.setdefault(_told_apart(game, case), case)
    below = _household({name: values[0] for name, values in sides.items()} | {"letter_only": True})
    cases = [_with_another(case, list(found.values())) for case in found.values()]
    return Classes((*cases, below), count > MOST_COMBINATIONS)


def _with_another(case: Case, cases: Sequence[Case]) -> Case:
    """The household, to which another creditor may come along: by a signal of another class where there is one."""
    mine = _what_it_is(case)
    other = next((one for one in cases if _what_it_is(one) != mine), None)
    if other is None:
        several = any(len(one.signals) > 1 for one in cases) and len(case.signals) == 1
        return replace(case, later={**case.signals[0], "signal": 8, "partner": 8}) if several else case
    return replace(case, later={**other.signals[0], "signal": 8, "partner": 8})


def _what_it_is(case: Case) -> tuple[object, ...]:
    return tuple(case.signals[0][word] for word in ("kind", "signal_type", "months", "amount_cents"))


def _spread(sides: Sequence[Sequence[Any]], count: int) -> Iterator[tuple[Any, ...]]:
    """Combinations from all over: first each value of each side with the usual of the others, then ever another mix."""
    for at, values in enumerate(sides):
        for value in values:
            yield tuple(value if n == at else side[0] for n, side in enumerate(sides))
    for number in range(count):
        rest, picked = number * 2_654_435_761 % count, []
        for side in sides:
            rest, at = divmod(rest, len(side))
            picked.append(side[at])
        yield tuple(picked)


def _sides(protocol: Protocol, town: Town) -> dict[str, Sequence[Any]]:
    """By what is asked: values on every side of its boundaries, the usual one first."""
    asked = conditions_of(protocol)
    channels = {step.channel for step in protocol.steps}
    sides: dict[str, Sequence[Any]] = {
        "kind": _cells(town.kinds, [one.kinds for one in asked]),
        "signal_type": _cells(_TYPES, [one.signal_types for one in asked]),
        "months": _around([one.months for one in asked], usual=1),
        "amount": _cents([one.amount for one in asked]),
        "phones": _flag(bool(channels & {Channel.PHONE, Channel.TEXT}) or any(one.phone is not None for one in asked)),
        "emails": _flag(Channel.MAIL in channels or any(one.email is not None for one in asked)),
        "district": ("", *_cells((*town.districts, *_named(asked, "districts"), ELSEWHERE), [one.districts for one in asked])),
        "stage": ("", *_named(asked, "stages")),
        "lane": ("", *_named(asked, "lanes")),
        "several": _flag(any(one.several_creditors is not None for one in asked)),
        "threatening": _flag(any(one.threatening is not None for one in asked)),
        "minors": _flag(any(one.minors is not None for one in asked)),
        "partner_attempts": _around([one.partner_attempts for one in asked], usual=0),
    }
    return {name: values for name, values in sides.items() if name == "kind" or len(values) > 1}


def _cells(values: Sequence[str], sets: Sequence[Collection[str]]) -> list[str]:
    """One value of each cell into which these sets divide them."""
    found: dict[tuple[bool, ...], str] = {}
    for value in values:
        found.setdefault(tuple(value in one for one in sets if one), value)
    return list(found.values())


def _named(asked: Sequence[Conditions], word: str) -> list[str]:
    return sorted({str(value) for one in asked for value in getattr(one, word)})


def _flag(matters: bool) -> Sequence[bool]:
    return (False, True) if matters else (False,)


def _around(ranges: Sequence[Range | None], *, usual: int) -> Sequence[int]:
    """The bounds themselves, and one beyond each."""
    found = [usual]
    for one in ranges:
        if one is not None and one.low is not None:
            found += [int(one.low), int(one.low) - 1]
        if one is not None and one.high is not None:
            found += [int(one.high), int(one.high) + 1]
    return list(dict.fromkeys(value for value in found if value >= 0)) if len(found) > 1 else (usual,)


def _cents(ranges: Sequence[Range | None]) -> Sequence[int]:
    """Amounts on the bounds (euro) and one cent beyond each."""
    found = [_USUAL_CENTS]
    for one in ranges:
        if one is not None and one.low is not None:
            found += [int(one.low * 100), int(one.low * 100) - 1]
        if one is not None and one.high is not None:
            found += [int(one.high * 100), int(one.high * 100) + 1]
    return list(dict.fromkeys(value for value in found if value > 0))


def _household(values: dict[str, Any]) -> Case:
    signal: dict[str, object] = {
        "signal": 1, "partner": 1, "kind": values["kind"], "amount_cents": values.get("amount", _USUAL_CENTS),
        "signal_type": values.get("signal_type", "first"), "resident": RESIDENT, "months": values.get("months", 1),
        "stage": values.get("stage", ""), "threatening": values.get("threatening", False),
        "letter_only": values.get("letter_only", False),
    }  # fmt: skip
    facts: list[tuple[str, Facts]] = []
    if lane := values.get("lane"):
        facts.append((Kind.LANE, {"resident": RESIDENT, "lane": lane, "basis": "policy"}))
    if "minors" in values:
        facts.append((Kind.HOUSEHOLD, {"minors": values["minors"]}))
    if number := values.get("partner_attempts"):
        facts.append((Kind.PARTNER_ATTEMPT, {"partner": 1, "channel": Channel.LETTER.value, "reached": False, "number": number}))
    signals = (signal, {**signal, "signal": 2, "partner": 2}) if values.get("several") else (signal,)
    return Case(signals, tuple(facts), values.get("phones", False), values.get("emails", False), values.get("district", ""))


def _told_apart(game: Game, case: Case) -> object:
    """How all conditions come out for a household on its first day, as far as they can be answered then."""
    path = game.begin(case, date(2027, 1, 4))
    known = history(
        path.events, opened_on=path.start, phones=case.phones, emails=case.emails, district=case.district, clocks=game.town.clocks
    )
    seen = Approach(game.protocol, known, standing(game.protocol, known))
    return tuple(_comes_to(step, seen, case) for step in game.protocol.steps)


def _comes_to(step: Step, seen: Approach, case: Case) -> object:
    """What becomes of one step for a household, as far as that is settled on the first day."""
    if not seen.fits(step) or lacking(_now(step.conditions), seen) or leaving_out(_now(step.unless), seen):
        return None
    by = {Channel.PHONE: case.phones, Channel.TEXT: case.phones, Channel.MAIL: case.emails}
    return by.get(step.channel, True)


def _now(asked: Conditions) -> Conditions:
    return replace(asked, **{word: getattr(_NOT_ASKED, word) for word in _LATER})


def with_signal(case: Case, **facts: object) -> Case:
    """The household with another first signal."""
    return replace(case, signals=({**case.signals[0], **facts}, *case.signals[1:]))


THREATENING: tuple[dict[str, object], ...] = (
    {"threatening": True},
    {"signal_type": "crisis"},
    {"stage": CollectionStage.EVICTION_ANNOUNCED.value},
    {"stage": CollectionStage.EVICTED.value},
)
