"""What people call the dated parameters and their units; a parameter without a name here shows its key."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "resident_code_months": _("De pagina van een bewoner blijft open na afsluiting"),
    "resident_moments": _("Momenten die een bewoner kan kiezen"),
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
    "districts": _("Wijken"),
    "door_shows_arrears": _("Bezoekers zien schuldeisers en bedragen"),
    "door_note_days": _("Notitie voor het volgende duo blijft staan"),
    "programme": _("Werkwijze voor nieuwe zaken"),
    "adult_from_years": _("Volwassen vanaf"),
    "end_without_earlier_from": _("Einde levering zonder eerder signaal melden vanaf"),
    "urgency_weights": _("Wat een zaak dringender maakt"),
    "sender": _("Afzender van brieven en kaarten"),
    "carriers": _("Bezorgers van e-mail en berichten"),
    "small_number": _("Kleine aantallen verbergen onder"),
    "breach_report_hours": _("Datalek melden binnen"),
    "breach_near_hours": _("Termijn van een datalek valt op onder"),
    "shared_hint_surnames": _("Voorstellen als gedeeld adres boven"),
    "young_to_years": _("Spoor voor jongeren tot"),
    "at_home_prior": _("Kans dat iemand opendoet"),
    "visit_worth": _("Wat een huisbezoek vanavond waard is"),
    "visit_minutes": _("Hoe lang een deur en een gesprek duren"),
    "visit_hours": _("Uren van een ronde"),
    "visit_hour_cents": _("Kosten van een uur huisbezoek"),
    "sign_off_minutes": _("Een duo bellen dat niet afmeldt na"),
    "safety_note": _("Veiligheid aan de deur: hoe lang een notitie blijft staan"),
    "appointment_slots": _("Momenten voor een afspraak"),
}

# What a parameter decides, in a sentence: the help above its form.
MEANINGS: dict[str, str | Promise] = {
    "threshold_cents": _("Een signaal onder dit bedrag geldt als onterecht; er gaat dan alleen een brief."),
    "threshold_closes": _("Of een signaal onder de drempel meteen sluit, zonder brief."),
    "delivery_window": _("Buiten deze dagen krijgt een aanlevering een waarschuwing."),
    "age_from_days": _("Een jongere achterstand krijgt een waarschuwing."),
    "age_to_days": _("Een oudere achterstand krijgt een waarschuwing."),
    "age_closes": _("Of een te jonge of te oude achterstand als onterecht sluit, in plaats van alleen te waarschuwen."),
    "repeat_months": _("Hoe ver terug een eerder signaal over dezelfde achterstand telt als herhaling."),
    "successive_months": _("Kwam er binnen deze tijd eerder een signaal op het adres, dan is de zaak opvolgend."),
    "offer_within_days": _("Van het signaal tot het eerste aanbod van hulp."),
    "threatening_working_days": _("Van het aannemen van hulp tot het eerste gesprek, als de situatie bedreigend is."),
    "conversation_weeks": _("Van het aannemen van hulp tot het eerste gesprek."),
    "pause_days": _("Hoe lang de schuldeiser de incasso hoogstens stillegt nadat iemand hulp aannam."),
    "end_of_supply_working_days": _("Van het signaal dat de levering stopt tot het einde van het contract."),
    "quick_fix_days": _("Een snelle oplossing lost de achterstand binnen deze tijd op, gerekend vanaf het aannemen van hulp."),
    "contacts_per_week": _("Het hoogste aantal, over alle contactsoorten en schuldeisers samen."),
    "quiet_hours": _("Buiten deze uren, op zondag en op feestdagen gebeurt er niets."),
    "retention_signal_months": _("Een signaal dat geen zaak werd, gerekend vanaf de aanlevering."),
    "retention_case_months": _("Een zaak en haar mensen, gerekend vanaf het afsluiten."),
    "resident_code_months": _("Hoe lang de code op een brief, kaartje of bericht nog werkt nadat de zaak is afgesloten."),
    "resident_moments": _("Hoeveel werkdagen vooruit en op welke dagdelen een bewoner een telefoontje of bezoek kan kiezen."),
    "retention_refused_months": _("De inhoud van een geweigerde regel."),
    "retention_file_months": _("Het bestand van de schuldeiser en de printbestanden."),
    "backup_days": _("Daarna is elke reservekopie weg waarin vergeten mensen nog staan."),
    "partner_kinds": _("De soorten schuldeisers die volgens de wet mogen melden."),
    "experiment_kinds": _("De soorten die mogen melden waar de gemeente meedoet aan het experiment."),
    "attested_kinds": _("De soorten die vóór een signaal moeten verklaren dat de vier stappen gezet zijn."),
    "allowed_fields": _("Wat een schuldeiser mag aanleveren; de rest wordt met een melding weggelaten."),
    "decision_weeks": _("Van de aanvraag van schuldhulp tot het besluit, hoogstens."),
    "objection_weeks": _("Gerekend vanaf de dag na de bekendmaking van een besluit."),
    "referral_directory": _("Naar wie iemand verwezen kan worden."),
    "districts": _("In welke wijk een adres ligt, naar het begin van zijn postcode. Een werkwijze kan voor enkele wijken zijn."),
    "door_shows_arrears": _(
        "Of de eigen bezoekers aan de deur zien wie de schuldeisers zijn en om welke bedragen het gaat. "
        "Een medewerker van een schuldeiser ziet nooit meer dan die van de eigen werkgever."
    ),
    "door_note_days": _("Hoe lang een notitie voor het volgende duo blijft staan als er geen andere einddatum is gekozen."),
    "programme": _("Hoe een nieuwe zaak wordt benaderd; een lopende zaak houdt haar eigen werkwijze."),
    "adult_from_years": _("Wie jonger is, wordt niet benaderd: eerst kijkt er iemand mee."),
    "end_without_earlier_from": _("Vanaf deze dag wordt een einde levering zonder eerder signaal gemeld, en wel verwerkt."),
    "urgency_weights": _("Waarom de ene zaak dringender is dan de andere; de som bepaalt de volgorde van het werk."),
    "sender": _(
        "Wie er schrijft: team, retouradres, een naam en een nummer om te bellen, de uren, "
        "het nummer om na te gaan of de post echt is, en de functionaris gegevensbescherming."
    ),
    "carriers": _(
        "Wie e-mail, berichten op de telefoon en brieven bezorgt, met de naam uit de instellingen van de installatie; "
        "leeg: die weg wordt niet gebruikt. Sleutels en wachtwoorden staan hier nooit."
    ),
    "small_number": _("Wie buiten het team staat, ziet een kleiner aantal niet; er staat dan alleen dat het er minder zijn."),
    "breach_report_hours": _("Van het ontdekken van een datalek tot de melding bij de Autoriteit Persoonsgegevens."),
    "breach_near_hours": _("Is er minder tijd over om te melden, dan staat de termijn in het rood."),
    "shared_hint_surnames": _("Een adres met meer verschillende achternamen dan dit wordt voorgesteld; een mens besluit."),
    "young_to_years": _("Wie volwassen is en nog niet zo oud, komt in het spoor voor jongeren."),
    "at_home_prior": _(
        "Hoe vaak iemand overdag opendoet, hoeveel waarschijnlijker dat 's avonds en in het weekend is, "
        "en hoe snel de eigen resultaten van de gemeente het overnemen van de landelijke cijfers."
    ),
    "visit_worth": _("De punten bij elkaar bepalen wie voorgaat als niet alles op een avond past; bij elk adres staat waarom."),
    "visit_minutes": _("Het plan rekent bij elk adres met de kans op een gesprek."),
    "visit_hours": _("Van wanneer tot wanneer een duo weg kan zijn, voor wie geen eigen uren heeft opgegeven."),
    "appointment_slots": _(
        "Hoe lang een afspraak duurt, wanneer er een kan beginnen, wat er voor en na vrij blijft, "
        "hoeveel werkdagen vooruit en binnen hoeveel minuten een duo aanbelt."
    ),
    "sign_off_minutes": _("Gerekend vanaf het geplande einde van de ronde; de coördinator ziet dan wie gebeld moet worden."),
    "safety_note": _(
        "Hoogstens zo lang (longest_days), binnen zoveel dagen nagekeken door een ander (review_days), "
        "en zoveel dagen voor het einde opnieuw bekeken (near_days)."
    ),
    "visit_hour_cents": _("Wat een uur van één bezoeker kost; daarmee rekenen de cijfers de kosten van een gesprek uit."),
}

UNITS: dict[str, str | Promise] = {
    "days": _("dagen"),
    "weeks": _("weken"),
    "months": _("maanden"),
    "years": _("jaar"),
    "hours": pgettext_lazy("duur", "uur"),
    "surnames": _("achternamen"),
    "working days": _("werkdagen"),
    "working days ahead; parts of the day (DDAS) for a call and for a visit": _("werkdagen vooruit; dagdelen per soort gesprek"),
    "day of the month": _("dag van de maand"),
    "attempts per person": _("pogingen per persoon"),
    "cases or people": _("zaken of mensen"),
    "yes/no": "",
    "eurocent": "",
    "clock": _("uur"),
    "date": _("datum"),
    "DDAS EnumSignaalpartner": "",
    "days by kind": _("dagen, per soort partner"),
    "our field names by kind, * for every kind": _("onze veldnamen per soort partner; * geldt voor elke soort"),
    "code: name that people use, and whether the help is financial (DDAS result)": _("code, naam, en of de hulp financieel is"),
    "protocol name@version": _("werkwijze@versie"),
    "points by reason": _("punten per reden"),
    "chance; odds; doors; attempts; share": _("kans, kansverhouding, deuren, pogingen, deel"),
    "minutes": _("minuten"),
    "minutes and working days by kind of appointment": _("minuten en werkdagen per soort afspraak"),
    "clock by part of the day": _("uren per dagdeel"),
    "district: beginnings of its postcodes": _("per wijk het begin van haar postcodes"),
    "carrier by way, as the installation's settings name it; what it is sent from; the carrier's template": _(
        "bezorger per weg, afzender en sjabloon; leeg: niet gebruikt"
    ),
    "text by field; empty: the organisation's own contact name and phone, the municipality's name as return address": _(
        "tekst per veld; leeg: de gegevens van de organisatie"
    ),
}


def name_of(key: str) -> str:
    """What people call a parameter; its key where it has no name here."""
    return str(NAMES.get(key, key))


def meaning_of(key: str) -> str:
    """What a parameter decides, in a sentence; nothing where there is none here."""
    return str(MEANINGS.get(key, ""))


def unit_of(unit: str) -> str:
    """A unit in the language of the page; the English text where it has no word here."""
    return str(UNITS.get(unit, unit))
