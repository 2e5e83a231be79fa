"""What each letter or card says: who writes, in which words, with which code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation
from voordeur.channels import card, letter
from voordeur.channels.sender import Sender
from voordeur.channels.style import Style
from voordeur.programmes.texts import CLOSED, Kind, Text, programme_of
from voordeur.record.models import Household, Resident
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.actions.codes import codes_for
from voordeur.stages.reach.actions.senders import PostRefusedError, sender_of
from voordeur.stages.reach.queries.appointment_words import moment_of
from voordeur.stages.reach.queries.codes import address_of_code
from voordeur.stages.reach.queries.printing import Addressee
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.queries.texts import TextBook, house_style, text_book, text_name
from voordeur.stages.reach.rules.language import Protocol


@dataclass(frozen=True)
class Piece:
    """One letter or card about to be printed."""

    to: Addressee
    content: letter.Letter | card.Card

    @property
    def text(self) -> Text:
        """The words that it carries."""
        return self.content.text


@dataclass(frozen=True)
class _Desk:
    """What lies ready for all pieces of one batch."""

    on: date
    texts: TextBook
    style: Style
    book: ParameterBook
    senders: dict[Municipality | None, Sender]
    codes: dict[tuple[int, int], str]
    protocols: dict[int, Protocol]


def compose(to: Sequence[Addressee], *, organisation: Organisation, today: date) -> list[Piece]:
    """The words of every piece; seven queries, however many.

    Raises PostRefusedError where the sender is not complete, or a step's text is not one that can be printed.
    """
    book = parameter_book(["sender", "retention_case_months"], organisation=organisation, on=today)
    towns = {one.step.case.municipality for one in to}
    desk = _Desk(
        on=today,
        texts=text_book(organisation),
        style=house_style(organisation),
        book=book,
        senders={town: sender_of(book, organisation, town) for town in towns},
        codes=codes_for([(one.step.case_id, one.resident.pk) for one in to], on=today),
        protocols=protocols_for([one.step.case for one in to]),
    )
    return [Piece(one, _content(one, desk)) for one in to]


def _content(to: Addressee, desk: _Desk) -> letter.Letter | card.Card:
    case, resident = to.step.case, to.resident
    text = _text(to, desk)
    code = desk.codes.get((case.pk, resident.pk), "")
    link = address_of_code(code) if code else ""
    sender = desk.senders[case.municipality]
    name = name_of(resident)
    if text.kind == Kind.CARD:
        return card.Card(name, sender, text, code, link, desk.style)
    months = int(desk.book.value("retention_case_months", case.municipality_id))
    protocol = desk.protocols.get(case.pk)
    # Where somebody is told beforehand: until when a no can be said.
    until = protocol.opt_out.within.after(desk.on) if protocol and protocol.opt_out else None
    when = moment_of(to.step.reason, text.language)
    return letter.Letter(name, lines_of(to.household), to.sources, sender, months, text, code, link, until, desk.style, when)


def _text(to: Addressee, desk: _Desk) -> Text:
    case = to.step.case
    name = text_name(desk.protocols.get(case.pk), step=to.step.step, channel=to.step.channel)
    try:
        text = desk.texts.text(programme_of(case.protocol), name, to.resident.language)
    except KeyError as error:
        raise PostRefusedError(_("De tekst “%(name)s” uit de werkwijze bestaat niet.") % {"name": name}) from error
    if text.kind not in CLOSED | {Kind.CARD}:
        raise PostRefusedError(_("De tekst “%(name)s” uit de werkwijze is geen brief of kaartje.") % {"name": name})
    return text


def name_of(resident: Resident) -> str:
    """How post is addressed: as the register says, else initials, prefix and surname; "" when there is no surname."""
    if resident.address_name:
        return resident.address_name
    if not resident.surname:
        return ""
    return " ".join(part for part in (resident.initials, resident.prefix, resident.surname) if part)


def lines_of(home: Household) -> tuple[str, ...]:
    """Street and number; postcode and city as the post wants them: a space in the postcode, two before the city in capitals."""
    number = " ".join(part for part in (home.house_number + home.house_letter, home.addition) if part)
    postcode = f"{home.postcode[:4]} {home.postcode[4:].strip()}".strip()
    return (f"{home.street} {number}".strip(), f"{postcode}  {home.city.upper()}".strip())
