"""Letters to PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from voordeur.channels.blocks import BlockKind, as_data, filled, read_blocks
from voordeur.channels.qr import qr_svg
from voordeur.channels.sender import Sender
from voordeur.channels.style import PLAIN, Style
from voordeur.channels.typesetting import picture, typeset
from voordeur.programmes.texts import CLOSED, Language, Text, all_languages, fill, language

TEMPLATE = Path(__file__).with_name("letter.typ")
SHEET = 2  # pages that one letter takes: the front and the back of one sheet


@dataclass(frozen=True)
class Letter:
    """One letter to one person.

    `name` as the register says that post is addressed; `address` is the lines under it (street and number; postcode and
    city). `sources` are the partners that reported something about this person, and of nobody else in the house (P04).
    `code` and `link` open the resident's page; without them the letter names none. `until`: the last day to say no, where
    the text asks for one.
    """

    name: str
    address: tuple[str, ...]
    sources: tuple[str, ...]
    sender: Sender
    retention_months: int
    text: Text
    code: str = ""
    link: str = ""
    until: date | None = None
    style: Style = PLAIN
    moment: Mapping[str, str] = field(default_factory=dict)  # day and time, where it tells of an appointment


class LetterTooLongError(ValueError):
    """Some letter does not fit on one sheet."""


def wording(letter: Letter, *, on: date) -> dict[str, Any]:
    """The letter's words with every slot filled, as letter.typ reads them.

    Raises ValueError without a name or a source, or for a text that is no letter; KeyError for a slot that nobody fills.
    """
    if not letter.name.strip() or not letter.sources:
        raise ValueError("a letter carries a name and says who reported (P13, P16)")
    text, sender = letter.text, letter.sender
    if text.kind not in CLOSED:
        raise ValueError(f"{text.key} is no letter")
    words = language(text.language)
    values = values_of(letter, words)
    lines = {line: fill(said, values) for line, said in text.lines.items() if line != "door" or letter.code}
    blocks = filled(read_blocks(text.body), values)
    front = next((at for at, block in enumerate(blocks) if block.kind == BlockKind.BACK), len(blocks))
    return {
        "door": "",
        **lines,
        "language": words.code,
        "address": [letter.name, *letter.address],
        "municipality": sender.municipality,
        "department": sender.department,
        "return_address": sender.return_address,
        "contact": sender.contact,
        "phone": sender.phone,
        "date_word": words.date_word,
        "subject_word": words.subject_word,
        "day": words.day(on),
        "front": as_data(blocks[:front]),
        "back": as_data(blocks[front:]),
        "code": letter.code,
        "code_word": words.code_word,
        "qr": qr_svg(letter.link) if letter.code else "",
        "scan": words.scan,
        "tongues": _tongues(words),
    }


def values_of(letter: Letter, words: Language) -> dict[str, str]:
    """What fills the slots of a letter."""
    values = {
        **letter.sender.values(),
        "name": letter.name,
        "sources": words.listing(letter.sources),
        "retention_months": str(letter.retention_months),
        # On paper a link is typed over, not clicked: without what a browser adds by itself.
        "link": letter.link.removeprefix("https://").removesuffix("/"),
        "code": letter.code,
        **({"until": words.day(letter.until)} if letter.until else {}),
        **letter.moment,
    }
    return words.isolated(values)


def _tongues(words: Language) -> list[dict[str, str]]:
    """Who reads no Dutch finds the own language, with the number, at the foot of a Dutch letter."""
    if words.code != "nl":
        return []
    return [{"language": each.code, "name": each.name} for each in all_languages() if each.code != "nl"]


def letters_data(letters: Sequence[Letter], *, on: date) -> dict[str, Any]:
    """All that letter.typ reads; each style stands in it once."""
    styles = list(dict.fromkeys(letter.style for letter in letters))
    places = {style: place for place, style in enumerate(styles)}
    return {
        "styles": [style.data() for style in styles],
        "letters": [{**wording(letter, on=on), "style": places[letter.style]} for letter in letters],
    }


def render(letters: Sequence[Letter], *, on: date) -> bytes:
    """One PDF with all letters, in the order given, one sheet each, dated `on`.

    Raises ValueError for no letters, LetterTooLongError where one does not fit on its sheet.
    """
    if not letters:
        raise ValueError("no letters")
    pdf = typeset(TEMPLATE, letters_data(letters, on=on), on=on)
    # The last one may leave its back empty; any other number means that some letter took a second sheet.
    if PdfReader(io.BytesIO(pdf)).get_num_pages() not in (SHEET * len(letters), SHEET * len(letters) - 1):
        raise LetterTooLongError
    return pdf


def show(letter: Letter, *, on: date) -> list[bytes]:
    """The pages of one letter as PNG, for a preview."""
    return picture(TEMPLATE, letters_data([letter], on=on), on=on)
