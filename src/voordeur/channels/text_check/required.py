"""What each kind of text must say: who writes, whom to call, how to say no, how to check it (P14, P15), AVG 14 (P16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from voordeur.channels.text_check.faults import Fault, breach, note
from voordeur.programmes.texts import CLOSED, Kind, Text

# Slots of which at least one must be named; what stands on every letter and card beside the text counts as well.
_ANY_OF: Mapping[str, frozenset[str]] = {
    "no_contact": frozenset({"contact"}),
    "no_phone": frozenset({"phone"}),
    "no_sender": frozenset({"municipality", "department"}),
    "no_check": frozenset({"check_phone"}),
    "no_source": frozenset({"sources"}),
    "no_term": frozenset({"retention_months"}),
    "no_dpo": frozenset({"dpo"}),
    "no_return_address": frozenset({"return_address"}),
}
_ALWAYS = ("no_contact", "no_phone", "no_sender", "no_check")
_AVG_14 = ("no_source", "no_term", "no_dpo")
# The letterhead names the municipality, the card prints the number large: these need not stand in the words.
_BESIDE: Mapping[Kind, frozenset[str]] = {
    **dict.fromkeys(CLOSED, frozenset({"municipality", "department"})),
    Kind.CARD: frozenset({"phone"}),
}
# How a way to say no, and the rights of AVG 14, are said in each language; a text in which none is found lacks it.
_NO: Mapping[str, str] = {
    "nl": r"geen (hulp|bezoek|contact)|liever (niet|geen)|niet (meer )?(wilt|willen)|nee zeggen",
    "en": r"no (help|visit|contact)|rather not|not (be )?contacted|say no",
    "tr": r"iste(mi|me)",
    "ar": r"لا تريد|لا ترغب",
    "pl": r"nie (chc|życz)",
    "uk": r"не (бажа|хоч)",
}
_PURPOSE = {"nl": r"hulp (aan )?te? ?(bieden|geven)|hulp aan te bieden", "en": r"(offer|give) (and give )?you help"}
_RIGHTS = {"nl": r"(bekijken|inzien)(.|\n)*bezwaar", "en": r"see(.|\n)*object"}
_COMPLAINT = {"nl": r"Autoriteit Persoonsgegevens", "en": r"Autoriteit Persoonsgegevens"}
_ONLY_THERE = (("no_purpose", _PURPOSE), ("no_rights", _RIGHTS), ("no_complaint", _COMPLAINT))
_SAID_NO = re.compile(
    r"(u|je) (zei|wilde|hebt|heeft|gaf|liet)\b[^.]*\b(nee|geen|niet|weiger)"
    r"|\b(u|je)\b[^.]*\b(geen|niet)\b[^.]*\b(wilde|wou|hoefde)\b|\b(nee gezegd|geweigerd|afgewezen)"
    r"|you (said|told us) no|you refused|turned down",
    re.IGNORECASE,
)
# Whoever says never to ask for it may name it: the words count only where nothing denies them in the sentence.
_BANK = re.compile(r"[^.!?]*\b(bankgegevens|bankrekening|rekeningnummer|pincode|iban|bank details|pin)\b[^.!?]*", re.IGNORECASE)
_NEVER = re.compile(r"\b(nooit|niet|geen|never|not|no)\b", re.IGNORECASE)


def missing(text: Text) -> Iterator[Fault]:
    """Each part that a text of this kind must have and has not."""
    if text.kind == Kind.ENVELOPE:
        yield from _lacking(text, ("no_return_address",))
        return
    yield from _lacking(text, _ALWAYS)
    if not _says(text, _NO):
        yield breach("no_way_to_say_no")
    if text.kind in CLOSED:
        yield from _lacking(text, _AVG_14, first=text.kind == Kind.LETTER)
        for code, said in _ONLY_THERE:
            if not _says(text, said):
                yield breach(code) if text.kind == Kind.LETTER else note(code)


def misplaced(text: Text) -> Iterator[Fault]:
    """What a text of this kind says and may not say."""
    said = "\n".join(text.parts())
    if text.kind == Kind.WAY_BACK and (found := _SAID_NO.search(said)):
        yield breach("told_of_a_no", found[0])
    for found in _BANK.finditer(said):
        if not _NEVER.search(found[0]):
            yield breach("asks_bank_data", found[0].strip())


def _lacking(text: Text, codes: tuple[str, ...], *, first: bool = True) -> Iterator[Fault]:
    """Only the first letter must name what AVG 14 asks; a later one does well to."""
    there = text.slots() | _BESIDE.get(text.kind, frozenset())
    for code in codes:
        if not _ANY_OF[code] & there:
            yield breach(code) if first else note(code)


def _says(text: Text, patterns: Mapping[str, str]) -> bool:
    """Whether one of the language's ways of saying it is there; a language without a list is not judged."""
    pattern = patterns.get(text.language)
    return pattern is None or bool(re.search(pattern, " ".join("\n".join(text.parts()).split()), re.IGNORECASE))
