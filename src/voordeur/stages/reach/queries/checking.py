"""Whether a working method keeps the law in one municipality: its own terms, kinds of signal, districts and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from functools import lru_cache

from voordeur.accounts.models import Municipality, Organisation
from voordeur.channels.text_check import forbidden_words
from voordeur.programmes import texts
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.queries.protocols import read
from voordeur.stages.reach.queries.steps import clocks_of
from voordeur.stages.reach.queries.texts import TextBook, text_book
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.law import Finding, Level, Town, check
from voordeur.stages.triage.queries.ground import DISTRICTS

_KEYS = (*(one.name for one in fields(Clocks)), "quiet_hours", "partner_kinds", DISTRICTS)
_Betraying = tuple[tuple[str, tuple[str, ...]], ...]


def checked(organisation: Organisation, municipality: Municipality | None, protocol: str, *, on: date) -> tuple[Finding, ...]:
    """What the check finds in a protocol's text, would it be switched on that day here: breaches first.

    Takes seconds the first time; what was checked with the same terms and texts on the same day is remembered.
    """
    book, written = parameter_book(_KEYS, organisation=organisation, on=on), read(protocol)
    place = municipality.pk if municipality else None
    town = town_of(book, place, written, on=on)
    return _checked(protocol, town, betraying(text_book(organisation), written))


def breaches(found: tuple[Finding, ...]) -> list[Finding]:
    """Those that keep a protocol from being switched on."""
    return [one for one in found if one.level == Level.BREACH]


def town_of(book: ParameterBook, municipality: int | None, protocol: Protocol, *, on: date) -> Town:
    """The municipality as the check sees it. Where it named no districts, those of the protocol are taken to be its own."""
    earliest, latest = (time.fromisoformat(one) for one in book.value("quiet_hours", municipality))
    named: Mapping[str, object] = book.value(DISTRICTS, municipality)
    return Town(
        clocks=clocks_of(book, municipality),
        kinds=tuple(book.value("partner_kinds", municipality)),
        earliest=earliest,
        latest=latest,
        districts=tuple(sorted(named or protocol.audience.districts)),
        from_day=on,
    )


def betraying(book: TextBook, protocol: Protocol) -> _Betraying:
    """By the name of each text of a protocol's programme: the words in it that others at the address may not read (P17).

    The texts are those that the organisation uses now, in every language that they have.
    """
    programme = texts.programme_of(protocol.key)
    found = []
    for name in texts.names(programme):
        spoken = {*texts.languages(programme, name), *(key[2] for key in book.own if key[:2] == (programme, name))}
        parts = [(part, code) for code in sorted(spoken) for part in book.text(programme, name, code).parts()]
        found.append((name, tuple(one.word for part, code in parts for one in forbidden_words(part, language=code))))
    return tuple(found)


@lru_cache(maxsize=64)
def _checked(text: str, town: Town, words: _Betraying) -> tuple[Finding, ...]:
    return check(read(text), town, dict(words))
