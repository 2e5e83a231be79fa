"""Everything sent on paper can be shown as it was, to who may see it, and nobody else's with it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from stages.reach.test_printing import due, home, make, somebody_to_call  # noqa: F401
from stages.town import TODAY, Street
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.programmes import texts
from voordeur.stages.reach.actions.texts import Draft, use_text, write_text
from voordeur.stages.reach.forget import forget
from voordeur.stages.reach.models import PrintedPiece
from voordeur.stages.reach.queries.pieces import pieces, sent_piece

NAMES = ("Aaldering", "Boonstra", "Cramer")


def shown(street: Street, piece: PrintedPiece) -> str:
    found = sent_piece(piece, Look(street.cast.clara, Purpose.OFFER_HELP))
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(found.content)).pages)


@pytest.mark.parametrize(("channel", "step"), [("Brief", "letter"), ("Kaartje", "card")])
def test_each_piece_alone(street: Street, channel, step):
    case, people = home(street, "14", *NAMES)
    if channel == "Kaartje":
        due(case, channel, step)
    batch = make(street, case, channel=channel)
    for piece in batch.pieces.all():
        words = shown(street, piece)
        assert [name for name in NAMES if name in words] == [piece.resident.surname]
    assert AccessLogEntry.objects.filter(purpose=Purpose.OFFER_HELP).count() == len(people)


def test_later_words_change_nothing_of_what_was_sent(street: Street):
    case, _people = home(street, "14", "Aaldering")
    piece = make(street, case).pieces.get()
    before = shown(street, piece)
    text = texts.load("coevorden", "letter", "nl")
    version = write_text(
        organisation=street.cast.noorderlicht,
        key=("coevorden", "letter", "nl"),
        draft=Draft({**text.lines, "title": "Iets heel anders"}, text.body, True),
        by=None,
    )
    use_text(version, by=None)
    other, _ = home(street, "16", "Boonstra")
    assert "Iets heel anders" in shown(street, make(street, other).pieces.get())
    assert shown(street, PrintedPiece.objects.get(pk=piece.pk)) == before


def test_what_was_forgotten_is_not_shown_and_a_strangers_piece_does_not_exist(street: Street):
    case, people = home(street, "14", "Aaldering")
    piece = make(street, case).pieces.get()
    assert not pieces(street.cast.stine).exists()
    forget(residents=[people[0].pk], signals=[], today=TODAY)
    assert sent_piece(pieces(street.cast.clara).get(pk=piece.pk), Look(street.cast.clara, Purpose.OFFER_HELP)) is None
