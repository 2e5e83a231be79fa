"""Reads of the texts: the shipped ones, an organisation's own versions, and which of them is in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from voordeur.accounts.models import Organisation
from voordeur.channels.style import Style
from voordeur.channels.text_check import Fault, check_text
from voordeur.programmes import texts
from voordeur.programmes.texts import Text
from voordeur.record import files
from voordeur.record.models import Partner
from voordeur.record.queries import parameter
from voordeur.stages.reach.models import HouseStyle, OwnText, TextChoice
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.proposed import tells_of_appointment
from voordeur.stages.reach.rules.vocabulary import Channel

Key = tuple[str, str, str]  # programme, name, language
_FIRST = "nl"
# What a step sends whose protocol names no text.
_USUAL: Mapping[str, str] = {
    Channel.LETTER: "letter", Channel.CARD: "card", Channel.MAIL: "email", Channel.TEXT: "message",
}  # fmt: skip

# What tells of an appointment, or reminds of it, on each channel.
_OF_APPOINTMENTS: Mapping[tuple[str, str], str] = {
    ("confirm", Channel.LETTER): "appointment_letter",
    ("confirm", Channel.MAIL): "appointment_email",
    ("confirm", Channel.TEXT): "appointment_message",
    ("remind", Channel.TEXT): "appointment_reminder",
}


@dataclass(frozen=True)
class TextBook:
    """The texts as one organisation uses them, read at once: for work on many people."""

    own: Mapping[Key, Text] = field(default_factory=dict)

    def text(self, programme: str, name: str, language: str = _FIRST) -> Text:
        """The text in use, in the language or else in Dutch (`Text.language` tells). Raises KeyError for an unknown name."""
        for spoken in dict.fromkeys((language, _FIRST)):
            if found := self.own.get((programme, name, spoken)):
                return found
            if spoken in texts.languages(programme, name):
                return texts.load(programme, name, spoken)
        raise KeyError(f"{programme}/{name}")


def text_book(organisation: Organisation) -> TextBook:
    """The texts that an organisation uses; one query."""
    newest = TextChoice.objects.filter(
        organisation=organisation,
        programme=OuterRef("programme"),
        name=OuterRef("name"),
        language=OuterRef("language"),
    ).order_by("-pk")
    chosen = TextChoice.objects.filter(organisation=organisation, pk=Subquery(newest.values("pk")[:1]), version__isnull=False)
    rows = (choice.version for choice in chosen.select_related("version"))
    return TextBook({(row.programme, row.name, row.language): as_text(row) for row in rows if row is not None and _known(row)})


def text_of(organisation: Organisation, programme: str, name: str, language: str = _FIRST) -> Text:
    """One text as an organisation uses it: its own version in use, else the programme's, else the common one.

    In Dutch where it does not exist in the language. Raises KeyError for an unknown name.
    """
    return text_book(organisation).text(programme, name, language)


def text_name(protocol: Protocol | None, *, step: str, channel: str) -> str:
    """The name of the text that a step sends: as the protocol says, else the usual one of the channel."""
    found = protocol.step(step) if protocol else None
    if found and found.text:
        return found.text
    if tells_of_appointment(step):
        return _OF_APPOINTMENTS[step.partition(":")[0], channel]
    # The one closed letter after a no has words of its own, also where no protocol names it (P10).
    return "way_back" if step == "way_back" else _USUAL[channel]


def as_text(row: OwnText) -> Text:
    """An own version as a text. Raises KeyError when no programme has a text of that name any more."""
    like = texts.load(row.programme, row.name, _FIRST)
    key = f"own/{row.programme}/{row.name}.{row.language}@{row.number}"
    return Text(key, row.name, like.kind, row.language, row.body, row.lines, row.reviewed)


def versions(organisation: Organisation, key: Key) -> QuerySet[OwnText]:
    """An organisation's own versions of one text, the newest first."""
    programme, name, language = key
    rows = OwnText.objects.filter(organisation=organisation, programme=programme, name=name, language=language)
    return rows.select_related("written_by").order_by("-number")


def faults_of(organisation: Organisation, text: Text) -> tuple[Fault, ...]:
    """What is wrong with a text for this organisation: no open one may name one of its creditors."""
    creditors = Partner.objects.filter(receiver=organisation).values_list("name", flat=True)
    return check_text(text, creditors=creditors)


def programme_in_use(organisation: Organisation, *, on: date) -> str:
    """The programme whose texts new cases of an organisation speak."""
    return texts.programme_of(str(parameter("programme", organisation=organisation, on=on)))


def house_style(organisation: Organisation) -> Style:
    """How an organisation's post looks; plain where it set nothing."""
    row = HouseStyle.objects.filter(organisation=organisation).first()
    if row is None:
        return Style()
    return Style(row.colour or Style.colour, _logo(row), row.logo_kind if row.logo_as else "")


def house_style_row(organisation: Organisation) -> HouseStyle | None:
    """The row itself, for who changes it."""
    return HouseStyle.objects.filter(organisation=organisation).first()


def word_template(organisation: Organisation) -> bytes | None:
    """The organisation's Word template, None where it has none."""
    row = house_style_row(organisation)
    if row is None or not row.word_as:
        return None
    with files.open_file(row.word_as) as content:
        return content.read()


def has_word_template(organisation: Organisation) -> bool:
    """Whether letters can be made as Word files."""
    return HouseStyle.objects.filter(organisation=organisation).exclude(word_as="").exists()


def _logo(row: HouseStyle) -> bytes:
    if not row.logo_as:
        return b""
    with files.open_file(row.logo_as) as content:
        return content.read()


def _known(row: OwnText) -> bool:
    """Whether the text still exists that this is a version of; a later release may have dropped it."""
    return _FIRST in texts.languages(row.programme, row.name)
