"""Words that no word list knows, in Dutch and English, with what may be meant. Advice: a word list knows no names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from spellchecker import SpellChecker

LANGUAGES = frozenset({"nl", "en"})
_NOT_WORDS = re.compile(r"\{\w+\}|https?://\S+|\S+@\S+|\b\w+(?:\.\w+)+(?:/\S*)?")  # slots and addresses
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_PART = 4  # letters of each half of a compound; shorter halves make words of nearly every slip
# Of this field, and common in its letters, but in no list.
_OWN = frozenset({"app", "regelzaken", "vroegsignalering", "schuldhulp", "autoriteitpersoonsgegevens"})


def misspelled(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each unknown word of a text once, with the likeliest word that is one letter away ("" where there is none).

    Passed over: what has a capital (names, beginnings that are repeated elsewhere in small letters anyway), compounds of two
    known words, and languages without a word list.
    """
    if language not in LANGUAGES:
        return
    words = dict.fromkeys(word for word in _WORD.findall(_NOT_WORDS.sub(" ", text)) if word[1:].islower())
    for word in words:
        if _known(word.lower(), language):
            continue
        meant = _list(language).correction(word.lower()) or ""
        if word[0].isupper() and not meant:
            continue  # a name
        yield word, "" if meant == word.lower() else meant


def _known(word: str, language: str) -> bool:
    words = _list(language)
    if word in _OWN or word in words or _unstressed(word) in words:
        return True
    if language != "nl":
        return _known(word, "nl")  # what a Dutch municipality calls something, it calls so in other languages too
    return any(one in words and other in words for one, other in _halves(word))


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """A word cut in two wherever each half is long enough, with and without the s that joins two Dutch words."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        yield word[:at], word[at:]
        if word[at] == "s" and len(word) - at > _SHORTEST_PART:
            yield word[:at], word[at + 1 :]


def _unstressed(word: str) -> str:
    """Without the accents by which Dutch stresses a word: vóór, één."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


@cache
def _list(language: str) -> SpellChecker:
    """A language's list, read once when it is first asked for."""
    return SpellChecker(language=language, distance=1)
