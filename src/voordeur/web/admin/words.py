"""What people call the dated parameters and their units; a parameter without a name here shows its key."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "threshold_cents": _("Drempelbedrag van een signaal"),
    "threshold_closes": _("Onder de drempel afsluiten zonder brief"),
    "delivery_window": _("Dagen waarop partners aanleveren"),
    "age_from_days": _("Jongste achterstand zonder waarschuwing"),
    "age_to_days": _("Oudste achterstand zonder waarschuwing"),
    "age_closes": _("Te jong of te oud sluit een signaal af"),
    "repeat_months": _("Terugkijken voor een herhaalde melding"),
    "successive_months": _("Terugkijken voor een opvolgend signaal"),
    "offer_within_days": _("Eerste aanbod van hulp binnen"),
    "threatening_working_days": _("Eerste gesprek bij een bedreigende situatie binnen"),
    "conversation_weeks": _("Eerste gesprek anders binnen"),
    "pause_days": _("Incassopauze van de schuldeiser"),
    "end_of_supply_working_days": _("Van signaal tot einde levering"),
    "quick_fix_days": _("Een snelle oplossing lost op binnen"),
    "contacts_per_week": _("Contactpogingen per persoon per week"),
    "quiet_hours": _("Niet eerder en niet later dan"),
    "retention_signal_months": _("Bewaren: een signaal zonder zaak"),
    "retention_case_months": _("Bewaren: een zaak na afsluiting"),
    "retention_refused_months": _("Bewaren: geweigerde regels"),
    "retention_file_months": _("Bewaren: bestanden van partners en de printer"),
    "backup_days": _("Bewaren: reservekopieën"),
    "partner_kinds": _("Soorten signaalpartners volgens de wet"),
    "experiment_kinds": _("Soorten signaalpartners in het experiment"),
    "attested_kinds": _("Soorten die de stappen vooraf verklaren"),
    "allowed_fields": _("Wat een partner mag aanleveren"),
    "decision_weeks": _("Besluit op een aanvraag binnen"),
    "objection_weeks": _("Bezwaar maken binnen"),
    "referral_directory": _("Waarheen iemand verwezen kan worden"),
    "door_shows_arrears": _("Bezoekers zien schuldeisers en bedragen"),
    "door_note_days": _("Notitie voor het volgende duo blijft staan"),
    "programme": _("Werkwijze voor nieuwe zaken"),
    "adult_from_years": _("Volwassen vanaf"),
    "end_without_earlier_from": _("Einde levering zonder eerder signaal melden vanaf"),
    "urgency_weights": _("Wat een zaak dringender maakt"),
    "sender": _("Afzender van brieven en kaarten"),
    "small_number": _("Kleine aantallen verbergen onder"),
}

UNITS: dict[str, str | Promise] = {
    "days": _("dagen"),
    "weeks": _("weken"),
    "months": _("maanden"),
    "years": _("jaar"),
    "working days": _("werkdagen"),
    "day of the month": _("dag van de maand"),
    "attempts per person": _("pogingen per persoon"),
    "cases or people": _("zaken of mensen"),
    "yes/no": "",
    "eurocent": "",
    "clock": _("uur"),
    "date": _("datum"),
    "DDAS EnumSignaalpartner": "",
}


def name_of(key: str) -> str:
    """What people call a parameter; its key where it has no name here."""
    return str(NAMES.get(key, key))


def unit_of(unit: str) -> str:
    """A unit in the language of the page; the English text where it has no word here."""
    return str(UNITS.get(unit, unit))
