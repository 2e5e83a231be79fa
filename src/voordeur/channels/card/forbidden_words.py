"""The words that an open card, an envelope and a return address may never carry (P17)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Stems, found anywhere in a word, so that compounds and inflections are caught: schuldhulp, betalingsachterstand, schulden,
# huurachterstand, beschermingsbewindvoerder, uitkeringen, stadskredietbank.
STEMS = (
    "schuld", "achterstand", "achterstallig", "betaling", "betaal", "betalen", "wanbeta", "incasso", "deurwaarder", "bewind",
    "uitkering", "kredietbank", "aanmaning", "sommatie", "dagvaarding", "ontruiming", "beslagleg", "schuldeiser", "vordering",
    "debt", "arrears", "overdue", "collection agency", "bailiff", "eviction", "welfare benefit", "payment",
)  # fmt: skip
# Ordinary words that only look like one.
_INNOCENT = ("onschuld", "verontschuldig")
_AMOUNT = re.compile(r"(€\s*\d|\d\s*(euro|eur)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Forbidden:
    """A word found in a text, and the stem, creditor or amount that forbids it."""

    word: str
    because: str


def forbidden_words(text: str, *, creditors: Iterable[str] = ()) -> tuple[Forbidden, ...]:
    """What in `text` gives away why somebody is visited; empty when it may be seen by anybody.

    Finds the stems in any spelling of case, accents, hyphens and line breaks (``Schuld-\\nhulp``, ``SCHÚLD``), also across
    the dots and slashes of a mail address or a link; the names of `creditors`; and amounts of money.
    """
    plain = _plain(text)
    found = [Forbidden(word, stem) for word in plain.split() for stem in STEMS if stem in _without_innocent(word)]
    found += [Forbidden(stem, stem) for stem in STEMS if " " in stem and stem in plain]
    found += [Forbidden(name, name) for name in creditors if name.strip() and _plain(name) in plain]
    found += [Forbidden(match[0], "amount") for match in _AMOUNT.finditer(text)]
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    """Lower case without accents, soft hyphens, or hyphens inside words; every other sign is a space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and c != "\u00ad")
    joined = re.sub(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)", "", bare.casefold())
    return " ".join(re.sub(r"[^\w@]+", " ", joined).replace("_", " ").split())


def _without_innocent(word: str) -> str:
    for innocent in _INNOCENT:
        word = word.replace(innocent, "")
    return word
