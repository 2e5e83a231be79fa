"""Keep single, multiple and successive right at the addresses that a batch touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.queries.ground import at_addresses
from voordeur.stages.triage.rules.pattern import AtAddress, Pattern, pattern
from voordeur.stages.triage.rules.status import COUNTED


def mark_patterns(takings: Collection[Taking], *, months: int) -> dict[int, Pattern]:
    """Set the flags on these takings (in memory) and on the others at their addresses (in the database).

    Returns the pattern by taking id for those that count; a later month becomes successive, an earlier signal of the
    same month becomes multiple.
    """
    mine = {taking.pk: taking for taking in takings}
    households = {taking.signal.link.household_id for taking in takings}
    stored = [(t, at, household) for t, at, household in at_addresses(households) if t.pk not in mine]
    counted = [(t, AtAddress(t.signal_id, t.signal.month), t.signal.link.household_id) for t in takings if _counts(t)]
    signals: dict[int, list[AtAddress]] = defaultdict(list)
    for _, at, household in stored + counted:
        signals[household].append(at)
    shapes = {t.pk: pattern(at.month, signals[household], successive_months=months) for t, at, household in stored + counted}
    for taking in takings:
        _flag(taking, shapes.get(taking.pk))
    _update([(t, shapes[t.pk]) for t, _, _ in stored if _differs(t, shapes[t.pk])])
    return {pk: shape for pk, shape in shapes.items() if pk in mine}


def mark_households(households: Collection[int], *, months: int) -> None:
    """Set the flags anew at households that signals left: what is alone there now is no longer one of several."""
    stored = list(at_addresses(households))
    signals: dict[int, list[AtAddress]] = defaultdict(list)
    for _, at, household in stored:
        signals[household].append(at)
    shapes = {t.pk: pattern(at.month, signals[household], successive_months=months) for t, at, household in stored}
    _update([(t, shapes[t.pk]) for t, _, _ in stored if _differs(t, shapes[t.pk])])


def _counts(taking: Taking) -> bool:
    return taking.status in COUNTED and taking.signal.signal_type != "settled"


def _flag(taking: Taking, shape: Pattern | None) -> None:
    taking.single = bool(shape and shape.single)
    taking.multiple = bool(shape and shape.multiple)
    taking.successive = bool(shape and shape.successive)


def _differs(taking: Taking, shape: Pattern) -> bool:
    return (taking.multiple, taking.successive) != (shape.multiple, shape.successive)


def _update(changed: list[tuple[Taking, Pattern]]) -> None:
    by_shape: dict[Pattern, list[int]] = defaultdict(list)
    for taking, shape in changed:
        by_shape[shape].append(taking.pk)
    for shape, ids in by_shape.items():
        Taking.objects.filter(pk__in=ids).update(single=shape.single, multiple=shape.multiple, successive=shape.successive)
