"""The card: left at a closed door, open to everybody's eyes, so it betrays nothing (P17; programmes.md 5).

Pure: dataclasses in, the bytes of one tagged PDF out. Two cards (A5 landscape halves of an A4) a page, in the order given.
"""

from voordeur.channels.card.rendering import ON_A_SHEET, Card, CardRefusedError, render, show, wording
from voordeur.channels.text_check import Forbidden, forbidden_words

__all__ = ["ON_A_SHEET", "Card", "CardRefusedError", "Forbidden", "forbidden_words", "render", "show", "wording"]
