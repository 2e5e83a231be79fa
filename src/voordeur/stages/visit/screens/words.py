"""The words for results, reasons and instructions at a door; the rules know codes only."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.stages.visit.rules.may_be_said import Say
from voordeur.stages.visit.rules.still import NoMore

Words = dict[str, str | Promise]

RESULTS: Words = {
    "nobody": _("Niemand thuis"),
    "no_access": _("Kon niet bij de deur (portiek, bel)"),
    "adult_opened": _("Een andere volwassene"),
    "partner_opened": _("De partner"),
    "child_opened": _("Een kind"),
    "lives_elsewhere": _("Woont hier niet (meer), zegt wie opendeed"),
    "unknown_name": _("Kent de naam niet"),
    "representative": _("Iemand die de zaken regelt (bewindvoerder, gemachtigde)"),
    "unsafe": _("Niet veilig, weggegaan"),
    "talked": _("Gesprek gehad"),
    "come_back": _("Wil dat we terugkomen"),
    "refused": _("Wil niet"),
    "language": _("Wel contact, geen gedeelde taal"),
    "moved": _("Gaat verhuizen of is verhuisd"),
}

SAID: Words = {
    Say.FIRST_NAME: _("Vraag naar de voornaam."),
    Say.FROM_THE_TOWN: _("Zeg: “Wij komen van de gemeente, het is persoonlijk.” Geen onderwerp, geen bedrijf, geen bedrag."),
    Say.ENVELOPE: _("U mag de gesloten envelop of het kaartje achterlaten."),
    Say.NOT_THROUGH_A_CHILD: _("Vertel en vraag een kind niets, en geef niets mee. Het kaartje gaat in de brievenbus."),
    Say.NO_NEIGHBOURS: _("Vraag niets aan de buren."),
    Say.SHOW_PASS: _("Laat uw pas zien en zeg uw naam."),
    Say.TELL_REASON: _("Zeg waarom u komt: gratis hulp, de bewoner beslist."),
    Say.ASK_LEAVE: _("Vraag of u binnen mag komen; aan de deur praten mag ook."),
    Say.SOURCE_AND_RIGHTS: _("Zeg wie het meldde en waarom, en dat nee zeggen mag."),
    Say.LANDLORD_PRESENT: _(
        "Zeg wie van u namens de schuldeiser komt, en dat de bewoner de ander alleen mag spreken. "
        "Wat u hier hoort, wordt niet gebruikt om te innen."
    ),
    Say.INTERPRETER: _("Bied de tolkentelefoon aan. Laat nooit een kind tolken."),
    Say.LEAVE_NOW: _("Ga weg. Bel 112 bij gevaar en daarna de coördinator."),
}

NO_MORE: Words = {
    NoMore.CLOSED: _("De zaak is afgesloten."),
    NoMore.KEPT_AWAY: _("Hier wordt nu niet aangebeld."),
    NoMore.DIED: _("Overleden: niet aanbellen."),
    NoMore.MOVED: _("Verhuisd."),
    NoMore.SAID_NO: _("De bewoner zei nee."),
    NoMore.PAID: _("Er is betaald."),
    NoMore.ARRANGED: _("Er is een regeling."),
}

DAY_PARTS: Words = {"Ochtend": _("ochtend"), "Middag": _("middag"), "Avond": _("avond")}

LANGUAGES: Words = {
    "ar": _("Arabisch"), "ber": _("Berbers"), "bg": _("Bulgaars"), "de": _("Duits"), "en": _("Engels"), "fa": _("Farsi"),
    "fr": _("Frans"), "pl": _("Pools"), "pt": _("Portugees"), "ro": _("Roemeens"), "ru": _("Russisch"), "so": _("Somalisch"),
    "es": _("Spaans"), "ti": _("Tigrinya"), "tr": _("Turks"), "uk": _("Oekraïens"), "zh": _("Chinees"),
}  # fmt: skip


def said(words: Words, code: object) -> str:
    """The word for a code; the code itself when there is none, so that nothing disappears from a screen."""
    return str(words.get(str(code), str(code)))
