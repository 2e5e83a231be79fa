"""Triage's reasons and statuses as sentences that a caseworker reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.template.defaultfilters import date as as_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voordeur.stages.triage.rules.status import SignalStatus

_STATUS: Mapping[str, Promise] = {
    SignalStatus.WAITING: gettext_lazy("nog niet opgepakt"),
    SignalStatus.TAKEN_UP: gettext_lazy("opgepakt"),
    SignalStatus.UNJUSTIFIED: gettext_lazy("niet opgepakt: onterecht signaal"),
    SignalStatus.REPEATED: gettext_lazy("niet opgepakt: herhaalde melding"),
    SignalStatus.OTHER_REASON: gettext_lazy("niet opgepakt: andere reden"),
    SignalStatus.NOT_A_RESIDENT: gettext_lazy("geen inwoner (meer) van de gemeente"),
    SignalStatus.DECEASED: gettext_lazy("inwoner is overleden"),
    SignalStatus.KNOWN: gettext_lazy("al bekend bij schuldhulpverlening"),
}


def status_label(status: str) -> str:
    """The status (DDAS literal) as a screen shows it."""
    return str(_STATUS.get(status, status))


def _euro(cents: int) -> str:
    whole, rest = divmod(int(cents), 100)
    return f"€ {whole:,}".replace(",", ".") + f",{rest:02d}"


def _month(value: str) -> str:
    return as_date(date.fromisoformat(value), "F Y")


# One sentence per code; the parameters are those of rules.status.Reason and of the urgency reasons.
_SENTENCES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "below_threshold": lambda p: (
        _("Onder de drempel: %(amount)s, de drempel is %(threshold)s")
        % {"amount": _euro(p["amount_cents"]), "threshold": _euro(p["threshold_cents"])}
    ),
    "letter_only": lambda p: (
        _("Onder de drempel van %(threshold)s: alleen een brief") % {"threshold": _euro(p["threshold_cents"])}
    ),
    "too_young": lambda p: _("De achterstand is pas %(days)s dagen oud (vanaf %(limit)s)") % p,
    "too_old": lambda p: _("De achterstand is al %(days)s dagen oud (tot %(limit)s)") % p,
    "legal_person": lambda p: _("Bedoeld voor een rechtspersoon, niet voor een inwoner"),
    "repeat": lambda p: (
        _("Zelfde achterstand als in %(month)s opgepakt, en niet hoger (toen %(last)s, nu %(amount)s)")
        % {"month": _month(p["month"]), "last": _euro(p["last_cents"]), "amount": _euro(p["amount_cents"])}
    ),
    "grown": lambda p: (
        _("De achterstand is gegroeid: van %(last)s naar %(amount)s")
        % {"last": _euro(p["last_cents"]), "amount": _euro(p["amount_cents"])}
        if "last_cents" in p
        else _("De achterstand is gegroeid")
    ),
    "untried": lambda p: _("Zelfde achterstand, maar deze inwoner is nog nooit bereikt"),
    "deceased": lambda p: _("Overleden, volgens de basisregistratie"),
    "elsewhere": lambda p: _("Staat ingeschreven in een andere gemeente"),
    "emigrated": lambda p: _("Niet meer ingeschreven: vertrokken uit Nederland of uit de registratie"),
    "moved_within": lambda p: _("Verhuisd binnen het werkgebied"),
    "link_in_review": lambda p: _("Niet zeker over wie dit gaat: kies de juiste persoon"),
    "not_in_register": lambda p: _("Niet gevonden in de basisregistratie: kijk wie dit is"),
    "register_not_asked": lambda p: _("De basisregistratie gaf nog geen antwoord"),
    "minor": lambda p: _("Dit signaal noemt een kind van %(years)s jaar: kijk wie de ouder of voogd is") % p,
    "settled": lambda p: _("De schuldeiser meldt dat de achterstand voldaan is"),
    "superseded": lambda p: _("Vervangen door een verbeterd bestand van de schuldeiser"),
    "overruled": lambda p: _("Met de hand anders besloten"),
    "end_without_earlier": lambda p: _("Einde levering zonder eerder signaal"),
    "crisis": lambda p: _("Crisissignaal"),
    "eviction": lambda p: _("Ontruiming dreigt"),
    "court": lambda p: _("De zaak ligt bij de rechter of deurwaarder"),
    "end_of_supply": lambda p: _("De levering dreigt te stoppen"),
    "warm_handover": lambda p: _("De schuldeiser vraagt om warme overdracht"),
    "multiple": lambda p: _("Meer signalen deze maand op dit adres"),
    "many_months": lambda p: _("Drie maanden achterstand of meer"),
    "successive": lambda p: _("Eerder dit halfjaar ook een signaal op dit adres"),
}


def sentence(reason: Mapping[str, Any]) -> str:
    """A stored reason ({"code", "params"}) as one sentence in the active language; an unknown code shows itself."""
    code = str(reason.get("code", ""))
    make = _SENTENCES.get(code)
    return make(reason.get("params", {})) if make else code
