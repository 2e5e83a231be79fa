"""Cards to PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from voordeur.channels.card.forbidden_words import Forbidden, forbidden_words
from voordeur.channels.sender import Sender
from voordeur.channels.typesetting import typeset
from voordeur.programmes.texts import fill, load

_TEMPLATE = Path(__file__).with_name("card.typ")


@dataclass(frozen=True)
class Card:
    """One card for one person. It knows neither creditor nor amount, so it cannot betray them."""

    name: str
    sender: Sender
    language: str = "nl"
    programme: str = "coevorden"


class CardRefusedError(ValueError):
    """A card's words break P17; `found` says which."""

    def __init__(self, found: Sequence[Forbidden]) -> None:
        self.found = tuple(found)
        super().__init__(", ".join(f"{each.word} ({each.because})" for each in found))


def wording(card: Card) -> dict[str, Any]:
    """The card's words with every slot filled, in the shape that card.typ reads. Raises ValueError without a name (P13)."""
    if not card.name.strip():
        raise ValueError("a card carries a name (P13)")
    text = load(card.programme, "card", card.language)
    values = {**card.sender.values(), "name": card.name}
    return {
        "language": text["language"],
        "title": text["title"],
        "phone": card.sender.phone,
        "text": [fill(paragraph, values) for paragraph in text["text"]],
        **{key: fill(text[key], values) for key in ("greeting", "heading", "call", "hours", "check", "decline", "sender")},
    }


def render(cards: Sequence[Card], *, on: date) -> bytes:
    """One PDF with all cards, two a page, in the order given, dated `on`.

    Raises CardRefusedError when the words of any card break P17, and ValueError for no cards. A person's own name is not judged:
    somebody may be called Schuldink.
    """
    if not cards:
        raise ValueError("no cards")
    for nameless in {replace(card, name="-") for card in cards}:
        if found := forbidden_words(_all_words(wording(nameless))):
            raise CardRefusedError(found)
    return typeset(_TEMPLATE, {"cards": [wording(card) for card in cards]}, on=on)


def _all_words(words: dict[str, Any]) -> str:
    return "\n".join("\n".join(value) if isinstance(value, list) else value for value in words.values())
