"""The card: left at a closed door, open to everybody's eyes, so it betrays nothing (P17; programmes.md 5).

Pure: dataclasses in, the bytes of one tagged PDF out. Two cards (A5 landscape halves of an A4) a page, in the order given.
"""

from voordeur.channels.card.forbidden_words import Forbidden, forbidden_words
from voordeur.channels.card.rendering import Card, CardRefusedError, render, wording

__all__ = ["Card", "CardRefusedError", "Forbidden", "forbidden_words", "render", "wording"]
