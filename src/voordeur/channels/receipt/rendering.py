"""Receipts to PDF. Pure: the same receipt gives the same bytes. Not signed as yet; the file's SHA-256 stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from voordeur.channels.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("receipt.typ")


@dataclass(frozen=True)
class Receipt:
    """What a creditor delivered and what became of its lines. `reasons`: why lines were refused, with how many; person-free."""

    number: int
    partner: str
    receiver: str
    received_at: datetime
    month: date
    sha256: str
    delivered: int
    accepted: int
    warned: int
    refused: int
    reasons: tuple[tuple[str, int], ...]
    attested: bool
    language: str = "nl"


def render_receipt(receipt: Receipt) -> bytes:
    """One tagged PDF (PDF/UA-1, PDF/A-3a) in the receipt's language."""
    with translation.override(receipt.language):
        data = {
            "language": receipt.language.split("-")[0],
            "title": _("Ontvangstbewijs"),
            "intro": _("%(receiver)s ontving van %(partner)s een bestand met signalen.")
            % {"receiver": receipt.receiver, "partner": receipt.partner},
            "facts": _facts(receipt),
            "counts_title": _("Regels"),
            "counts": _counts(receipt),
            "reasons_title": _("Waarom regels zijn geweigerd"),
            "reasons": [[said, formats.number_format(count)] for said, count in receipt.reasons],
            "foot": _("Dit bewijs zegt wat de partner deed, en niets over een bewoner of over wat een bewoner antwoordde."),
        }
    return typeset(_TEMPLATE, data, on=timezone.localtime(receipt.received_at).date())


def _facts(receipt: Receipt) -> list[list[str]]:
    moment = timezone.localtime(receipt.received_at)
    attested = _("De partner verklaart dat zij de wettelijke stappen vóór elk signaal zet.")
    return [
        [_("Nummer"), str(receipt.number)],
        [_("Partner"), receipt.partner],
        [_("Ontvangen door"), receipt.receiver],
        [_("Ontvangen op"), formats.date_format(moment, "j F Y, H:i")],
        [_("Telt voor"), formats.date_format(receipt.month, "F Y")],
        [_("Kenmerk van het bestand (SHA-256)"), _in_groups(receipt.sha256)],
        *([[_("Verklaring"), attested]] if receipt.attested else []),
    ]


def _counts(receipt: Receipt) -> list[list[str]]:
    rows = (
        (_("Aangeleverd"), receipt.delivered),
        (_("Aangenomen"), receipt.accepted),
        (_("waarvan met een opmerking"), receipt.warned),
        (_("Geweigerd"), receipt.refused),
    )
    return [[said, formats.number_format(count)] for said, count in rows]


def _in_groups(digest: str) -> str:
    """A long row of signs in groups of eight, so that it breaks within the page and can be read aloud."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
