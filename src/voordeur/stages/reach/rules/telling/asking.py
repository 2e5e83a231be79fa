"""Conditions on a case as parts of a sentence, to stand behind ``als`` (if): ``er een telefoonnummer bekend is``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from voordeur.stages.reach.rules.language.protocol import Conditions
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling.phrases import STAGES, any_of, ranged, same
from voordeur.stages.reach.rules.vocabulary import CollectionStage, Lane

KINDS: Mapping[str, Words] = {
    "Zorg": Words("de zorgverzekering", "health insurance"),
    "Huur": Words("de huur", "the rent"),
    "Energie": Words("energie", "energy"),
    "Water": Words("water", "water"),
    "Hypotheek": Words("de hypotheek", "the mortgage"),
    "DUO": Words("de studieschuld bij DUO", "the student loan"),
    "CAK Eigen bijdrage": Words("de eigen bijdrage aan het CAK", "the contribution to the CAK"),
    "CAK Zorgverzekeringen": Words("de zorgverzekering via het CAK", "health insurance through the CAK"),
    "Belastingdienst": Words("belasting", "tax"),
    "Dienst Toeslagen": Words("toeslagen", "allowances"),
    "Overige": Words("iets anders", "something else"),
}
TYPES: Mapping[str, Words] = {
    "first": Words("een eerste signaal", "a first signal"),
    "updated": Words("een vernieuwd signaal", "a renewed signal"),
    "end_of_supply": Words("een eindeleveringssignaal (de levering stopt)", "an end-of-supply signal"),
    "settled": Words("een signaal dat er is betaald", "a signal that it was settled"),
    "crisis": Words("een crisissignaal", "a crisis signal"),
}
_LANES: Mapping[str, Words] = {
    Lane.YOUNG: Words("de bewoner jong is en een eigen aanpak krijgt", "the resident is young and has a way of their own"),
    Lane.ENTREPRENEUR: Words("de bewoner ondernemer is", "the resident is an entrepreneur"),
    Lane.BENEFITS: Words(
        "de bewoner een uitkering heeft (voor zover wij dat mogen weten)", "the resident has a benefit (as far as we may know)"
    ),
}
_YES_OR_NO: Mapping[str, tuple[Words, Words]] = {
    "several_creditors": (
        Words("er meer dan één schuldeiser is", "there is more than one creditor"),
        Words("er maar één schuldeiser is", "there is only one creditor"),
    ),
    "threatening": (
        Words("de situatie bedreigend is", "the situation is threatening"),
        Words("de situatie niet bedreigend is", "the situation is not threatening"),
    ),
    "minors": (
        Words("er kinderen wonen", "children live there"),
        Words("er geen kinderen wonen", "no children live there"),
    ),
    "offered": (
        Words("er al hulp is aangeboden", "help was offered already"),
        Words("er nog geen hulp is aangeboden", "no help was offered yet"),
    ),
    "phone": (
        Words("er een telefoonnummer bekend is", "a phone number is known"),
        Words("er geen telefoonnummer bekend is", "no phone number is known"),
    ),
    "email": (
        Words("er een e-mailadres bekend is", "an e-mail address is known"),
        Words("er geen e-mailadres bekend is", "no e-mail address is known"),
    ),
    "post_unopened": (
        Words("de post ongeopend blijft liggen", "post lies unopened"),
        Words("de post niet ongeopend blijft liggen", "post does not lie unopened"),
    ),
}
_MONTHS = (Words("maand", "month"), Words("maanden", "months"))
_EURO = (Words("euro", "euro"), Words("euro", "euros"))
_TIMES = (Words("keer", "time"), Words("keer", "times"))


def asked(conditions: Conditions) -> list[Words]:
    """What is asked, a clause each, in the order in which the language names them."""
    found = [(word, value) for word, value in vars(conditions).items() if value not in (None, frozenset()) and word in _ASKED]
    return [_ASKED[word](value) for word, value in found]


def in_doubt(conditions: Conditions) -> Words | None:
    """What counts as fitting while nobody knows it; None when all that is asked is always known."""
    unknown = {
        "months": Words("het aantal maanden", "the number of months"),
        "amount": Words("het bedrag", "the amount"),
        "districts": Words("de wijk", "the district"),
    }
    found = [said for word, said in unknown.items() if getattr(conditions, word) not in (None, frozenset())]
    return any_of(found) if found else None


def stages(told: Collection[CollectionStage]) -> Words:
    """Stages in the order in which collection goes: ``de aanmaning of het vonnis``."""
    return any_of(STAGES[one] for one in CollectionStage if one in told)


def _kinds(value: Collection[str]) -> Words:
    said = any_of(KINDS[one] for one in KINDS if one in value)
    return Words(f"het signaal over {said.nl} gaat", f"the signal is about {said.en}")


def _types(value: Collection[str]) -> Words:
    said = any_of(TYPES[one] for one in TYPES if one in value)
    return Words(f"het om {said.nl} gaat", f"it is {said.en}")


def _districts(value: Collection[str]) -> Words:
    said = any_of(same(one) for one in sorted(value))
    return Words(f"het adres in {said.nl} ligt", f"the address is in {said.en}")


def _stages(value: Collection[CollectionStage]) -> Words:
    said = stages(value)
    return Words(f"de incasso gekomen is tot {said.nl}", f"collection has come to {said.en}")


def _lanes(value: Collection[str]) -> Words:
    return any_of(_LANES[one] for one in _LANES if one in value)


def _months(value: Any) -> Words:
    said = ranged(value, *_MONTHS)
    return Words(f"de achterstand {said.nl} is", f"the arrears are {said.en}")


def _amount(value: Any) -> Words:
    said = ranged(value, *_EURO)
    return Words(f"het bedrag {said.nl} is", f"the amount is {said.en}")


def _closed_doors(value: Any) -> Words:
    said = ranged(value, *_TIMES)
    return Words(f"er {said.nl} niet is opengedaan", f"nobody opened {said.en}")


def _attempts(value: Any) -> Words:
    said = ranged(value, *_TIMES)
    return Words(f"wij het {said.nl} hebben geprobeerd", f"we have tried {said.en}")


def _partner_attempts(value: Any) -> Words:
    said = ranged(value, *_TIMES)
    return Words(f"de schuldeiser het zelf {said.nl} heeft geprobeerd", f"the creditor itself has tried {said.en}")


def _either(word: str) -> Callable[[Any], Words]:
    return lambda value: _YES_OR_NO[word][0 if value else 1]


_ASKED: Mapping[str, Callable[[Any], Words]] = {
    "kinds": _kinds, "signal_types": _types, "months": _months, "amount": _amount, "districts": _districts, "stages": _stages,
    "lanes": _lanes, "closed_doors": _closed_doors, "attempts": _attempts, "partner_attempts": _partner_attempts,
    **{word: _either(word) for word in _YES_OR_NO},
}  # fmt: skip
