"""Reading a case's given facts: its signals and events in any order, who corrected what, and the town's own terms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from voordeur.stages.reach.rules import synonyms
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.given.events import SIGNAL_WORDS, TYPES, Facts, Names, Reader, facts_of, signal_facts
from voordeur.stages.reach.rules.given.values import (
    Given,
    GivenError,
    Numbers,
    block,
    blocks,
    day,
    first_of,
    flag,
    one_of,
    only,
    whole,
)
from voordeur.stages.reach.rules.history import history
from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.registry import FactError, check_facts
from voordeur.stages.reach.rules.story import History, Told
from voordeur.stages.reach.rules.vocabulary import Kind

LONGEST = 5_000_000  # signs
_KNOWN = {"phone": "phones", "phones": "phones", "email": "emails", "emails": "emails"}
_OF_THE_HOUSEHOLD = frozenset({"district", *_KNOWN})
_TOP = frozenset({"signals", "events", "municipality", "name", "case"}) | (SIGNAL_WORDS - {"signal"}) | _OF_THE_HOUSEHOLD
_TERMS = frozenset(vars(Clocks()))
_OF_THE_TOWN = _TERMS | _OF_THE_HOUSEHOLD | {"name", "code", "id"}
_REPRESENTING = {Kind.REPRESENTED, Kind.UNREPRESENTED}


@dataclass(frozen=True)
class _Event:
    """One event as it was given. `depth`: how many corrections it stands on."""

    id: str
    kind: str
    on: date
    given: Given
    where: str
    corrects: str | None
    depth: int = 0


def read_history(text: str, protocol: Protocol, today: date, clocks: Clocks) -> History:
    """The history in a JSON text, as far as it is known on `today`. Raises GivenError with a sentence that says what to mend.

    `clocks`: the terms where the text names none of the town's own. What is dated after `today` has not happened yet.
    """
    top = _parsed(text)
    only(top, _TOP, "")
    town = block(top.get("municipality"), "municipality")
    only(town, _OF_THE_TOWN, "municipality")
    listed = blocks(top.get("events"), "events")
    names = _names(top, listed)
    signals = list(_signals(top, protocol, names, listed, today))
    events = _ordered([_event(given, f"events[{position}]") for position, given in enumerate(listed)])
    happened = [one for one in events if one.on <= today]
    told = [one for one in (*signals, *_told(happened, protocol, names)) if one.on <= today]
    return history(
        [one for one in told if one.kind not in _REPRESENTING],
        opened_on=min((one.on for one in told if one.kind == Kind.SIGNAL_JOINED), default=today),
        represented=_represented(told),
        clocks=_clocks(town, clocks),
        district=str(first_of(top, "district") or first_of(town, "district") or ""),
        **_reachable(top, town),
    )


def _parsed(text: str) -> Given:
    if len(text) > LONGEST:
        raise GivenError("", f"de tekst is langer dan {LONGEST} tekens", f"the text is longer than {LONGEST} signs")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise GivenError(
            "",
            f"regel {error.lineno}, kolom {error.colno}: dit is geen JSON",
            f"line {error.lineno}, column {error.colno}: this is no JSON",
        ) from error
    except (RecursionError, ValueError) as error:
        raise GivenError("", "dit is geen JSON", "this is no JSON") from error
    return block(found, "")


def _signals(top: Given, protocol: Protocol, names: Names, events: Sequence[Given], today: date) -> Iterator[Told]:
    """The signals that are listed; where none is, the one that the top of the text describes."""
    listed = blocks(top.get("signals"), "signals")
    usual = {word: top[word] for word in ("kind", "amount_cents", "months", "partner") if word in top}
    joined = any(meant_kind(one) == Kind.SIGNAL_JOINED for one in events)
    if not listed and not (joined and "kind" not in top):
        listed = [{word: value for word, value in top.items() if word in SIGNAL_WORDS}]
        usual["date"] = first_of(top, "date") or _first_day(events, today).isoformat()
    for position, given in enumerate(listed):
        where = f"signals[{position}]" if top.get("signals") else ""
        reader = Reader({**usual, **given}, where, names, protocol)
        facts = signal_facts(reader)
        if first_of(reader.given, "date") is None:
            raise GivenError(where, "date ontbreekt; schrijf 2026-10-26", "date is missing; write 2026-10-26")
        yield _checked(Told(position + 1, Kind.SIGNAL_JOINED, day(reader.given["date"], f"{where}.date"), facts), where)


def _names(top: Given, events: Sequence[Given]) -> Names:
    """Who is spoken of, the signals' people first, so that it is known from the start whether there is only one."""
    residents = Numbers()
    said = [first_of(one, "resident", "person") for one in (*blocks(top.get("signals"), "signals"), top, *events)]
    told = [one for one in said if one is not None]
    for one in told:
        residents(one, "resident")
    return Names(residents, Numbers(), Numbers(), Numbers(), str(told[0]) if told else "1")


def _first_day(events: Sequence[Given], today: date) -> date:
    """A case begins no later than the first thing that happened in it."""
    days = [day(one["date"], f"events[{n}].date") for n, one in enumerate(events) if one.get("date")]
    return min([*days, today])


def meant_kind(given: Given) -> str:
    """The type of an event, in the rules' own word; "" when it names none."""
    return str(synonyms.meant(str(given.get("type") or ""), synonyms.KINDS))


