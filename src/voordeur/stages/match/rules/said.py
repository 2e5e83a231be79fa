"""Comparisons in words that a caseworker reads: Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Both = tuple[str, str]

FIELDS: Final[Mapping[str, Both]] = {
    "surname": ("Achternaam", "Surname"),
    "initials": ("Voorletters", "Initials"),
    "birth": ("Geboortedatum", "Birth date"),
    "address": ("Adres", "Address"),
    "sex": ("Geslacht", "Sex"),
    "phone": ("Telefoon", "Phone"),
    "email": ("E-mail", "E-mail"),
    "bsn": ("BSN", "BSN"),
    "customer": ("Klantnummer", "Customer number"),
}

SAID: Final[Mapping[tuple[str, str], Both]] = {
    ("surname", "same"): ("zelfde achternaam", "same surname"),
    ("surname", "double"): ("eigen naam en naam van de partner samen", "own and partner's name together"),
    ("surname", "spelling"): ("achternaam anders geschreven", "surname spelt otherwise"),
    ("surname", "close"): ("achternaam die een letter of twee scheelt", "surname a letter or two apart"),
    ("surname", "part"): ("een deel van een dubbele achternaam", "one half of a double surname"),
    ("surname", "partner"): ("de achternaam van de partner", "the partner's surname"),
    ("surname", "swapped"): ("voornaam en achternaam verwisseld", "given name and surname swapped"),
    ("surname", "different"): ("andere achternaam", "another surname"),
    ("initials", "name"): ("zelfde voornaam", "same given name"),
    ("initials", "name_near"): ("voornaam anders geschreven", "given name spelt otherwise"),
    ("initials", "same"): ("zelfde voorletters", "same initials"),
    ("initials", "first"): ("zelfde eerste voorletter", "same first initial"),
    ("initials", "first_only"): ("zelfde eerste voorletter, de volgende verschilt", "same first initial, the next differs"),
    ("initials", "other_name"): ("andere voornaam met dezelfde letter", "another given name with the same letter"),
    ("initials", "other"): ("een van de andere voorletters", "another of the initials"),
    ("initials", "different"): ("andere voorletters", "other initials"),
    ("birth", "same"): ("zelfde geboortedatum", "same birth date"),
    ("birth", "swapped"): ("dag en maand van geboorte verwisseld", "day and month of birth swapped"),
    ("birth", "slip"): ("geboortedatum met één fout", "birth date with one slip"),
    ("birth", "partly"): ("geboortedatum klopt voor zover bekend", "birth date agrees as far as known"),
    ("birth", "january"): ("zelfde geboortejaar, dag staat op 1 januari", "same birth year, the day stands at 1 January"),
    ("birth", "day_month"): ("zelfde dag en maand, ander jaar", "same day and month, another year"),
    ("birth", "different"): ("andere geboortedatum", "another birth date"),
    ("address", "same"): ("zelfde adres", "same address"),
    ("address", "no_extra"): (
        "zelfde huisnummer, toevoeging ontbreekt aan één kant",
        "same number, addition missing on one side",
    ),
    ("address", "other_door"): ("zelfde huisnummer, andere toevoeging", "same number, another addition"),
    ("address", "street"): ("zelfde straat en huisnummer, andere postcode", "same street and number, another postcode"),
    ("address", "slip"): ("zelfde huisnummer, postcode met één fout", "same number, postcode with one slip"),
    ("address", "earlier"): ("woonde hier volgens een ander signaal", "lived here according to another signal"),
    ("address", "number"): ("zelfde postcode, ander huisnummer", "same postcode, another number"),
    ("address", "near"): ("zelfde straat, huisnummer anders of onbekend", "same street, number differs or is unknown"),
    ("address", "estate"): ("zelfde straat en gebouw, huisnummer anders", "same street and building, another number"),
    ("address", "district"): ("zelfde nummer in dezelfde wijk, andere straat", "same number and district, another street"),
    ("address", "different"): ("ander adres", "another address"),
    ("sex", "same"): ("zelfde geslacht", "same sex"),
    ("sex", "different"): ("ander geslacht", "another sex"),
    ("phone", "same"): ("zelfde telefoonnummer", "same phone number"),
    ("phone", "different"): ("ander telefoonnummer", "another phone number"),
    ("email", "same"): ("zelfde e-mailadres", "same e-mail address"),
    ("email", "different"): ("ander e-mailadres", "another e-mail address"),
    ("bsn", "same"): ("zelfde BSN", "same citizen number"),
    ("bsn", "different"): ("ander BSN", "another citizen number"),
    ("customer", "same"): ("zelfde klantnummer bij deze partner", "same customer number with this partner"),
    ("customer", "different"): ("ander klantnummer", "another customer number"),
}

OUTCOMES: Final[Mapping[str, Both]] = {
    "linked": ("één persoon", "one person"),
    "doubt": ("misschien één persoon: een mens kijkt", "perhaps one person: somebody looks"),
    "contradictory": ("spreekt zich tegen: een mens kijkt", "contradicts itself: somebody looks"),
    "apart": ("twee personen", "two people"),
    "ceiling": ("wat een huishouden deelt telt tot", "what a household shares counts up to"),
}
