"""The words that an open card, an envelope, a return address, a mail or a message may never carry (P17)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

# Stems, found anywhere in a word, so that compounds and inflections are caught: schuldhulp, betalingsachterstand, schulden,
# huurachterstand, beschermingsbewindvoerder, uitkeringen, stadskredietbank.
STEMS = (
    "schuld", "achterstand", "achterstallig", "betaling", "betaal", "betalen", "wanbeta", "incasso", "deurwaarder", "bewind",
    "uitkering", "kredietbank", "aanmaning", "sommatie", "dagvaarding", "ontruiming", "beslagleg", "schuldeiser", "vordering",
    "debt", "arrears", "overdue", "collection agency", "bailiff", "eviction", "welfare benefit", "payment",
)  # fmt: skip
# The same in the other languages: debt, arrears, paying, bailiff, collection, eviction, benefit. Searched for only in a text of
# that language, since what betrays in one is an ordinary word in another (Turkish "borç", the town of Borculo).
STEMS_OF: Mapping[str, tuple[str, ...]] = {
    "tr": (
        "borç", "gecikmiş", "ödeme", "ödenme", "icra", "haciz", "tahsil", "tahliye", "alacak", "sosyal yardım", "iflas", "kredi",
    ),
    "ar": (
        "ديون", "مديون", "استدان", "متأخرات", "مستحقات", "سداد", "تسديد", "محضر قضائي", "حجز", "إخلاء", "تحصيل", "إعانة", "إفلاس",
        "دفعات", "الدفع",
    ),
    "pl": (
        "dług", "dłuż", "zadłuż", "zaleg", "płatno", "zapłat", "spłat", "komornik", "windykac", "eksmisj", "zasił", "wierzyciel",
        "upadło", "egzekuc",
    ),
    "uk": (
        "борг", "борж", "заборгован", "прострочен", "сплат", "платіж", "платеж", "виконавець", "виконавц", "колектор", "виселен",
        "стягнен", "кредитор", "субсиді", "банкрут",
    ),
}  # fmt: skip
# Short words that are found only as they stand: as part of others they mean something else (Arabic "debt" is in "city").
_WHOLE: Mapping[str, frozenset[str]] = {"ar": frozenset({"دين", "دينك", "دينكم", "ديونك", "مدين"})}
# Ordinary words that only look like one: innocent, apologise; free of charge in Polish and Ukrainian.
_INNOCENT = ("onschuld", "verontschuldig", "bezpłatn", "безоплатн")
_AMOUNT = re.compile(r"(€\s*\d|\d\s*(euro|eur)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Forbidden:
    """A word found in a text, and the stem, creditor or amount that forbids it."""

    word: str
    because: str


def forbidden_words(text: str, *, creditors: Iterable[str] = (), language: str = "nl") -> tuple[Forbidden, ...]:
    """What in `text` gives away why somebody is visited; empty when it may be seen by anybody.

    Finds the Dutch and English stems, and those of the text's own `language`, in any spelling of case, accents, hyphens and line
    breaks (``Schuld-\\nhulp``, ``SCHÚLD``), also across the dots and slashes of a mail address or a link; the names of
    `creditors`; and amounts of money.
    """
    plain = _plain(text)
    whole = _WHOLE.get(language, frozenset())
    stems = _stems(language)
    found = [Forbidden(word, said) for word in plain.split() for stem, said in stems if stem in _without_innocent(word)]
    found += [Forbidden(word, word) for word in plain.split() if word in whole]
    found += [Forbidden(said, said) for stem, said in stems if " " in stem and stem in plain]
    found += [Forbidden(name, name) for name in creditors if name.strip() and _plain(name) in plain]
    found += [Forbidden(match[0], "amount") for match in _AMOUNT.finditer(text)]
    return tuple(dict.fromkeys(found))


@cache
def _stems(language: str) -> tuple[tuple[str, str], ...]:
    """The stems for a text of a language: as they are searched for, and as they are written."""
    return tuple((_plain(stem), stem) for stem in (*STEMS, *STEMS_OF.get(language, ())))


def _plain(text: str) -> str:
    """Lower case without accents, soft hyphens, or hyphens inside words; every other sign is a space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and c != "\u00ad")
    joined = re.sub(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)", "", bare.casefold())
    return " ".join(re.sub(r"[^\w@]+", " ", joined).replace("_", " ").split())


def _without_innocent(word: str) -> str:
    for innocent in _innocent():
        word = word.replace(innocent, "")
    return word


@cache
def _innocent() -> tuple[str, ...]:
    return tuple(map(_plain, _INNOCENT))
