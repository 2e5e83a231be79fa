"""How many text messages a text becomes (GSM 03.38: 160 signs, or 70 where one sign is not in its alphabet)."""

from __future__ import annotations

_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€\f")  # takes an escape sign before it


def parts_of(text: str) -> int:
    """The number of messages that are sent, and paid, for this text; 0 for none."""
    if not text:
        return 0
    if set(text) <= _ALPHABET | _TWICE:
        length, one, more = len(text) + sum(sign in _TWICE for sign in text), 160, 153
    else:
        length, one, more = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= one else -(-length // more)