def _event(given: Given, where: str) -> _Event:
    if not given.get("type"):
        raise GivenError(where, "type ontbreekt: wat gebeurde er?", "type is missing: what happened?")
    kind = one_of(given["type"], TYPES, synonyms.KINDS, f"{where}.type")
    if not given.get("date"):
        raise GivenError(where, "date ontbreekt; schrijf 2026-10-26", "date is missing; write 2026-10-26")
    corrects = first_of(given, "corrects")
    if kind == Kind.CORRECTION and corrects is None:
        raise GivenError(
            where, "corrects ontbreekt: welke id wordt teruggenomen?", "corrects is missing: which id is taken back?"
        )
    name = str(first_of(given, "id") if first_of(given, "id") is not None else f"@{where}")
    return _Event(name, kind, day(given["date"], f"{where}.date"), given, where, None if corrects is None else str(corrects))


def _ordered(events: list[_Event]) -> list[_Event]:
    """Each event after the one that it corrects. Raises GivenError for an id that stands twice, nowhere, or in a circle."""
    by_id: dict[str, _Event] = {}
    for one in events:
        if one.id in by_id:
            raise GivenError(one.where, f"de id {one.id!r} is al gebruikt", f"the id {one.id!r} is taken")
        by_id[one.id] = one
    return sorted((replace(one, depth=_depth(one, by_id)) for one in events), key=lambda one: one.depth)


def _depth(event: _Event, by_id: Mapping[str, _Event]) -> int:
    seen = {event.id}
    one = event
    while one.corrects is not None:
        if one.corrects not in by_id:
            raise GivenError(one.where, f"geen gebeurtenis heeft id {one.corrects!r}", f"no event has the id {one.corrects!r}")
        one = by_id[one.corrects]
        if one.id in seen:
            raise GivenError(event.where, "deze gebeurtenissen corrigeren elkaar", "these events correct each other")
        seen.add(one.id)
    return len(seen) - 1


def _told(events: Sequence[_Event], protocol: Protocol, names: Names) -> Iterator[Told]:
    """The events as the rules know them, numbered so that a correction is always younger than what it corrects."""
    numbers: dict[str, int] = {}
    made: dict[str, _Event] = {}
    following = 1_000_000  # beyond the numbers of the signals
    for one in events:
        event = made[one.id] = _as_corrected(one, made)
        numbers[one.id] = following
        corrects = numbers.get(event.corrects) if event.corrects is not None else None
        if event.kind == Kind.CORRECTION:
            yield Told(following, Kind.CORRECTION, event.on, {}, corrects)
            following += 1
            continue
        kind, readers = _whose(event, protocol)
        for facts in facts_of(kind, Reader(readers, event.where, names, protocol)):
            yield _checked(Told(following, kind, event.on, facts, corrects), event.where)
            following += 1


def _as_corrected(event: _Event, made: Mapping[str, _Event]) -> _Event:
    """A correction that says how it was instead becomes that event, on the day of the one that it corrects."""
    told = {word: value for word, value in event.given.items() if word not in {"id", "date", "type", "corrects", "note"}}
    if event.kind != Kind.CORRECTION or not told or event.corrects is None:
        return event
    first = made.get(event.corrects)
    if first is None or first.kind == Kind.CORRECTION:
        return event
    stale = {"result", "reached"} if {"result", "reached"} & set(told) else set()
    was = {word: value for word, value in first.given.items() if word not in stale}
    return replace(event, kind=first.kind, on=first.on, given={**was, **told})


def _whose(event: _Event, protocol: Protocol) -> tuple[str, Given]:
    """What the creditor did itself is no attempt of ours, however it was written down."""
    if event.kind != Kind.ATTEMPT:
        return event.kind, event.given
    step = protocol.step(str(event.given.get("step") or ""))
    if step is not None and protocol.is_partners(step):
        return Kind.PARTNER_STEP, event.given
    by = str(event.given.get("by") or "")
    who = protocol.person(by)
    if by in {"partner", "creditor", "corporatie", "corporation", "schuldeiser"} or (who is not None and who.partner):
        given = {word: value for word, value in event.given.items() if word not in {"step", "purpose"}}
        return Kind.PARTNER_ATTEMPT, given
    return event.kind, event.given


def _checked(told: Told, where: str) -> Told:
    try:
        check_facts(told.kind, told.facts)
    except FactError as error:
        raise GivenError(where, f"{error.word} klopt niet", f"{error.word} is not in order") from error
    return told


def _represented(told: Sequence[Told]) -> frozenset[int]:
    found: set[int] = set()
    taken = {one.corrects for one in told if one.corrects is not None}
    for one in sorted(told, key=lambda one: (one.on, one.id)):
        if one.id in taken or one.kind not in _REPRESENTING:
            continue
        resident = one.facts.get("resident", 1)
        if one.kind == Kind.REPRESENTED:
            found.add(resident)
        else:
            found.discard(resident)
    return frozenset(found)


def _reachable(*places: Given) -> dict[str, Any]:
    """Whether a number and an address for mail are known; nothing said counts as known, so that no step is left out unseen."""
    found: Facts = {"phones": True, "emails": True}
    for place in reversed(places):
        for word, name in _KNOWN.items():
            if word in place:
                found[name] = flag(place[word], word)
    return found


def _clocks(town: Given, clocks: Clocks) -> Clocks:
    own = {word: whole(town[word], f"municipality.{word}", high=3660) for word in _TERMS if word in town}
    return replace(clocks, **own)
