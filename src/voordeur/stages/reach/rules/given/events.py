"""What each type of event may say in given facts, and the facts that the rules make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from voordeur.stages.reach.rules import synonyms
from voordeur.stages.reach.rules.given.values import Given, GivenError, Numbers, day, first_of, flag, number, one_of, only, whole
from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.vocabulary import (
    REACHED_BY,
    SIGNAL_KINDS,
    SIGNAL_TYPES,
    Asked,
    AttemptResult,
    Channel,
    ChannelFact,
    CollectionStage,
    DayPart,
    EvictedBecause,
    Kind,
    Lane,
    No,
    Overruling,
)  # fmt: skip

Facts = dict[str, Any]
# What every event may say, for some programs write every word with every event; most types do not look at the last four.
COMMON = frozenset(
    {"id", "date", "type", "corrects", "resident", "person", "channel", "reached", "result", "daypart", "day_part", "value"}
)
_RELATED = frozenset({"partner", "signal"})
_AT_ONCE: Mapping[Channel, AttemptResult] = {Channel.VISIT: AttemptResult.NOBODY, Channel.PHONE: AttemptResult.NO_ANSWER,
    Channel.APPOINTMENT: AttemptResult.NOBODY, Channel.DESK: AttemptResult.DONE}  # fmt: skip
SIGNAL_WORDS = frozenset(
    {"id", "signal", "date", "partner", "kind", "amount_cents", "months", "signal_type", "stage", "resident", "person",
     "threatening", "letter_only", "oldest_due"}
)  # fmt: skip


@dataclass
class Names:
    """The references of one case: people, partners, signals, agreements."""

    residents: Numbers
    partners: Numbers
    signals: Numbers
    agreements: Numbers
    resident: str = "1"  # whom a signal is about that names nobody


@dataclass(frozen=True)
class Reader:
    """One event being read: what it says, its place, the protocol of the case."""

    given: Given
    where: str
    names: Names
    protocol: Protocol

    def at(self, word: str) -> str:
        """The place of one of its words."""
        return f"{self.where}.{word}"

    def word(self, known: Iterable[str], table: Mapping[str, str], *words: str) -> str | None:
        """The first of these words as one of the known ones; None when none of them is there."""
        value = first_of(self.given, *words)
        return None if value is None else one_of(value, known, table, self.at(words[0]))

    def needed(self, known: Iterable[str], table: Mapping[str, str], *words: str) -> str:
        """As `word`, of an event that says nothing without it."""
        found = self.word(known, table, *words)
        if found is None:
            listed = ", ".join(str(one) for one in known)
            nl, en = f"{words[0]} ontbreekt; schrijf een van", f"{words[0]} is missing; write one of"
            raise GivenError(self.where, f"{nl}: {listed}", f"{en}: {listed}")
        return found


def facts_of(kind: str, reader: Reader) -> list[Facts]:
    """The facts of one event, as the rules know them; several where one word stands for more."""
    allowed, make = _KINDS[kind]
    only(reader.given, COMMON | allowed, reader.where)
    return make(reader)


def signal_facts(reader: Reader) -> Facts:
    """What a signal says; amount and months may be left out, for a creditor does not always say them."""
    only(reader.given, SIGNAL_WORDS | {"type", "corrects"}, reader.where)
    given = reader.given
    kind = reader.needed(SIGNAL_KINDS, synonyms.SIGNAL_KINDS, "kind")
    facts: Facts = {
        "signal": reader.names.signals(first_of(given, "signal", "id") or f"@{reader.where}", reader.at("id")),
        "partner": reader.names.partners(first_of(given, "partner") or f"@{kind}", reader.at("partner")),
        "kind": kind,
        "amount_cents": whole(first_of(given, "amount_cents") or 0, reader.at("amount_cents")),
        "signal_type": reader.word(SIGNAL_TYPES, synonyms.SIGNAL_TYPES, "signal_type") or "first",
        "resident": reader.names.residents(first_of(given, "resident", "person") or reader.names.resident, reader.at("resident")),
        "months": number(given.get("months"), reader.at("months")),
    }
    if stage := reader.word(CollectionStage, synonyms.STAGES, "stage"):
        facts["stage"] = stage
    for word in ("threatening", "letter_only"):
        if word in given:
            facts[word] = flag(given[word], reader.at(word))
    return facts


def _person(reader: Reader) -> Facts:
    """Whom it is about: named; or nobody in particular, where there is more than one."""
    said = first_of(reader.given, "resident", "person")
    resident = reader.names.residents.sole() if said is None else reader.names.residents(said, reader.at("resident"))
    return {} if resident is None else {"resident": resident}


def _related(reader: Reader) -> Facts:
    found: Facts = {}
    for word, numbers in (("partner", reader.names.partners), ("signal", reader.names.signals)):
        if first_of(reader.given, word) is not None:
            found[word] = numbers(reader.given[word], reader.at(word))
    return found


def _contact(reader: Reader) -> Facts:
    """Channel, part of the day, whether somebody was reached, and the result: each told, or following from the others."""
    channel = Channel(reader.needed(Channel, synonyms.CHANNELS, "channel"))
    result = reader.word(AttemptResult, synonyms.RESULTS, "result")
    reached = reader.given.get("reached")
    met = result in REACHED_BY if reached is None else flag(reached, reader.at("reached"))
    if result is None:
        result = AttemptResult.TALKED if met else _AT_ONCE.get(channel, AttemptResult.SENT)
    facts: Facts = {"channel": channel.value, "reached": met, "result": str(result)}
    if part := reader.word(DayPart, synonyms.DAY_PARTS, "daypart", "day_part"):
        facts["day_part"] = part
    return facts


def _attempt(reader: Reader) -> list[Facts]:
    facts = {**_contact(reader), **_person(reader)}
    for word in ("step", "purpose"):
        if (value := first_of(reader.given, word)) is not None:
            facts[word] = str(value)
    if (back := first_of(reader.given, "come_back_on")) is not None:
        facts["come_back_on"] = day(back, reader.at("come_back_on")).isoformat()
    if part := reader.word(DayPart, synonyms.DAY_PARTS, "come_back_part"):
        facts["come_back_part"] = part
    return [facts]


def _partner_attempt(reader: Reader) -> list[Facts]:
    facts = {**_related(reader), "number": whole(reader.given.get("number", 1), reader.at("number"))}
    if first_of(reader.given, "channel") is not None:
        facts |= _contact(reader)
    facts.pop("signal", None)
    return [facts]


def _partner_step(reader: Reader) -> list[Facts]:
    """A step that the creditor does; it need not be named where there is but one."""
    theirs = [step.name for step in reader.protocol.steps if reader.protocol.is_partners(step)]
    step = first_of(reader.given, "step") or (theirs[0] if len(theirs) == 1 else None)
    if step not in theirs:
        listed = ", ".join(theirs) or "–"
        raise GivenError(
            reader.where,
            f"step noemt geen stap die de partner doet; in deze werkwijze: {listed}",
            f"step names no step that the partner does; in this protocol: {listed}",
        )
    facts = {**_related(reader), "step": step}
    facts.pop("signal", None)
    return [facts]


def _no(reader: Reader) -> list[Facts]:
    """A no that does not say to what is one to help: it covers the most of the two that hold at once."""
    no = reader.word(No, synonyms.NOES, "no", "what", "to", "value", "result") or No.HELP
    return [{"no": str(no), "resident": None, **_person(reader)}]


def _undo_no(reader: Reader) -> list[Facts]:
    no = reader.word(No, synonyms.NOES, "no", "what", "to", "value", "result")
    return [{"no": str(one), "resident": None, **_person(reader)} for one in ([no] if no else No)]


def _payment(reader: Reader) -> list[Facts]:
    facts = _related(reader)
    if (cents := first_of(reader.given, "amount_cents")) is not None:
        facts["amount_cents"] = whole(cents, reader.at("amount_cents"))
    return [facts]


def _stage(reader: Reader) -> list[Facts]:
    facts = {**_related(reader), "stage": reader.needed(CollectionStage, synonyms.STAGES, "stage", "value", "result")}
    if because := reader.word(EvictedBecause, {}, "because"):
        facts["because"] = because
    return [facts]


def _channel_fact(reader: Reader) -> list[Facts]:
    fact = reader.needed(ChannelFact, synonyms.CHANNEL_FACTS, "fact", "value", "result")
    usual = {ChannelFact.WRONG_NUMBER: Channel.PHONE, ChannelFact.BOUNCED: Channel.MAIL}.get(ChannelFact(fact), Channel.LETTER)
    channel = reader.word(Channel, synonyms.CHANNELS, "channel") or usual
    return [{"channel": str(channel), "fact": fact, **_person(reader)}]


def _asked(reader: Reader) -> list[Facts]:
    facts = {**_person(reader), "asked": reader.needed(Asked, synonyms.ASKED, "asked", "what", "value", "result")}
    if (wanted := first_of(reader.given, "on")) is not None:
        facts["on"] = day(wanted, reader.at("on")).isoformat()
    if part := reader.word(DayPart, synonyms.DAY_PARTS, "daypart", "day_part"):
        facts["day_part"] = part
    return [facts]


def _lane(reader: Reader) -> list[Facts]:
    return [{**_person(reader), "lane": reader.needed(Lane, synonyms.LANES, "lane", "value", "result"), "basis": "given"}]


def _household(reader: Reader) -> list[Facts]:
    return [{"minors": flag(reader.given.get("minors", True), reader.at("minors"))}]


def _overruled(reader: Reader) -> list[Facts]:
    step = str(first_of(reader.given, "step") or "")
    if not step:
        raise GivenError(reader.where, "step ontbreekt: over welke stap gaat het?", "step is missing: which step is it about?")
    facts: Facts = {"step": step, "decision": reader.needed(Overruling, synonyms.OVERRULINGS, "decision", "value", "result")}
    if (until := first_of(reader.given, "until")) is not None:
        facts["until"] = day(until, reader.at("until")).isoformat()
    return [facts]


def _agreement(reader: Reader) -> list[Facts]:
    said = first_of(reader.given, "agreement") or f"@{reader.where}"
    facts: Facts = {"agreement": reader.names.agreements(said, reader.at("agreement"))}
    for word in ("kind", "to"):
        if (value := first_of(reader.given, word)) is not None:
            facts[word] = str(value)
    return [facts]


def _left(reader: Reader) -> list[Facts]:
    said = first_of(reader.given, "signal")
    if said is None:
        raise GivenError(reader.where, "signal ontbreekt: welk signaal?", "signal is missing: which signal?")
    return [{"signal": reader.names.signals(said, reader.at("signal"))}]


def _plain(reader: Reader) -> list[Facts]:
    return [{}]


def _of_a_person(reader: Reader) -> list[Facts]:
    return [_person(reader)]


_WHICH_NO = frozenset({"no", "what", "to", "via"})
_SAID = frozenset({"via"})  # how it was told; the rules do not ask
_Kind = tuple[frozenset[str], Callable[[Reader], list[Facts]]]
_KINDS: Mapping[str, _Kind] = {
    Kind.ATTEMPT: (frozenset({"step", "purpose", "come_back_on", "come_back_part", "by", "partner"}), _attempt),
    Kind.PARTNER_ATTEMPT: (_RELATED | {"number", "by"}, _partner_attempt),
    Kind.PARTNER_STEP: (_RELATED | {"step", "by"}, _partner_step),
    Kind.NO: (_WHICH_NO, _no),
    Kind.UNDO_NO: (_WHICH_NO, _undo_no),
    Kind.OFFER: (_SAID, _of_a_person),
    Kind.ACCEPTED: (_SAID, _of_a_person),
    Kind.DECLINED: (_SAID, _of_a_person),
    Kind.PAYMENT: (_RELATED | {"amount_cents"}, _payment),
    Kind.ARRANGEMENT: (_RELATED | {"amount_cents"}, lambda reader: [_related(reader)]),
    Kind.MOVED: (frozenset(), _of_a_person),
    Kind.DECEASED: (frozenset(), _of_a_person),
    Kind.KNOWN_ELSEWHERE: (frozenset({"where"}), _of_a_person),
    Kind.STAGE: (_RELATED | {"stage", "because"}, _stage),
    Kind.CHANNEL_FACT: (frozenset({"fact"}), _channel_fact),
    Kind.ASKED: (frozenset({"asked", "what", "on", "via"}), _asked),
    Kind.SAYS_PAID: (_SAID | _RELATED | {"amount_cents"}, _of_a_person),
    Kind.LANE: (frozenset({"lane", "basis"}), _lane),
    Kind.HOUSEHOLD: (frozenset({"minors"}), _household),
    Kind.STEP_OVERRULED: (frozenset({"step", "decision", "until"}), _overruled),
    Kind.AGREEMENT: (frozenset({"agreement", "kind"}), _agreement),
    Kind.REFERRAL: (frozenset({"agreement", "to"}), _agreement),
    Kind.REPRESENTED: (frozenset({"kind"}), _of_a_person),
    Kind.UNREPRESENTED: (frozenset(), _of_a_person),
    Kind.SIGNAL_JOINED: (SIGNAL_WORDS, lambda reader: [signal_facts(reader)]),
    Kind.SIGNAL_LEFT: (frozenset({"signal"}), _left),
    Kind.CLOSED: (frozenset({"outcome"}), _plain),
}  # fmt: skip
TYPES = tuple(str(kind) for kind in (*_KINDS, Kind.CORRECTION))
