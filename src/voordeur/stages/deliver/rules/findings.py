"""What can be said about a file or a line: codes, with a sentence in Dutch and in English for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# code: (Dutch, English). {column} is the creditor's own column name; other names come from the finding's params.
SENTENCES: dict[str, tuple[str, str]] = {
    # The file cannot be read.
    "empty_file": (
        "Het bestand is leeg. Maak de export opnieuw en lever die aan.",
        "The file is empty. Make the export again and deliver that.",
    ),
    "no_lines": (
        "Het bestand heeft geen regels onder de kopregel. Controleer of de export gegevens bevat.",
        "The file has no lines under the header. Check that the export holds data.",
    ),
    "wrong_kind": (
        "Dit is een {found}, geen lijst met signalen. Lever een CSV-, XLSX- of JSON-bestand aan.",
        "This is a {found}, not a list of signals. Deliver a CSV, XLSX or JSON file.",
    ),
    "not_a_table": (
        "Er is geen tabel in het bestand te vinden. Zet de kolomnamen op één regel met de gegevens eronder.",
        "No table can be found in the file. Put the column names on one row with the data underneath.",
    ),
    "locked": (
        "Het bestand is beveiligd of beschadigd en kan niet worden geopend. Sla het zonder wachtwoord op als XLSX of CSV.",
        "The file is protected or damaged and cannot be opened. Save it without a password as XLSX or CSV.",
    ),
    "bomb": (
        "Het bestand is uitgepakt veel groter dan het lijkt en is daarom niet geopend. Maak de export opnieuw.",
        "Unpacked, the file is far larger than it seems, so it was not opened. Make the export again.",
    ),
    "too_large": (
        "Het bestand is groter dan {limit} MB. Splits het en lever de delen apart aan.",
        "The file is larger than {limit} MB. Split it and deliver the parts separately.",
    ),
    "line_too_long": (
        "Een regel in het bestand is langer dan {limit} kB; zo lang is een signaal niet. Maak de export opnieuw.",
        "A line in the file is longer than {limit} kB; no signal is that long. Make the export again.",
    ),
    "nul_bytes": (
        "Het bestand bevat tekens die in een tekstbestand niet thuishoren. Maak de export opnieuw als CSV of XLSX.",
        "The file contains bytes that do not belong in a text file. Make the export again as CSV or XLSX.",
    ),
    "too_many_columns": (
        "Het bestand heeft meer dan {limit} kolommen. Verwijder de lege en overbodige kolommen.",
        "The file has more than {limit} columns. Remove the empty and needless columns.",
    ),
    "too_many_lines": (
        "Het bestand heeft meer dan {limit} regels. Splits het en lever de delen apart aan.",
        "The file has more than {limit} lines. Split it and deliver the parts separately.",
    ),
    "half_file": (
        "Het bestand is halverwege afgebroken: het einde ontbreekt. Verstuur het opnieuw.",
        "The file breaks off half-way: its end is missing. Send it again.",
    ),
    "bad_json": (
        "Het JSON-bestand is niet goed gevormd bij teken {position}. Maak de export opnieuw.",
        "The JSON file is not well formed at character {position}. Make the export again.",
    ),
    "no_list": (
        "In het JSON-bestand staat geen lijst met signalen. Zet de signalen in één lijst van objecten.",
        "The JSON file holds no list of signals. Put the signals in one list of objects.",
    ),
    "unknown_columns": (
        "Geen van de kolommen is herkend als bedrag, naam of adres. Controleer of dit het goede bestand is.",
        "None of the columns was recognised as amount, name or address. Check that this is the right file.",
    ),
    "no_partner_column": (
        "In een bestand van het meldpunt moet een kolom zeggen van welke signaalpartner elke regel is. Wijs die kolom aan, "
        "of lever het bestand aan voor één partner.",
        "In a desk's file a column must say which partner each line is of. Point out that column, or deliver the file for one "
        "partner.",
    ),
    "disk_full": (
        "Het bestand kon niet worden bewaard: de schijf is vol of niet bereikbaar. Er is niets opgeslagen. "
        "Probeer het later opnieuw.",
        "The file could not be kept: the disk is full or out of reach. Nothing was stored. Try again later.",
    ),
    # A line is refused.
    "amount_missing": ("Het bedrag ontbreekt.", "The amount is missing."),
    "amount_not_a_number": ("Het bedrag '{value}' is geen getal.", "The amount '{value}' is not a number."),
    "amount_not_above_zero": (
        "Het bedrag is niet hoger dan nul; een signaal gaat over een achterstand.",
        "The amount is not above zero; a signal is about an arrear.",
    ),
    "impossible_date": (
        "De datum '{value}' bestaat niet. Verbeter de datum of laat het veld leeg.",
        "The date '{value}' does not exist. Mend the date or leave the field empty.",
    ),
    "name_missing": (
        "Achternaam en burgerservicenummer ontbreken; minstens één van beide is nodig.",
        "Surname and citizen service number are missing; at least one of them is needed.",
    ),
    "address_missing": (
        "Het adres ontbreekt: nodig zijn postcode en huisnummer, of straat, huisnummer en woonplaats.",
        "The address is missing: needed are postcode and house number, or street, house number and place.",
    ),
    "same_line_twice": (
        "Deze regel is gelijk aan regel {line} van hetzelfde bestand.",
        "This line equals line {line} of the same file.",
    ),
    "not_attested": (
        "Bij deze regel staat dat de wettelijke stappen niet alle gezet zijn ('{value}').",
        "This line says that not all legal steps were taken ('{value}').",
    ),
    "objection": (
        "De klant heeft bezwaar gemaakt tegen het doorgeven; het signaal mag niet worden verwerkt.",
        "The customer objected to passing the data on; the signal may not be processed.",
    ),
    "attested_nowhere": (
        "Nergens is verklaard dat de wettelijke stappen gezet zijn. Leg de verklaring vast bij de partner of in een kolom.",
        "Nowhere is it attested that the legal steps were taken. Record the attestation with the partner or in a column.",
    ),
    "kind_not_allowed": (
        "Een signaal van de soort '{value}' mag hier niet worden aangeleverd.",
        "A signal of the kind '{value}' may not be delivered here.",
    ),
    "other_partner": (
        "Deze regel is van '{value}' en niet van de partner die aanlevert.",
        "This line belongs to '{value}' and not to the partner that delivers.",
    ),
    "partner_missing": (
        "Bij deze regel staat geen signaalpartner; zonder is niet te zeggen van wie het signaal is.",
        "This line names no partner; without one nobody can say whose signal it is.",
    ),
    "partner_unknown": (
        "'{value}' is geen signaalpartner van deze organisatie, of past bij meer dan één. Verbeter de naam of gebruik de code.",
        "'{value}' is no partner of this organisation, or fits more than one. Mend the name or use the code.",
    ),
    "cells_beyond_header": (
        "Deze regel heeft meer cellen dan er kolommen zijn; waarschijnlijk staat er een scheidingsteken in een veld.",
        "This line has more cells than there are columns; a separator probably stands inside a field.",
    ),
    # A line is accepted with a warning.
    "address_from_register": (
        "Er is geen adres; het wordt met het burgerservicenummer in de basisregistratie opgezocht.",
        "There is no address; it will be looked up in the population register by citizen service number.",
    ),
    "postcode_invalid": (
        "De postcode '{value}' heeft niet de vorm 1234 AB en is niet gebruikt.",
        "The postcode '{value}' does not have the form 1234 AB and was not used.",
    ),
    "phone_invalid": (
        "Het telefoonnummer '{value}' klopt niet en is niet gebruikt.",
        "The phone number '{value}' is not right and was not used.",
    ),
    "email_invalid": (
        "Het e-mailadres '{value}' klopt niet en is niet gebruikt.",
        "The e-mail address '{value}' is not right and was not used.",
    ),
    "bsn_invalid": (
        "Het burgerservicenummer voldoet niet aan de elfproef en is niet gebruikt.",
        "The citizen service number fails the eleven test and was not used.",
    ),
    "birth_date_incomplete": (
        "De geboortedatum '{value}' is niet volledig en is niet gebruikt.",
        "The birth date '{value}' is incomplete and was not used.",
    ),
    "birth_date_unlikely": (
        "De geboortedatum {value} is onwaarschijnlijk. Controleer de datum.",
        "The birth date {value} is unlikely. Check the date.",
    ),
    "due_in_future": (
        "De oudste vervaldatum {value} ligt na de dag van aanlevering.",
        "The oldest due date {value} lies after the day of delivery.",
    ),
    "due_missing": (
        "Zowel de oudste vervaldatum als het aantal maanden ontbreekt.",
        "Both the oldest due date and the number of months are missing.",
    ),
    "too_young": (
        "De achterstand is {days} dagen oud; gebruikelijk is vanaf {limit} dagen.",
        "The arrear is {days} days old; usual is from {limit} days.",
    ),
    "too_old": (
        "De achterstand is {days} dagen oud; gebruikelijk is tot {limit} dagen.",
        "The arrear is {days} days old; usual is up to {limit} days.",
    ),
    "outside_window": (
        "Aangeleverd op dag {day}; afgesproken is tussen dag {first} en dag {last} van de maand.",
        "Delivered on day {day}; agreed is between day {first} and day {last} of the month.",
    ),
    "months_invalid": (
        "Het aantal maanden '{value}' is geen bruikbaar getal en is niet gebruikt.",
        "The number of months '{value}' is not a usable number and was not used.",
    ),
    "months_contradict_due": (
        "{months} maanden achterstand past niet bij een oudste vervaldatum van {due}.",
        "{months} months of arrears do not fit an oldest due date of {due}.",
    ),
    "amount_unlikely": ("Het bedrag is ongewoon hoog. Controleer het.", "The amount is unusually high. Check it."),
    "signal_type_unknown": (
        "Het signaaltype '{value}' is onbekend; het signaal geldt als eerste signaal.",
        "The signal type '{value}' is unknown; the signal counts as a first signal.",
    ),
    "answer_unclear": (
        "'{value}' is geen ja of nee en telt niet mee.",
        "'{value}' is neither yes nor no and does not count.",
    ),
    "too_long": (
        "De inhoud is langer dan {limit} tekens en is afgekapt.",
        "The content is longer than {limit} characters and was cut off.",
    ),
    "line_replaced": (
        "Vervangt een eerder signaal waar al aan gewerkt wordt; het eerdere blijft staan en dit geldt als aanvulling.",
        "Replaces an earlier signal that is being worked on; the earlier one stays and this counts as an update.",
    ),
    # Notices about a whole file that was read.
    "field_dropped": (
        "De kolom '{column}' mag niet of hoeft niet te worden aangeleverd en is niet bewaard.",
        "The column '{column}' may not or need not be delivered and was not kept.",
    ),
    "macros_ignored": (
        "Het bestand bevat macro's; die zijn niet uitgevoerd en niet gebruikt.",
        "The file contains macros; they were not run and not used.",
    ),
    "sheets_ignored": (
        "Alleen het blad '{used}' is gelezen; ook aanwezig: {others}.",
        "Only the sheet '{used}' was read; also present: {others}.",
    ),
    "bytes_replaced": (
        "Enkele tekens in het bestand waren onleesbaar en zijn vervangen door een vraagteken.",
        "Some characters in the file were unreadable and were replaced by a question mark.",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One remark: a stable `code`, the creditor's `column` it is about ("" for the whole line), values for the sentence."""

    code: str
    column: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    def says(self, language: str = "nl") -> str:
        """The sentence in Dutch (``nl``) or English (anything else)."""
        return sentence(self.code, self.params, language, self.column)

    def as_json(self) -> dict[str, Any]:
        """How a line keeps it: codes and values, never the sentence."""
        return {"code": self.code, "column": self.column, "params": self.params}


class Unreadable(Exception):
    """A file that cannot be read; `finding` says why and what to do about it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.finding = Finding(code, "", params)
        super().__init__(self.finding.says("en"))

    def says(self, language: str = "nl") -> str:
        """The sentence in Dutch (``nl``) or English (anything else)."""
        return self.finding.says(language)


def sentence(code: str, params: dict[str, Any], language: str = "nl", column: str = "") -> str:
    """The sentence of a code, filled in. An unknown code comes back as itself."""
    if code not in SENTENCES:
        return code
    text = SENTENCES[code][0 if language.startswith("nl") else 1]
    return text.format_map(_Known({"column": column, **params}))


class _Known(dict[str, Any]):
    """Leaves a value that is missing visible instead of failing on it."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
