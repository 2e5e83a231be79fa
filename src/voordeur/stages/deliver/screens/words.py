"""Our words for the fields of a signal and the states of a delivery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from voordeur.stages.deliver.rules.findings import sentence

FIELD_WORDS: dict[str, str | Promise] = {
    "customer_number": _("Klantnummer"),
    "bsn": _("Burgerservicenummer"),
    "initials": _("Voorletters of voornaam"),
    "prefix": _("Voorvoegsel"),
    "surname": _("Achternaam"),
    "full_name": _("Naam in één veld"),
    "birth_date": _("Geboortedatum"),
    "sex": _("Geslacht"),
    "street": _("Straat"),
    "house_number": _("Huisnummer"),
    "house_letter": _("Huisletter"),
    "addition": _("Toevoeging"),
    "full_address": _("Adres in één veld"),
    "postcode": _("Postcode"),
    "postcode_city": _("Postcode en plaats in één veld"),
    "city": _("Plaats"),
    "phone": _("Telefoon"),
    "email": _("E-mail"),
    "amount": _("Bedrag van de achterstand"),
    "months": _("Aantal maanden"),
    "oldest_due": _("Oudste vervaldatum"),
    "signal_type": _("Soort signaal"),
    "signal_date": _("Datum van het signaal"),
    "warm_handover": _("Warme overdracht"),
    "collection_stage": _("Fase van de incasso"),
    "remark": _("Toelichting"),
    "attested": _("Verklaring wettelijke stappen"),
    "objection": _("Bezwaar van de klant"),
    "partner": _("Signaalpartner"),
    "kind": _("Soort partner"),
    "own_attempts": _("Eigen contactpogingen"),
}

STATES: dict[str, str | Promise] = {
    "received": _("wacht op verwerking"),
    "reading": _("wordt gelezen"),
    "matching": _("gelezen, wordt verwerkt"),
    "done": _("verwerkt"),
    "failed": _("niet gelezen"),
}


@dataclass(frozen=True)
class Cell:
    """One cell of a refused line: the creditor's column, its text, and whether a finding is about it."""

    column: str
    text: str
    wrong: bool


def sentences(findings: Iterable[dict[str, Any]]) -> list[str]:
    """What findings say, in the language of the page."""
    language = get_language() or "nl"
    return [sentence(f["code"], f.get("params", {}), language, f.get("column", "")) for f in findings]


def meaning(code: str) -> str:
    """What a code means whatever the line: the delivered value in the sentence is left open."""
    return sentence(code, {"value": "…", "line": "…"}, get_language() or "nl")


def cells(columns: Sequence[str], texts: Sequence[str], findings: Iterable[dict[str, Any]]) -> list[Cell]:
    """A line's cells as wide as its header, those that a finding names marked."""
    marked = {f.get("column", "") for f in findings} - {""}
    return [Cell(name, texts[place] if place < len(texts) else "", name in marked) for place, name in enumerate(columns)]
