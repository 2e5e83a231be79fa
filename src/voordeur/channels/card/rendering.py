"""Cards to PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from voordeur.channels.blocks import as_data, as_plain, filled, read_blocks
from voordeur.channels.qr import qr_svg
from voordeur.channels.sender import Sender
from voordeur.channels.style import PLAIN, Style
from voordeur.channels.text_check import Forbidden, forbidden_words
from voordeur.channels.typesetting import picture, typeset
from voordeur.programmes.texts import Kind, Text, fill, language

_TEMPLATE = Path(__file__).with_name("card.typ")
ON_A_SHEET = 2


@dataclass(frozen=True)
class Card:
    """One card for one person. It knows neither creditor nor amount, so it cannot betray them.

    `code` and `link` open the resident's page; without them the card names none.
    """

    name: str
    sender: Sender
    text: Text
    code: str = ""
    link: str = ""
    style: Style = PLAIN


class CardRefusedError(ValueError):
    """A card's words break P17; `found` says which."""

    def __init__(self, found: Sequence[Forbidden]) -> None:
        self.found = tuple(found)
        super().__init__(", ".join(f"{each.word} ({each.because})" for each in found))


def wording(card: Card) -> dict[str, Any]:
    """The card's words with every slot filled, in the shape that card.typ reads.

    Raises ValueError without a name (P13) or for a text that is no card; KeyError for a slot that nobody fills.
    """
    if not card.name.strip():
        raise ValueError("a card carries a name (P13)")
    text, words = card.text, language(card.text.language)
    if text.kind != Kind.CARD:
        raise ValueError(f"{text.key} is no card")
    values = _values(card)
    return {
        **{line: fill(said, values) for line, said in text.lines.items()},
        "language": words.code,
        "municipality": card.sender.municipality,
        "phone": card.sender.phone,
        "hours": card.sender.hours if text.language == "nl" else "",
        "body": as_data(filled(read_blocks(text.body), values)),
        "code": card.code,
        "code_word": words.code_word,
        "qr": qr_svg(card.link) if card.code else "",
        "scan": words.scan,
    }


def _values(card: Card) -> dict[str, str]:
    link = card.link.removeprefix("https://").removesuffix("/")
    return language(card.text.language).isolated({**card.sender.values(), "name": card.name, "code": card.code, "link": link})


def cards_data(cards: Sequence[Card], *, a_page: int) -> dict[str, Any]:
    """All that card.typ reads; each style stands in it once."""
    styles = list(dict.fromkeys(card.style for card in cards))
    places = {style: place for place, style in enumerate(styles)}
    return {
        "a_page": a_page,
        "styles": [style.data() for style in styles],
        "cards": [{**wording(card), "style": places[card.style]} for card in cards],
    }


def render(cards: Sequence[Card], *, on: date, a_page: int = ON_A_SHEET) -> bytes:
    """One PDF with all cards, two on an A4 (or one on each page), in the order given, dated `on`.

    Raises CardRefusedError when the words of any card break P17, and ValueError for no cards. A person's own name is not judged:
    somebody may be called Schuldink.
    """
    if not cards:
        raise ValueError("no cards")
    for nameless in {replace(card, name="-", code="", link="") for card in cards}:
        if found := forbidden_words("\n".join(_all_words(nameless)), language=nameless.text.language):
            raise CardRefusedError(found)
    return typeset(_TEMPLATE, cards_data(cards, a_page=a_page), on=on)


def show(card: Card, *, on: date) -> list[bytes]:
    """The card as a PNG picture, for a preview."""
    return picture(_TEMPLATE, cards_data([card], a_page=1), on=on)


def _all_words(card: Card) -> Iterator[str]:
    values = _values(card)
    yield from (fill(said, values) for said in card.text.lines.values())
    yield as_plain(filled(read_blocks(card.text.body), values))
    yield from (card.sender.municipality, card.sender.hours)
