"""Dutch names as people, creditors and registers write them, made comparable.

A surname is a tuple of parts: ``Jansen-de Vries`` has two, ``van der Berg`` one. Prefixes (voorvoegsels) do not count in a
comparison: creditors lose them, glue them on, or write them in the wrong column.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# LO-BRP table 36 (voorvoegsels), the words that occur in it, and the shortened forms in creditors' files.
_PREFIX_WORDS = (
    "van von vom vd v d de den der des die das do dos da dal dalla du della di del degli dei l la las le les lo los "
    "el al bij in op te ten ter tot uit uijt over onder aan aen auf af am im zu zum zur t s ut y voor boven achter "
    "het vande vander vanden"
)
PREFIX_WORDS = frozenset(_PREFIX_WORDS.split())
_TITLE_WORDS = "dhr hr heer mevr mevrouw mw mej fam familie erven erfgenamen wed weduwe drs ir ing mr dr prof jr sr"
TITLES = frozenset(_TITLE_WORDS.split())
_SHORT_GIVEN = "ab ad al bas bo ed eva jan jo job kim max mia pim ria roy tim tom"
SHORT_NAMES = frozenset(_SHORT_GIVEN.split())
# Latin letters that have no decomposition in Unicode.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n", "ħ": "h",
     "ĸ": "k", "ĳ": "ij", "ŧ": "t", "ſ": "s", "’": "'", "`": "'", "´": "'"}
)  # fmt: skip
_OWN_AND_PARTNER = re.compile(r"\s*(?:\be/v\b|\be\.v\.|\bgeb\.?\s|\bgehuwd\b|[-–—/])\s*", re.IGNORECASE)
# What may follow the comma in ``Vries, A.B. de``: initials, or one or two names, then prefixes.
_AFTER_COMMA = re.compile(r"\s*(?:(?:[^\W\d_]{1,3}\.\s*)+|[^\W\d_]{1,20}(?:[ -][^\W\d_]{2,20})?)?[A-Za-z' ]*$")
_LEADING_INITIALS = re.compile(r"((?:[^\W\d_]{1,3}\.[\s-]?)+)\s*(?=\S)")


@dataclass(frozen=True)
class Name:
    """A name made comparable: surname parts without prefixes, initials in order, given names where they were written out."""

    parts: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # the parts as they were written, accents kept, to search a register by


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case, without accents; ``Sigurðardóttir`` becomes ``sigurdardottir``."""
    lower = text.casefold().translate(LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return " ".join(bare.translate(LETTERS).split())


@lru_cache(maxsize=50_000)
def written_parts(surname: str) -> tuple[str, ...]:
    """The parts of a surname as they were written, without titles and prefixes; ``Al`` alone is a name, not a prefix."""
    parts = []
    for piece in _OWN_AND_PARTNER.split(surname):
        words = [word for word in piece.split() if fold(word).strip(".") not in TITLES]
        while len(words) > 1 and _plain(words[0]) in PREFIX_WORDS:
            words.pop(0)
        if words:
            parts.append(" ".join(words))
    return tuple(parts)


def surname_parts(surname: str, prefix: str = "") -> tuple[str, ...]:
    """The parts of a surname made comparable; a prefix that also stands glued to the name is taken off."""
    parts = tuple(filter(None, (_plain(part) for part in written_parts(surname))))
    glued = _plain(prefix)
    if glued and len(parts) == 1 and parts[0].startswith(glued) and len(parts[0]) - len(glued) >= 4:
        return (parts[0][len(glued) :],)
    return parts


@lru_cache(maxsize=20_000)
def without_glued_prefix(surname: str, prefix: str) -> str:
    """A surname as written, but for a prefix that stands glued to it and in its own column: ``Vanberkhout`` with ``van``."""
    parts = surname_parts(surname, prefix) if prefix else ()
    glued = len(parts) == 1 and _plain(prefix) and _plain(surname) == _plain(prefix) + parts[0]
    return parts[0] if glued else surname


@lru_cache(maxsize=20_000)
def registered_letters(given: str) -> tuple[str, ...]:
    """The first letters of given names as the register writes them; a hyphenated name has one."""
    return tuple(_letter(name) for name in fold(given).split() if name[0].isalpha())


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def read_initials(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Initials and written-out given names of a field that may hold either: ``J.P.``, ``JP``, ``Jan Peter``, ``Th.``."""
    words = [word for word in re.split(r"[\s.,-]+", fold(text)) if word[:1].isalpha()]
    run_together = len(words) == 1 and "." not in text and text.strip().isupper() and len(words[0]) in (2, 3)
    if run_together and words[0] not in SHORT_NAMES:
        return tuple(words[0]), ()
    words = [word for word in words if len(word) == 1 or word not in TITLES | PREFIX_WORDS]
    letters = tuple(_letter(word) for word in words)
    written_out = "." not in text and all(len(word) > 2 or word in SHORT_NAMES for word in words)
    return letters, tuple(words) if written_out else ()


def _letter(word: str) -> str:
    return "y" if word.startswith("ij") else word[0]


@lru_cache(maxsize=20_000)
def claimed_name(surname: str, prefix: str, initials: str) -> Name:
    """The name that a creditor wrote, in whatever columns: also ``Jansen, A. de`` and ``A. Jansen`` in the surname's."""
    surname, rest = surname.strip(), ""
    before, comma, after = surname.partition(",")
    if comma and _AFTER_COMMA.fullmatch(after):
        surname, rest = before, after
    elif found := _LEADING_INITIALS.match(surname):
        rest, surname = found.group(1), surname[found.end() :]
    letters, given = read_initials(initials or rest)
    return Name(surname_parts(surname, prefix), letters, given, written_parts(surname))
