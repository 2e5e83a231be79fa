"""What the text check can say, in words of both languages of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Whether a text may still be used."""

    BREACH = "breach"
    NOTE = "note"


@dataclass(frozen=True)
class Fault:
    """One remark about a text; `sentence` is the words that it is about, empty where something is missing."""

    code: str
    level: Level
    nl: str
    en: str
    sentence: str = ""

    def in_(self, language: str) -> str:
        """The remark in a language of the screens."""
        return self.en if language.startswith("en") else self.nl


# code → Dutch, English. {word} and the other slots are filled by whoever finds the fault.
_SAID: Mapping[str, tuple[str, str]] = {
    "forbidden": (
        "“{word}” mag hier niet staan: een ander kan dit lezen.",
        "“{word}” may not stand here: somebody else can read this.",
    ),
    "forbidden_amount": (
        "Hier mag geen bedrag staan: een ander kan dit lezen.",
        "No amount may stand here: somebody else can read this.",
    ),
    "unknown_slot": (
        "{{{word}}} kent het programma niet, of mag hier niet staan.",
        "{{{word}}} is not known, or may not stand here.",
    ),
    "empty_line": (
        "“{word}” is nog leeg.",
        "“{word}” is still empty.",
    ),
    "empty": (
        "Er staat nog geen tekst.",
        "There is no text yet.",
    ),
    "no_contact": (
        "Zet de naam erin van wie de bewoner kan bellen: {{contact}}.",
        "Name the person whom the resident can call: {{contact}}.",
    ),
    "no_phone": (
        "Zet het telefoonnummer erin: {{phone}}.",
        "Give the phone number: {{phone}}.",
    ),
    "no_sender": (
        "Zeg wie er schrijft: {{municipality}} of {{department}}.",
        "Say who writes: {{municipality}} or {{department}}.",
    ),
    "no_check": (
        "Zet het nummer erin om na te gaan of dit echt is: {{check_phone}}.",
        "Give the number to check whether this is real: {{check_phone}}.",
    ),
    "no_way_to_say_no": (
        "Zeg hoe iemand nee kan zeggen.",
        "Say how somebody can say no.",
    ),
    "no_source": (
        "Zeg wie het bericht stuurde: {{sources}} (AVG 14).",
        "Say who sent the message: {{sources}} (GDPR 14).",
    ),
    "no_term": (
        "Zeg hoe lang u gegevens bewaart: {{retention_months}} (AVG 14).",
        "Say how long data are kept: {{retention_months}} (GDPR 14).",
    ),
    "no_dpo": (
        "Zeg hoe iemand de functionaris gegevensbescherming bereikt: {{dpo}} (AVG 14).",
        "Say how to reach the data protection officer: {{dpo}} (GDPR 14).",
    ),
    "no_purpose": (
        "Zeg waarvoor u de gegevens gebruikt: hulp aanbieden (AVG 14).",
        "Say what the data are for: offering help (GDPR 14).",
    ),
    "no_rights": (
        "Zeg dat iemand gegevens mag inzien, verbeteren en bezwaar mag maken (AVG 14).",
        "Say that somebody may see, correct and object (GDPR 14).",
    ),
    "no_complaint": (
        "Zeg waar iemand kan klagen: de Autoriteit Persoonsgegevens (AVG 14).",
        "Say where somebody can complain: the Autoriteit Persoonsgegevens (GDPR 14).",
    ),
    "no_return_address": (
        "Zet het retouradres erin: {{return_address}}.",
        "Give the return address: {{return_address}}.",
    ),
    "told_of_a_no": (
        "Deze brief mag niet verraden dat iemand eerder nee zei.",
        "This letter may not betray that somebody said no before.",
    ),
    "asks_bank_data": (
        "Vraag nooit om bankgegevens of een pincode.",
        "Never ask for bank details or a PIN.",
    ),
    "too_long_message": (
        "Dit wordt {word} sms'jes; houd het bij {most}.",
        "This becomes {word} text messages; keep to {most}.",
    ),
    "long_sentence": (
        "Lange zin: {word} woorden. Maak er twee van.",
        "A long sentence: {word} words. Make it two.",
    ),
    "long_words": (
        "Veel lange woorden in één zin.",
        "Many long words in one sentence.",
    ),
    "hard_word": (
        "“{word}” is een lastig woord. Kan het gewoner: {plain}?",
        "“{word}” is a hard word. Plainer: {plain}?",
    ),
    "hard_text": (
        "De tekst leest als geheel moeilijk (score {word} van 100, streef naar {most}). Een waarschuwing, geen bewijs van B1.",
        "The text as a whole reads hard (score {word} of 100, aim at {most}). This is a warning, not proof of B1.",
    ),
    "spelling": (
        "“{word}” staat niet in de woordenlijst.",
        "“{word}” is not in the word list.",
    ),
    "spelling_meant": (
        "“{word}” staat niet in de woordenlijst. Bedoelt u “{plain}”?",
        "“{word}” is not in the word list. Do you mean “{plain}”?",
    ),
    "not_reviewed": (
        "Nog niet gelezen door iemand met deze moedertaal.",
        "Not yet read by somebody whose own language this is.",
    ),
    "too_long_page": (
        "De brief past niet op één vel, of het kaartje niet op één kant.",
        "The letter does not fit on one sheet, or the card on one side.",
    ),
}


def fault(code: str, level: Level, sentence: str = "", **words: str) -> Fault:
    """A fault by its code, its words filled in."""
    dutch, english = _SAID[code]
    return Fault(code, level, dutch.format(**words), english.format(**words), sentence)


def breach(code: str, sentence: str = "", **words: str) -> Fault:
    """A fault that keeps a text from being used."""
    return fault(code, Level.BREACH, sentence, **words)


def note(code: str, sentence: str = "", **words: str) -> Fault:
    """A fault that the writer may leave."""
    return fault(code, Level.NOTE, sentence, **words)
