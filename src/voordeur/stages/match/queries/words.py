"""Reasons in words that a caseworker reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from voordeur.stages.match.rules.weights import AUTO, MARGIN

FIELDS: Mapping[str, Promise] = {
    "surname": gettext_lazy("Achternaam"),
    "initials": gettext_lazy("Voorletters"),
    "birth": gettext_lazy("Geboortedatum"),
    "address": gettext_lazy("Adres"),
    "sex": gettext_lazy("Geslacht"),
    "phone": gettext_lazy("Telefoon"),
    "email": gettext_lazy("E-mail"),
    "bsn": gettext_lazy("BSN"),
    "customer": gettext_lazy("Klantnummer"),
}
# What an agreement says of a field, as it stands in a sentence after a semicolon.
AGREEMENTS: Mapping[tuple[str, str], Promise] = {
    ("surname", "same"): gettext_lazy("zelfde achternaam"),
    ("surname", "same_common"): gettext_lazy("zelfde achternaam, maar een die veel voorkomt"),
    ("surname", "double"): gettext_lazy("eigen naam en naam van de partner samen"),
    ("surname", "spelling"): gettext_lazy("achternaam anders geschreven"),
    ("surname", "close"): gettext_lazy("achternaam die een letter of twee scheelt"),
    ("surname", "part"): gettext_lazy("een deel van een dubbele achternaam"),
    ("surname", "partner"): gettext_lazy("de achternaam van de partner"),
    ("surname", "swapped"): gettext_lazy("voornaam en achternaam verwisseld"),
    ("surname", "different"): gettext_lazy("andere achternaam"),
    ("initials", "name"): gettext_lazy("zelfde voornaam"),
    ("initials", "name_near"): gettext_lazy("voornaam anders geschreven"),
    ("initials", "same"): gettext_lazy("zelfde voorletters"),
    ("initials", "first"): gettext_lazy("zelfde eerste voorletter"),
    ("initials", "first_only"): gettext_lazy("zelfde eerste voorletter, de volgende verschilt"),
    ("initials", "other_name"): gettext_lazy("andere voornaam met dezelfde letter"),
    ("initials", "other"): gettext_lazy("een van de andere voorletters"),
    ("initials", "different"): gettext_lazy("andere voorletters"),
    ("birth", "same"): gettext_lazy("zelfde geboortedatum"),
    ("birth", "swapped"): gettext_lazy("dag en maand van geboorte verwisseld"),
    ("birth", "slip"): gettext_lazy("geboortedatum met één fout"),
    ("birth", "partly"): gettext_lazy("geboortedatum klopt voor zover bekend"),
    ("birth", "january"): gettext_lazy("zelfde geboortejaar, dag staat op 1 januari"),
    ("birth", "day_month"): gettext_lazy("zelfde dag en maand, ander jaar"),
    ("birth", "different"): gettext_lazy("andere geboortedatum"),
    ("address", "same"): gettext_lazy("zelfde adres"),
    ("address", "no_extra"): gettext_lazy("zelfde huisnummer, toevoeging ontbreekt aan één kant"),
    ("address", "other_door"): gettext_lazy("zelfde huisnummer, andere toevoeging"),
    ("address", "street"): gettext_lazy("zelfde straat en huisnummer, andere postcode"),
    ("address", "slip"): gettext_lazy("zelfde huisnummer, postcode met één fout"),
    ("address", "earlier"): gettext_lazy("woonde hier volgens een ander signaal"),
    ("address", "number"): gettext_lazy("zelfde postcode, ander huisnummer"),
    ("address", "near"): gettext_lazy("zelfde straat, huisnummer anders of onbekend"),
    ("address", "estate"): gettext_lazy("zelfde straat en gebouw, huisnummer anders"),
    ("address", "district"): gettext_lazy("zelfde nummer in dezelfde wijk, andere straat"),
    ("address", "different"): gettext_lazy("ander adres"),
    ("sex", "same"): pgettext_lazy("matchen", "zelfde geslacht"),
    ("sex", "different"): gettext_lazy("ander geslacht"),
    ("phone", "same"): gettext_lazy("zelfde telefoonnummer"),
    ("phone", "different"): gettext_lazy("ander telefoonnummer"),
    ("email", "same"): gettext_lazy("zelfde e-mailadres"),
    ("email", "different"): gettext_lazy("ander e-mailadres"),
    ("bsn", "same"): gettext_lazy("zelfde BSN"),
    ("bsn", "different"): gettext_lazy("ander BSN"),
    ("customer", "same"): gettext_lazy("zelfde klantnummer als een eerder signaal over deze persoon"),
    ("customer", "different"): gettext_lazy("ander klantnummer"),
}
# What is plainly the same is told in one breath: "zelfde achternaam, geboortedatum en adres".
SAME: Mapping[tuple[str, str], Promise] = {
    ("surname", "same"): pgettext_lazy("zelfde …", "achternaam"),
    ("initials", "name"): pgettext_lazy("zelfde …", "voornaam"),
    ("initials", "same"): pgettext_lazy("zelfde …", "voorletters"),
    ("birth", "same"): pgettext_lazy("zelfde …", "geboortedatum"),
    ("address", "same"): pgettext_lazy("zelfde …", "adres"),
    ("sex", "same"): pgettext_lazy("zelfde …", "geslacht"),
    ("phone", "same"): pgettext_lazy("zelfde …", "telefoonnummer"),
    ("email", "same"): pgettext_lazy("zelfde …", "e-mailadres"),
    ("bsn", "same"): pgettext_lazy("zelfde …", "BSN"),
}
# What is never passed over by itself, whatever else agrees (rules.decide.refusals).
_HEAVY = frozenset({"birth", "bsn", "surname", "initials"})
_QUOTED = frozenset(
    {
        "spelling",
        "close",
        "different",
        "swapped",
        "slip",
        "january",
        "day_month",
        "part",
        "partner",
        "first_only",
        "name_near",
        "other_name",
        "number",
        "near",
        "estate",
        "district",
        "other_door",
    }
)


def said(field: str, agreement: str) -> str:
    """One agreement in words; the code itself where there are none."""
    return str(AGREEMENTS.get((field, agreement), f"{field}: {agreement}"))


def explain(reasons: Iterable[Mapping[str, Any]]) -> str:
    """Reasons as one sentence, what differs first: "register: Jansen, signaal: Janssen; zelfde geboortedatum en adres"."""
    differ, same, agree = [], [], []
    for reason in reasons:
        field, agreement = reason["field"], reason["agreement"]
        if agreement in _QUOTED and reason.get("signal") and reason.get("register"):
            shown = {side: as_people_write(field, reason[side]) for side in ("register", "signal")}
            both = _("register: %(register)s, signaal: %(signal)s") % shown
            differ.append(f"{said(field, agreement)} ({both})" if agreement != "spelling" else both)
        elif (field, agreement) in SAME:
            same.append(str(SAME[field, agreement]))
        else:
            agree.append(said(field, agreement))
    together = [_("zelfde %(fields)s") % {"fields": listed(same)}] if same else []
    return "; ".join(differ + together + agree)


def why_asked(ranked: Sequence[tuple[float, Iterable[Mapping[str, Any]]]]) -> str:
    """Why a doubt was not linked by itself, from the people in question (score and reasons), the likeliest first."""
    if not ranked:
        return ""
    score, reasons = ranked[0]
    if score < AUTO:
        return _("Te weinig om vanzelf te koppelen.")
    near = sum(score - other < MARGIN for other, _reasons in ranked[1:])
    if near:
        said_ = ngettext("Nog %(n)d persoon past bijna even goed.", "Nog %(n)d personen passen bijna even goed.", near)
        return said_ % {"n": near}
    wrong = [said(r["field"], r["agreement"]) for r in reasons if r["agreement"] == "different" and r["field"] in _HEAVY]
    if wrong:
        return _("Genoeg bits, maar wat verschilt mag alleen een mens beoordelen: %(what)s.") % {"what": listed(wrong)}
    return _("Er is meer dan één persoon die kan passen.") if len(ranked) > 1 else ""


def listed(words: Sequence[str]) -> str:
    """Words in a row: "achternaam, geboortedatum en adres"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def as_people_write(field: str, value: str) -> str:
    """A value as people write it: a birth date begins with the day."""
    return "-".join(reversed(value.split("-"))) if field == "birth" else value
