"""The words for codes on the household page: results, channels, kinds, statuses. Codes are DDAS literals or our own enums."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voordeur.record.models import RepresentativeKind

Words = Mapping[str, str | Promise]

# What happened at a door, on the phone or with a message (reach.rules.vocabulary.AttemptResult), as the tail of a sentence.
RESULTS: Words = {
    "nobody": _("niemand thuis"),
    "talked": _("gesproken"),
    "partner_opened": _("de partner deed open"),
    "adult_opened": _("een andere volwassene deed open"),
    "child_opened": _("een kind deed open"),
    "lives_elsewhere": _("woont hier niet, zegt wie opendeed"),
    "unknown_name": _("wie opendeed kent de naam niet"),
    "no_access": _("kon niet bij de deur"),
    "language": _("wel contact, geen gedeelde taal"),
    "come_back": _("wil dat we terugkomen"),
    "representative": _("iemand die de zaken regelt gesproken"),
    "refused": _("wil niet praten"),
    "moved": _("verhuisd"),
    "unsafe": _("niet veilig, weggegaan"),
    "sent": _("verstuurd"),
    "wrong_number": _("verkeerd nummer"),
    "no_answer": _("geen gehoor"),
    "voicemail": _("voicemail ingesproken"),
    "returned": _("kwam terug"),
    "done": _("gedaan"),
}

# How an attempt begins in the story, by channel (DDAS EnumContactsoort).
ATTEMPTS: Words = {
    "Brief": _("Brief"),
    "Kaartje": _("Kaart achtergelaten"),
    "Huisbezoek": pgettext_lazy("contactpoging", "Huisbezoek"),
    "Telefoon": _("Gebeld"),
    "Mail": _("E-mail"),
    "SMS/Whatsapp": _("Bericht op de telefoon"),
    "Afspraak op locatie": _("Afspraak op locatie"),
    "Administratief": _("Uitgezocht"),
    "Overige": _("Contact op een andere manier"),
    "Onbekend": _("Contact"),
}

DAY_PARTS: Words = {"Ochtend": _("ochtend"), "Middag": _("middag"), "Avond": _("avond")}

NOES: Words = {
    "visits": _("wil geen huisbezoek"),
    "help": _("wil geen hulp voor deze achterstand"),
    "approach": _("wil niet benaderd worden"),
}

CHANNEL_FACTS: Words = {
    "wrong_number": _("het telefoonnummer klopt niet"),
    "bounced": _("de e-mail kwam niet aan"),
    "returned": _("post kwam terug"),
    "unopened": _("post ligt ongeopend"),
    "no_address": _("dit adres bestaat niet"),
}

HELPERS: Words = {
    "debt_counsellor": _("schuldhulpverlener gesproken"),
    "other_helper": _("andere hulpverlener gesproken"),
}

SIGNAL_TYPES: Words = {
    "first": _("eerste signaal"),
    "updated": _("bijgewerkt"),
    "end_of_supply": _("einde levering"),
    "settled": _("afgesloten"),
    "crisis": _("crisis"),
}

# DDAS EnumSignaalstatus and EnumEindresultaat: literal in the data, said a little shorter on the screen.
STATUSES: Words = {
    "Nog niet opgepakt": _("Nog niet opgepakt"),
    "Opgepakt": _("Opgepakt"),
    "Niet opgepakt: onterecht signaal": _("Niet opgepakt: onterecht signaal"),
    "Niet opgepakt: herhaalde melding": _("Niet opgepakt: herhaalde melding"),
    "Niet opgepakt: andere reden": _("Niet opgepakt: andere reden"),
    "Persoon is geen inwoner (meer) in de gemeente": _("Geen inwoner (meer) van de gemeente"),
    "Inwoner is overleden": _("Inwoner is overleden"),
    "Inwoner al bekend bij schuldhulpverlening": _("Al bekend bij schuldhulpverlening"),
}

OUTCOMES: Words = {
    **STATUSES,
    "Inwoner heeft al een ander lopend traject": _("Heeft al een ander lopend traject"),
    "Definitief geen contact kunnen krijgen": _("Definitief geen contact kunnen krijgen"),
    "Geen reactie na eerder contact": _("Geen reactie na eerder contact"),
    "Inwoner heeft zelf al betaald/betalingsregeling getroffen": _("Heeft zelf al betaald of een regeling getroffen"),
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering": _("Regelt het zelf of hoeft geen hulp"),
    "(Budget)advies en/of quick fix": _("(Budget)advies of snelle oplossing"),
    "Vervolghulp en/of verwijzing financieel": _("Vervolghulp of verwijzing, financieel"),
    "Vervolghulp en/of verwijzing niet financieel": _("Vervolghulp of verwijzing, niet financieel"),
    "Vervolghulp en/of verwijzing": _("Vervolghulp of verwijzing"),
    "Verwijzing zonder tussenkomst inwoner": _("Verwijzing zonder tussenkomst van de inwoner"),
}

LANGUAGES: Words = {
    "nl": _("Nederlands"), "ar": _("Arabisch"), "ber": _("Berbers"), "bg": _("Bulgaars"), "de": _("Duits"), "en": _("Engels"),
    "fa": _("Farsi"), "fr": _("Frans"), "pl": _("Pools"), "pt": _("Portugees"), "ro": _("Roemeens"), "ru": _("Russisch"),
    "so": _("Somalisch"), "es": _("Spaans"), "ti": _("Tigrinya"), "tr": _("Turks"), "uk": _("Oekraïens"), "zh": _("Chinees"),
}  # fmt: skip

# Why somebody has a case of their own though others live at the address (P04).
APART: Words = {
    "divorced": _("gescheiden"),
    "co_tenant": _("medebewoner, geen huishouden samen"),
    "ex_old_address": _("ex-partner op het oude adres"),
    "unsafe": _("samen is niet veilig"),
}

REPRESENTATIVES: Words = {kind.value: kind.label for kind in RepresentativeKind}

# Whose work a signal is (triage.rules.lane).
LANES: Words = {
    "represented": _("via bewindvoerder of curator"),
    "entrepreneur": _("ondernemer: ondernemersloket, benader thuis"),
    "young": _("jongere: spoor voor jongeren"),
}

# Those, and the one that needs a legal basis of its own (reach.rules.vocabulary.Lane).
APPROACH_LANES: Words = {**LANES, "benefits": _("ontvangt een uitkering")}
# How far a creditor's collection came (reach.rules.vocabulary.CollectionStage).
STAGES: Words = {
    "herinnering": _("Herinnering verstuurd"),
    "aanmaning": _("Aanmaning verstuurd"),
    "sommatie": _("Sommatie verstuurd"),
    "incasso": _("De rekening ging naar de incasso"),
    "dagvaarding": _("Dagvaarding uitgebracht"),
    "zitting": _("Zitting bij de rechter"),
    "vonnis": _("Vonnis van de rechter"),
    "betekening": _("Vonnis betekend"),
    "aanzegging": _("Ontruiming aangezegd"),
    "afgelast": _("Ontruiming afgelast"),
    "ontruiming": _("De woning is ontruimd"),
}
EVICTED_BECAUSE: Words = {
    "never_reached": _("er was nooit iemand bereikt"),
    "declined": _("hulp was geweigerd"),
    "left": _("de bewoner was al vertrokken"),
    "court_order": _("de rechter had het zo bevolen"),
}
# What a resident asks of us (reach.rules.vocabulary.Asked), and how it reached us.
ASKED: Words = {
    "call_me": _("vraagt of wij bellen"),
    "come_by": _("vraagt of wij langskomen"),
    "is_it_real": _("vraagt of de post echt van ons is"),
}
VIA: Words = {
    "code": _("via de code op de brief of kaart"),
    "phone": _("aan de telefoon"),
    "desk": _("aan de balie"),
    "contact_centre": _("via het klantcontactcentrum"),
    "partner": _("via de schuldeiser"),
    "letter": _("met een brief"),
    "email": _("per e-mail"),
}
# An appointment (reach.rules.vocabulary.AppointmentKind) and what becomes of it (AppointmentChange).
APPOINTMENTS: Words = {
    "home": _("Afspraak voor een huisbezoek"),
    "desk": _("Afspraak op kantoor"),
    "phone": _("Belafspraak"),
}
APPOINTMENT_CHANGES: Words = {
    "made": _("gemaakt"),
    "moved": _("verzet"),
    "confirmed": _("bevestigd"),
    "called_off": _("afgezegd"),
}
# Who helps already (help.rules.helper).
HELPED_BY: Words = {
    "debt_counsellor": _("door de schuldhulpverlening"),
    "other_helper": _("door een andere hulpverlener"),
}
# What a worker decides about a step of the working method (reach.rules.vocabulary.Overruling).
DECISIONS: Words = {
    "skip": _("Overslaan"),
    "postpone": _("Uitstellen"),
    "now": _("Nu al doen"),
}

CLOCKS: Words = {
    "decision": _("besluit op de aanvraag schuldhulpverlening"),
    "objection": _("de bewoner kan bezwaar maken"),
}


def said(words: Words, code: object) -> str:
    """The word for a code; the code itself when there is none, so that nothing disappears from a screen."""
    return str(words.get(str(code), str(code)))
