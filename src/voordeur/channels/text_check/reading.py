"""How hard a Dutch text reads: Flesch-Douma and LIX, and the sentences that make it so. A warning, never a proof of B1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A Dutch syllable holds one of these: the long and double vowels count once.
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyáéíóúàèäëïöü]", re.IGNORECASE)
LONG_WORD = 7  # letters: more than six, as LIX counts

# Official words and what people say (from the lists that municipalities themselves use for plain Dutch).
PLAINER = {
    "middels": "met", "teneinde": "om", "derhalve": "daarom", "indien": "als", "inzake": "over", "omtrent": "over",
    "conform": "volgens", "dient": "moet", "dienen": "moeten", "bovengenoemde": "deze", "onderstaande": "deze",
    "betreffende": "over", "aangaande": "over", "verstrekken": "geven", "ontvangen": "krijgen", "tevens": "ook", "reeds": "al",
    "echter": "maar", "alsmede": "en", "ingevolge": "volgens", "krachtens": "volgens", "desgewenst": "als u wilt",
    "gelieve": "wilt u", "voornoemde": "deze", "hieromtrent": "hierover"
}  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """From where on a sentence or a text is called hard; the usual advice for B1."""

    words: int = 20  # in a sentence; B1 advises 10 to 15 on average
    lix: float = 55.0  # of one sentence of eight words or more
    score: float = 60.0  # Flesch-Douma of the whole: 60 to 70 reads as plain


@dataclass(frozen=True)
class Reading:
    """`score`: Flesch-Douma, 0 (hard) to 100 (easy); `lix`: below 35 is easy, above 55 hard."""

    score: float
    lix: float
    sentences: int
    words: int


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without empty ones."""
    return tuple(one.strip() for one in _SENTENCE_END.split(text) if _WORD.search(one))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without numbers."""
    return tuple(_WORD.findall(text))


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, at least one."""
    return max(1, len(_VOWELS.findall(word)))


def read(text: str) -> Reading:
    """The scores of a text; an easy 100 for one without words."""
    words, parts = words_of(text), sentences(text)
    if not words or not parts:
        return Reading(100.0, 0.0, 0, 0)
    per_sentence = len(words) / len(parts)
    # Douma (1960): Flesch's formula with weights for Dutch.
    score = 206.84 - 0.93 * per_sentence - 77 * sum(map(syllables, words)) / len(words)
    return Reading(max(0.0, min(100.0, score)), _lix(words, per_sentence), len(parts), len(words))


def hard_sentences(text: str, limits: Limits) -> Iterator[tuple[str, str]]:
    """Each sentence that is too hard, with why: long_sentence or long_words."""
    for sentence in sentences(text):
        words = words_of(sentence)
        if len(words) > limits.words:
            yield sentence, "long_sentence"
        elif len(words) >= 8 and _lix(words, len(words)) > limits.lix:
            yield sentence, "long_words"


def hard_words(text: str) -> Iterator[tuple[str, str]]:
    """Each official word with the plain one."""
    for word in dict.fromkeys(words_of(text)):
        if plain := PLAINER.get(word.lower()):
            yield word, plain


def _lix(words: tuple[str, ...], per_sentence: float) -> float:
    return per_sentence + 100 * sum(len(word) >= LONG_WORD for word in words) / len(words)
