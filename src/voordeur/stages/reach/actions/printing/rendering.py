"""From pieces to the files that are kept, and where in them each piece stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Organisation
from voordeur.channels import card, letter, word
from voordeur.stages.reach.actions.printing.composing import Piece
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.queries.texts import word_template

PDF, WORD = "pdf", "docx"
_Content = TypeVar("_Content", letter.Letter, card.Card)


@dataclass(frozen=True)
class Rendered:
    """The printer's file, the same pieces one a page where that is another file, and the place (first page, pages) of each."""

    content: bytes
    suffix: str
    pages: int
    places: list[tuple[int, int]]
    pieces: bytes = b""


def rendered(pieces: Sequence[Piece], *, form: str, organisation: Organisation, on: date) -> Rendered:
    """The files of a batch. Raises PostRefusedError where a card betrays, a letter is too long, or Word has no template."""
    letters = _only(pieces, letter.Letter)
    try:
        if form == WORD:
            return _word(letters, organisation=organisation, on=on)
        return _letters(letters, on) if letters else _cards(_only(pieces, card.Card), on)
    except card.CardRefusedError as refused:
        raise PostRefusedError(
            _("De kaart verraadt te veel: “%(word)s” mag er niet op staan.") % {"word": refused.found[0].word}
        ) from refused
    except KeyError as missing:
        raise PostRefusedError(
            _("De tekst vraagt om “%(word)s”, en de werkwijze weet dat niet.") % {"word": missing.args[0]}
        ) from missing
    except letter.LetterTooLongError as refused:
        raise PostRefusedError(_("Een brief past niet op één vel. Maak de tekst korter (Post, Teksten).")) from refused


def _only(pieces: Sequence[Piece], kind: type[_Content]) -> list[_Content]:
    return [piece.content for piece in pieces if isinstance(piece.content, kind)]


def _letters(letters: Sequence[letter.Letter], on: date) -> Rendered:
    sheet = letter.SHEET
    places = [(sheet * place + 1, sheet) for place in range(len(letters))]
    return Rendered(letter.render(letters, on=on), ".pdf", sheet * len(letters), places)


def _cards(cards: Sequence[card.Card], on: date) -> Rendered:
    """Two on a sheet for the printer; one a page to show one person's card without the neighbour's."""
    sheets = -(-len(cards) // card.ON_A_SHEET)
    places = [(place + 1, 1) for place in range(len(cards))]
    return Rendered(card.render(cards, on=on), ".pdf", sheets, places, card.render(cards, on=on, a_page=1))


def _word(letters: Sequence[letter.Letter], *, organisation: Organisation, on: date) -> Rendered:
    """One Word file a letter, numbered in print order, in one zip."""
    template = word_template(organisation)
    if template is None or not letters:
        raise PostRefusedError(_("Er is nog geen Word-sjabloon, of dit zijn geen brieven (Post, Huisstijl)."))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for place, one in enumerate(letters, start=1):
            held.writestr(word_name(place), word.render(template, one, on=on))
    return Rendered(out.getvalue(), ".zip", 0, [(place + 1, 1) for place in range(len(letters))])


def word_name(place: int) -> str:
    """What the Word file of a piece is called within the batch: by its place, never by a person."""
    return f"brief-{place:05}.docx"
