"""A person's name: initials, prefix and surname, also out of one field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voordeur.stages.deliver.rules.cells import Cell, as_words

_PREFIXES = (
    "van de den der het t ten ter te in op aan bij onder over tot uit voor von vom zu zum zur la le les l lo du des d di "
    "da das do dos del della degli dalla dal los las el al a af y e i am auf aus ver vor vander vande vanden"
)
PREFIX_WORDS = frozenset(_PREFIXES.split(" "))
"""Words of Tabel 32 (prefixes) of the population register, each by itself."""
_TITLES = re.compile(
    r"^(?:(?:de\s+)?heer|dhr|mevrouw|mevr|mw|fam(?:ilie)?|erven|drs?|ir|ing|mr|prof|mrs|ms)\b[.\s]*(?:/\s*)?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?\s?)+[^\W\d_]?\.?")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{1,6}")
_SPACED = re.compile(r"\s+")


@dataclass(frozen=True)
class Name:
    """A name in parts; each may be "". `initials` holds given names where only these are known."""

    initials: str = ""
    prefix: str = ""
    surname: str = ""


def full_name_of(cell: Cell) -> Name:
    """``Jansen, A.``, ``Hoop, J. de``, ``A. de Jansen``, ``van der Berg, J.C.``, ``de Vries`` or ``Jan de Vries`` in parts."""
    text = _SPACED.sub(" ", as_words(cell)).strip(" ,;")
    while (bare := _TITLES.sub("", text)) != text:
        text = bare.strip(" ,;")
    raw = as_words(cell).strip()
    if raw.startswith(","):
        return Name(initials=text)
    if "," in text:
        before, _, after = text.partition(",")
        prefix, surname = _leading_prefix(before.split())
        initials, late_prefix = _trailing_prefix(after.split())
        return Name(initials, prefix or late_prefix, surname)
    return _in_speaking_order(text.split())


def is_initials(token: str) -> bool:
    """Whether a word looks like initials: ``J.C.``, ``Th.``, ``JC`` (not a prefix word)."""
    return bool(_DOTTED.fullmatch(token) or (_CAPITALS.fullmatch(token) and len(token) <= 3 and not _is_prefix(token)))


def _in_speaking_order(tokens: list[str]) -> Name:
    count = 0
    while count < len(tokens) and is_initials(tokens[count]) and (count < len(tokens) - 1 or "." in tokens[count]):
        count += 1
    if count:
        prefix, surname = _leading_prefix(tokens[count:])
        return Name(" ".join(tokens[:count]), prefix, surname)
    if len(tokens) > 1 and "." in tokens[-1] and is_initials(tokens[-1]):
        prefix, surname = _leading_prefix(tokens[:-1])
        return Name(tokens[-1], prefix, surname)
    prefix, surname = _leading_prefix(tokens)
    words = surname.split()
    inner = next((i for i, word in enumerate(words) if i and _is_prefix(word)), 0)
    if prefix or not inner or words[inner].lower() in {"el", "al", "tot", "y", "e", "en", "in", "te", "a"}:
        return Name("", prefix, surname)
    late, rest = _leading_prefix(words[inner:])
    return Name(" ".join(words[:inner]), late, rest) if rest else Name("", "", surname)


def _is_prefix(word: str) -> bool:
    return word.lower().strip("'’`.") in PREFIX_WORDS and not word.endswith(".")


def _leading_prefix(tokens: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(tokens) - 1 and _is_prefix(tokens[count]):
        count += 1
    if count == 1 and len(tokens) > 1 and len(tokens[0]) == 1:
        return "", " ".join(tokens)
    return " ".join(tokens[:count]).lower(), " ".join(tokens[count:])


def _trailing_prefix(tokens: list[str]) -> tuple[str, str]:
    count = len(tokens)
    while count and _is_prefix(tokens[count - 1]) and not (count == 1 and len(tokens[0]) == 1):
        count -= 1
    return " ".join(tokens[:count]), " ".join(tokens[count:]).lower()
