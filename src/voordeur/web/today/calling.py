"""Somebody is to be called: which number, what was tried before, and what to mind; in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from voordeur.record.models import Representative, Resident
from voordeur.record.queries import ACTS_FOR, representatives_of
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.queries import Call, Row
from voordeur.templatetags.shell import day, person_name
from voordeur.web.case import sentences
from voordeur.web.case.sentences import said

# So many earlier calls are told; what was tried longer ago says less about when somebody is in.
TOLD = 3


@dataclass(frozen=True)
class Ring:
    """A number to call, and whose it is."""

    name: str
    number: str


@dataclass(frozen=True)
class CallCard:
    """What whoever calls needs beside the row: the numbers, what was tried before, what to mind."""

    numbers: Sequence[Ring]
    tried: str
    mind: Sequence[str]


def call_cards(rows: Collection[Row]) -> dict[int, CallCard]:
    """A card for each row of calling, by the step's id; two queries however many rows. The caller logged the people."""
    if not rows:
        return {}
    calls = reach.calls_of([row.step.case_id for row in rows])
    acting = representatives_of([one.pk for row in rows for one in row.residents])
    return {row.step.pk: _card(row, calls.get(row.step.case_id, []), acting) for row in rows}


def _card(row: Row, calls: Sequence[Call], acting: Mapping[int, Representative]) -> CallCard:
    numbers, mind = [], []
    for one in row.residents:
        name, stands_in = person_name(one), acting.get(one.pk)
        if stands_in is not None and stands_in.kind in ACTS_FOR:
            kind = stands_in.get_kind_display()
            numbers.append(Ring(f"{kind} {stands_in.name}", stands_in.phone))
            mind.append(_("Spreek met de %(kind)s, niet met %(who)s.") % {"kind": kind, "who": name})
        else:
            numbers.append(Ring(name, one.phone))
        mind += _mind(one, name)
    return CallCard([ring for ring in numbers if ring.number], _tried(calls), mind)


def _mind(one: Resident, name: str) -> list[str]:
    told = []
    if one.language and one.language != "nl":
        language = said(sentences.LANGUAGES, one.language)
        told.append(_("%(who)s spreekt %(language)s.") % {"who": name, "language": language})
    if one.silent_address:
        told.append(_("Noem geen ander adres van %(who)s, tegen niemand.") % {"who": name})
    if one.secrecy:
        told.append(_("Geheimhouding: zeg niets over waar %(who)s woont.") % {"who": name})
    return told


def _tried(calls: Sequence[Call]) -> str:
    """Earlier calls within a sentence, the last first: "ma 16 nov ochtend geen gehoor"."""
    return "; ".join(_one(call) for call in reversed(calls[-TOLD:]))


def _one(call: Call) -> str:
    part = said(sentences.DAY_PARTS, call.day_part) if call.day_part else ""
    return " ".join(one for one in (day(call.on), part, said(sentences.RESULTS, call.result)) if one)
