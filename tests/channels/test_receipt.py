"""The receipt: a tagged PDF, alike each time, that says what the creditor did."""

from datetime import UTC, date, datetime

import pytest

from voordeur.channels.receipt import Receipt, render_receipt

RECEIPT = Receipt(
    number=13,
    partner="Thuisgoed #panic()",
    receiver="Noorderlicht",
    received_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
    month=date(2026, 11, 1),
    sha256="9" * 64,
    delivered=3,
    accepted=2,
    warned=1,
    refused=1,
    reasons=(("Het bedrag '…' is geen getal.", 1),),
    attested=True,
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_a_tagged_pdf_and_the_same_receipt_gives_the_same_bytes(language):
    made = Receipt(**{**vars(RECEIPT), "language": language})
    pdf = render_receipt(made)
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in pdf
    assert render_receipt(made) == pdf


def test_it_has_no_place_for_what_a_resident_answered():
    assert set(vars(RECEIPT)) == {
        "number", "partner", "receiver", "received_at", "month", "sha256", "delivered", "accepted", "warned", "refused",
        "reasons", "attested", "language",
    }  # fmt: skip
