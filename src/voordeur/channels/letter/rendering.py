"""Letters to PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from voordeur.channels.sender import Sender
from voordeur.channels.typesetting import typeset
from voordeur.programmes.texts import fill, load

_TEMPLATE = Path(__file__).with_name("letter.typ")
_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


@dataclass(frozen=True)
class Letter:
    """One letter to one person.

    `name` as the register says that post is addressed; `address` is the lines under it (street and number; postcode and
    city). `sources` are the partners that reported something about this person, and of nobody else in the house (P04).
    """

    name: str
    address: tuple[str, ...]
    sources: tuple[str, ...]
    sender: Sender
    retention_months: int
    language: str = "nl"
    programme: str = "coevorden"


def wording(letter: Letter) -> dict[str, Any]:
    """The letter's words with every slot filled, as letter.typ reads them. Raises ValueError without a name or a source."""
    if not letter.name.strip() or not letter.sources:
        raise ValueError("a letter carries a name and says who reported (P13, P16)")
    text = load(letter.programme, "letter", letter.language)
    values = _values(letter, text)
    return {
        "language": text["language"],
        "title": text["title"],
        "address": [letter.name, *letter.address],
        "municipality": letter.sender.municipality,
        "department": letter.sender.department,
        "return_address": letter.sender.return_address,
        "reference": text["reference"],
        "subject": text["subject"],
        "salutation": fill(text["salutation"], values),
        "opening": [fill(paragraph, values) for paragraph in text["opening"]],
        "sections": _sections(text["sections"], values),
        "closing": text["closing"],
        "contact": letter.sender.contact,
        "phone": letter.sender.phone,
        "rights_title": text["rights_title"],
        "rights": _sections(text["rights"], values),
    }


def render(letters: Sequence[Letter], *, on: date) -> bytes:
    """One PDF with all letters, in the order given, dated `on`. Raises ValueError for no letters."""
    if not letters:
        raise ValueError("no letters")
    filled = [{**wording(letter), "day": _day(on, letter.language)} for letter in letters]
    return typeset(_TEMPLATE, {"letters": filled}, on=on)


def _values(letter: Letter, text: Mapping[str, Any]) -> dict[str, str]:
    *most, last = letter.sources
    sources = f"{', '.join(most)} {text['and']} {last}" if most else last
    start = text["source_start_many" if most else "source_start_one"]
    return {
        **letter.sender.values(),
        "name": letter.name,
        "sources": sources,
        "sources_start": fill(start, {"source": sources}),
        "retention_months": str(letter.retention_months),
    }


def _sections(sections: Sequence[Mapping[str, Any]], values: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"heading": fill(part["heading"], values), "text": [fill(paragraph, values) for paragraph in part["text"]]}
        for part in sections
    ]


def _day(on: date, language: str) -> str:
    return f"{on.day} {_MONTHS[language][on.month - 1]} {on.year}"
