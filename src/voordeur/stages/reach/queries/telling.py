"""How a resident hears in writing of an appointment: by which channel, and whether a reminder can go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voordeur.calendar import working_days_between
from voordeur.connections import carriers
from voordeur.connections.carrying import Way
from voordeur.record.models import Case, Resident
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.queries.messages import address_of
from voordeur.stages.reach.queries.printing import addressees
from voordeur.stages.reach.rules.proposed import CONFIRM
from voordeur.stages.reach.rules.vocabulary import Channel


@dataclass(frozen=True)
class WayToTell:
    """`confirm`: the channel (DDAS) by which an appointment is put in writing, "" for none; `remind`: by a text message."""

    confirm: str = ""
    remind: bool = False


def way_to_tell(case: Case, resident: Resident, *, on: date, today: date, letter_days: int) -> WayToTell:
    """How to tell this resident of an appointment on a day: a text message, else an e-mail, else a letter that comes in time.

    Nothing goes to who said no to help or to being approached, or for whom somebody else acts.
    """
    if not addressees([DueStep(case=case, step=CONFIRM, who=str(resident.pk))]):
        return WayToTell()
    book = parameter_book(["carriers"], organisation=case.organisation_id, on=today)
    text, mail = _can(book, case, resident, Way.TEXT), _can(book, case, resident, Way.MAIL)
    in_time = working_days_between(today, on) >= letter_days
    return WayToTell(Channel.TEXT if text else Channel.MAIL if mail else Channel.LETTER if in_time else "", text)


def _can(book: ParameterBook, case: Case, resident: Resident, way: Way) -> bool:
    """Whether the municipality has a carrier for it, and this resident somewhere to send it to."""
    held = book.value("carriers", case.municipality_id)
    template = held.get(f"{way}_template", "") or not carriers.needs_template(held[str(way)])
    return bool(carriers.carries(held[str(way)], way) and template and address_of(resident, way))
