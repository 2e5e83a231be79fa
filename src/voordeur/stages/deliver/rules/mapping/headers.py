"""How well a column's name fits a field."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from voordeur.stages.deliver.rules.mapping.header_words import FIELDS
from voordeur.stages.deliver.rules.values.answers import plain

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERED = re.compile(r" \d+$")
# Below this likeness two words are different words.
_NEAR = 86.0


def header_scores(name: str) -> dict[str, float]:
    """Every field that the name fits, 0 to 1. For a nested name (`adres.huisnummer`) the last part counts nearly as much."""
    last = name.rpartition(".")[2].strip() or name
    scores = _scores(name)
    if last != name:
        for field, score in _scores(last).items():
            scores[field] = max(scores.get(field, 0.0), score * 0.95)
    return scores


def is_known(name: str) -> bool:
    """Whether the name is, word for word, one that creditors use."""
    return plain(_CAMEL.sub(" ", name)) in _ALL


_ALL = frozenset().union(*FIELDS.values())


def _scores(name: str) -> dict[str, float]:
    words = plain(_CAMEL.sub(" ", name))
    if not words:
        return {}
    without = _NUMBERED.sub("", words)
    return {field: best for field, synonyms in FIELDS.items() if (best := max(_fit(words, synonyms), _fit(without, synonyms)))}


def _fit(words: str, synonyms: frozenset[str]) -> float:
    if words in synonyms:
        return 1.0
    joined = words.replace(" ", "")
    best = 0.0
    tokens = set(words.split())
    for synonym in synonyms:
        parts = synonym.split()
        if len(joined) > 2 and joined == synonym.replace(" ", ""):
            return 0.98
        if len(synonym) > 2 and tokens.issuperset(parts):
            best = max(best, 0.55 + 0.35 * len(synonym) / len(words))
        elif len(joined) > 4 and (likeness := fuzz.ratio(joined, synonym.replace(" ", ""), score_cutoff=_NEAR)):
            best = max(best, 0.8 * likeness / 100)
        elif len(synonym) > 5 and " " not in synonym and synonym in joined:
            best = max(best, 0.45 + 0.3 * len(synonym) / len(joined))
    return best
