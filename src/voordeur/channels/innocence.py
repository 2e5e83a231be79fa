"""The last look at words before they go where anybody may read them: on a screen that lights up, in a shared mailbox (P17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from voordeur.channels.text_check import Forbidden, forbidden_words


class WordsRefusedError(ValueError):
    """Words would give somebody away; `found` says which."""

    def __init__(self, found: Sequence[Forbidden]) -> None:
        self.found = tuple(found)
        super().__init__(", ".join(f"{each.word} ({each.because})" for each in found))


def demand_innocence(*words: str, creditors: Iterable[str] = ()) -> None:
    """Raises WordsRefusedError where any of these words (subject, body, sender, link) breaks P17."""
    if found := forbidden_words("\n".join(words), creditors=creditors):
        raise WordsRefusedError(found)
