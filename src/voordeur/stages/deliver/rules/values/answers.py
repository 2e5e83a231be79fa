"""Closed answers: yes and no, kinds of signal, kinds of partner, sexes."""

from __future__ import annotations

import re
import unicodedata

from voordeur.stages.deliver.rules.cells import Cell, as_words

_YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x", "akkoord", "gedaan", "voldaan", "ok", "v", "wel", "aanwezig", "✓"}
_NO = {"nee", "neen", "n", "no", "false", "onwaar", "0", "niet", "geen", "niet gedaan", "niet akkoord", "geen bezwaar"}
# A word in an objection column that means yes by itself.
_OBJECTION = {"bezwaar", "bezwaar gemaakt", "weigert", "geweigerd", "objection", "objected", "refused"}
_SIGNAL_TYPES = (
    (
        "end_of_supply",
        (
            "einde levering",
            "eindelevering",
            "beeindig",
            "opzegging",
            "leveringsstop",
            "end of supply",
            "endofsupply",
            "end delivery",
        ),
    ),
    (
        "settled",
        ("afsluiting", "afgesloten", "afgelost", "voldaan", "betaald", "settled", "closed", "paid", "intrekking", "ingetrokken"),
    ),
    ("updated", ("geactualiseerd", "actualisatie", "update", "vervolg", "gewijzigd", "herhaald", "herhaling", "wijziging")),
    ("crisis", ("crisis", "acuut", "spoed", "emergency", "urgent")),
    ("first", ("eerste", "first", "nieuw", "new", "initieel", "signaal", "1")),
)
# How far a creditor's collection came, in the field's own words, the furthest first: "ontruiming aangezegd" is an announcement.
_STAGES = (
    ("afgelast", ("afgelast", "ingetrokken", "called off", "cancelled")),
    ("aanzegging", ("aanzegging", "aangezegd", "eviction announced")),
    ("ontruiming", ("ontruim", "evict")),
    ("betekening", ("beteken", "served")),
    ("vonnis", ("vonnis", "judgment", "judgement", "veroordeeld")),
    ("zitting", ("zitting", "hearing", "rechtbank", "kantonrechter")),
    ("dagvaarding", ("dagvaard", "summons")),
    ("incasso", ("incasso", "deurwaarder", "collection", "bailiff")),
    ("sommatie", ("sommatie", "ingebrekestelling", "demand")),
    ("aanmaning", ("aanmaning", "14 dagenbrief", "14 dagen brief", "veertiendagenbrief", "formal notice", "wik brief")),
    ("herinnering", ("herinnering", "reminder")),
)
STAGES = frozenset(stage for stage, _ in _STAGES)
_KINDS = (
    ("CAK Zorgverzekeringen", ("cak zorgverzekering", "cak wanbetalers")),
    ("CAK Eigen bijdrage", ("cak eigen bijdrage", "cak")),
    ("Zorg", ("zorg", "health", "zvw")),
    ("Huur", ("huur", "rent", "woning", "housing")),
    ("Energie", ("energie", "energy", "gas", "stroom", "elektra", "electricity", "warmte")),
    ("Water", ("water",)),
    ("Hypotheek", ("hypotheek", "mortgage")),
    ("DUO", ("duo", "studie", "student")),
    ("Belastingdienst", ("belasting", "tax")),
    ("Dienst Toeslagen", ("toeslag", "benefit")),
    ("Overige", ("overig", "other")),
)


def plain(text: str) -> str:
    """Lower case, without accents, with single spaces for anything that is no letter or digit."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def yes_or_no(cell: Cell) -> bool | None:
    """Yes, no, or None where the cell says neither."""
    if isinstance(cell, bool):
        return cell
    text = as_words(cell).lower().strip(" .!")
    first = text.split(",")[0].strip()
    if text in _YES or first in _YES:
        return True
    # "geen" and "n.v.t." count as words for nothing, but here the first is an answer.
    return False if text in _NO or first in _NO or str(cell).strip().lower() == "geen" else None


def objects(cell: Cell) -> bool | None:
    """Whether an objection column says that the customer objected, or refuses; None where it says neither."""
    text = as_words(cell).lower()
    return True if text in _OBJECTION else yes_or_no(cell)


def signal_type_of(cell: Cell) -> str | None:
    """One of our signal types; "" for nothing, None for something unknown."""
    text = plain(as_words(cell))
    if not text:
        return ""
    return next((code for code, words in _SIGNAL_TYPES if any(word in text for word in words)), None)


def kind_of(cell: Cell) -> str | None:
    """The DDAS kind of partner (EnumSignaalpartner); "" for nothing, None for something unknown."""
    text = plain(as_words(cell))
    if not text:
        return ""
    return next((kind for kind, words in _KINDS if any(word in text for word in words)), None)


def stage_of(cell: Cell) -> str:
    """One of STAGES; what is none of them stays as the creditor wrote it ("" for nothing)."""
    said = as_words(cell)
    text = plain(said)
    return next((stage for stage, words in _STAGES if any(word in text for word in words)), said)


def attempts_of(cell: Cell) -> int | None:
    """How often the creditor tried by itself: a number, or a list of what it did (``brief, sms, 2 x gebeld``). None: not said."""
    said = as_words(cell)
    if not said:
        return None
    if found := re.fullmatch(r"(\d{1,2})(?:[.,]0+)?(?: ?(?:x|keer|maal|times))?", said.lower()):
        return int(found[1])
    told = [part for part in re.split(r"[,;/+]| en ", said.lower()) if any(letter.isalpha() for letter in part)]
    times = (re.search(r"\b(\d{1,2}) ?(?:x|keer|maal)\b", part) for part in told)
    return sum(int(time[1]) if time else 1 for time in times) or None


def sex_of(cell: Cell) -> str:
    """``man``, ``vrouw`` or "" for anything else."""
    text = plain(as_words(cell))
    if text in {"m", "man", "male", "mannelijk", "dhr", "de heer", "heer", "mr"}:
        return "man"
    return "vrouw" if text in {"v", "f", "vrouw", "female", "vrouwelijk", "mw", "mevr", "mevrouw", "mrs", "ms"} else ""
