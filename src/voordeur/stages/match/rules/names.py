"""Dutch names as people, creditors and registers write them, made comparable.

A surname is a tuple of parts: ``Jansen-de Vries`` has two, ``van der Berg`` one. Prefixes (voorvoegsels) do not count in a
comparison: creditors lose them, glue them on, or write them in the wrong column.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

# LO-BRP table 36 (voorvoegsels), the words that occur in it, and the shortened forms in creditors' files.
PREFIX_WORDS = frozenset(
    [
        "van",
        "von",
        "vom",
        "vd",
        "v",
        "d",
        "de",
        "den",
        "der",
        "des",
        "die",
        "das",
        "do",
        "dos",
        "da",
        "dal",
        "dalla",
        "du",
        "della",
        "di",
        "del",
        "degli",
        "dei",
        "l",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "el",
        "al",
        "bij",
        "in",
        "op",
        "te",
        "ten",
        "ter",
        "tot",
        "uit",
        "uijt",
        "over",
        "onder",
        "aan",
        "aen",
        "auf",
        "af",
        "am",
        "im",
        "zu",
        "zum",
        "zur",
        "t",
        "s",
        "ut",
        "y",
        "voor",
        "boven",
        "achter",
        "het",
        "vande",
        "vander",
        "vanden",
    ]
)
_TITLES = frozenset(
    "dhr hr heer mevr mevrouw mw mej fam familie erven erfgenamen wed weduwe drs ir ing mr dr prof jr sr".split()  # noqa: SIM905
)
# Latin letters that have no decomposition in Unicode.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n", "ħ": "h",
     "ĸ": "k", "ĳ": "ij", "ŧ": "t", "ſ": "s", "’": "'", "`": "'", "´": "'"}
)  # fmt: skip
_OWN_AND_PARTNER = re.compile(r"\s*(?:-|–|—|/|\be/v\b|\be\.v\.|\bgeb\.?\b|\bgehuwd\b)\s*")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"eij|ei|ey|ij|ie(?=j)|y", "y"),
        (r"ck|q|c(?![eihy])", "k"),
        (r"ks", "x"),
        (r"ph", "f"),
        (r"th|dt|d$", "t"),
        (r"z|c(?=[eiy])", "s"),
        (r"gh|ch", "g"),
        (r"au|ouw|auw|ou", "ou"),
        (r"ue", "u"),
        (r"oe(?=[a-z]*$)", "oe"),
        (r"ae", "a"),
        (r"(.)\1+", r"\1"),
    )
)
_INITIAL = re.compile(r"\b(?:chr|th|ch|ph|ij|st|sj|[a-z])(?=[.\s]|$)")


@dataclass(frozen=True)
class Name:
    """A name made comparable: surname parts without prefixes, initials in order, given names where they were written out."""

    parts: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    hyphenated: tuple[str, ...] = ()  # the initials when hyphenated given names count as two
    raw: str = ""

    @property
    def joined(self) -> str:
        """All parts as one word."""
        return "".join(self.parts)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case, without accents; ``Sigurðardóttir`` becomes ``sigurdardottir``."""
    lower = text.casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return " ".join(bare.translate(_LETTERS).split())


@lru_cache(maxsize=50_000)
def sound(part: str) -> str:
    """A part as it sounds, so that ij/y, ck/k, ss/s, dt/t and doubled letters do not differ."""
    for pattern, replacement in _SOUNDS:
        part = pattern.sub(replacement, part)
    return part


@lru_cache(maxsize=50_000)
def surname_parts(surname: str, prefix: str = "") -> tuple[str, ...]:
    """The parts of a surname, folded and without prefixes; nothing but prefixes stays as it is (somebody is called ``Al``)."""
    parts = []
    for piece in _OWN_AND_PARTNER.split(fold(surname)):
        words = [w for w in re.sub(r"[^a-z0-9 ]+", " ", piece.replace("'", " ")).split() if w not in _TITLES]
        kept = list(words)
        while len(kept) > 1 and kept[0] in PREFIX_WORDS:
            kept.pop(0)
        if kept:
            parts.append("".join(kept))
    if prefix and len(parts) == 1:
        glued = re.sub(r"[^a-z]", "", fold(prefix))
        if glued and parts[0].startswith(glued) and len(parts[0]) - len(glued) >= 4:
            return (parts[0][len(glued) :],)
    return tuple(parts)


def read_initials(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Initials and written-out given names of a field that may hold either: ``J.P.``, ``JP``, ``Jan Peter``, ``Th.``."""
    folded = fold(text)
    words = [w for w in re.split(r"[\s.,]+", folded) if (w and w not in _TITLES and w not in PREFIX_WORDS) or w == "t"]
    compact = "." not in text and " " not in text.strip() and len(words) == 1
    if compact and text.strip().isupper() and len(words[0]) <= 3 and words[0] not in ("ij", "jan", "ed", "bo", "ad"):
        return tuple(_letter(c) for c in words[0]), ()
    if "." not in text and words and all(len(w) > 2 for w in words):
        return tuple(_letter(w) for w in words), tuple(words)
    return tuple(_letter(w) for w in words), ()


def _letter(word: str) -> str:
    return "y" if word.startswith("ij") else word[0]


@lru_cache(maxsize=20_000)
def claimed_name(surname: str, prefix: str, initials: str) -> Name:
    """The name that a creditor wrote, in whatever columns: also ``Jansen, A.`` and ``A. Jansen`` in the surname's column."""
    rest = ""
    if "," in surname:
        surname, _, rest = surname.partition(",")
    elif found := re.match(r"^((?:[A-Z][a-z]?\.\s?)+)(?=\S{2,})", surname.strip()):
        rest, surname = found.group(1), surname.strip()[found.end() :]
    letters, given = read_initials(initials or rest)
    return Name(surname_parts(surname, prefix), letters, given, letters, raw=" ".join(filter(None, (initials, prefix, surname))))


@lru_cache(maxsize=20_000)
def registered_name(surname: str, prefix: str, given: str, initials: str = "") -> Name:
    """The name in the register: given names always written out where there are any."""
    names = tuple(n for n in re.split(r"\s+", fold(given)) if n[:1].isalpha())
    letters = tuple(_letter(n) for n in names) or read_initials(initials)[0]
    pieces = tuple(_letter(p) for n in names for p in n.split("-") if p)
    return Name(
        surname_parts(surname, prefix), letters, names, pieces or letters, raw=" ".join(filter(None, (given, prefix, surname)))
    )


def near(one: str, other: str) -> bool:
    """Whether two folded parts may be one name spelt or typed differently.

    The same sound; or one slip of the keys in five letters and more, two in nine and more. Shorter names differ too easily.
    """
    if one == other:
        return True
    shortest = min(len(one), len(other))
    if shortest >= 3 and sound(one) == sound(other):
        return True
    slips = 2 if shortest >= 9 else 1 if shortest >= 4 else 0
    return slips > 0 and OSA.distance(one, other, score_cutoff=slips) <= slips
