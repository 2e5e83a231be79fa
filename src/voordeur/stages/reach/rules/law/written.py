"""What a protocol's text says by itself, held against law and policy: no path has to be played to see it.

Decisions, with their reason:

- End of supply counted as threatening is a note. R16 says that it is not so by itself; who treats it as such promises more
  than the law asks, which harms nobody but costs room for those with three working days.
- The creditor's step that depends on what the municipality knows beyond that creditor's own data (other creditors, lanes,
  children: R34) or on what came of our contacts (R25) is a breach: asking for that step would tell the creditor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from voordeur.stages.reach.rules.language.protocol import Conditions, End, Protocol
from voordeur.stages.reach.rules.law.findings import Finding, Level, Town
from voordeur.stages.reach.rules.law.playing import conditions_of
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import LIVE, SIGNAL_TYPES, Channel

Texts = Mapping[str, Collection[str]]
_OPEN = frozenset({Channel.CARD, Channel.TEXT})  # everybody at the address may read them
_OTHERS_DATA = ("lanes", "several_creditors", "minors", "phone", "email")
_OUR_RESULTS = ("offered", "closed_doors", "attempts", "post_unopened")


def breach(rule: str, nl: str, en: str, *, step: str = "", line: int = 0, story: tuple[Words, ...] = ()) -> Finding:
    """A finding that keeps the protocol from being switched on."""
    return Finding(Level.BREACH, rule, Words(nl, en), step, line, story)


def note(rule: str, nl: str, en: str, *, step: str = "", line: int = 0, story: tuple[Words, ...] = ()) -> Finding:
    """A finding that does not."""
    return Finding(Level.NOTE, rule, Words(nl, en), step, line, story)


def of_the_text(protocol: Protocol, town: Town, texts: Texts | None) -> Iterator[Finding]:
    """Everything that the text itself shows."""
    for look in _LOOKS:
        yield from look(protocol, town)
    if texts is not None:
        yield from _texts(protocol, texts)


def _register(protocol: Protocol, _: Town) -> Iterator[Finding]:
    if not protocol.signals_checked:
        yield breach(
            "R05",
            "voor het eerste contact wordt niet gekeken of de bewoner nog leeft en er nog woont; schrijf "
            "register_checked: ja (P13)",
            "nobody looks, before the first contact, whether the resident is alive and still lives there; "
            "write register_checked: ja (P13)",
            line=protocol.lines.get("register_checked", 0),
        )


def _threatening(protocol: Protocol, _: Town) -> Iterator[Finding]:
    line, told = protocol.lines.get("conversation", 0), protocol.conversation.threatening
    if "end_of_supply" in told:
        yield note(
            "R16",
            "een eindeleveringssignaal is op zichzelf niet bedreigend; deze werkwijze belooft meer dan de wet vraagt",
            "an end-of-supply signal is not threatening by itself; this method promises more than the law asks",
            line=line,
        )
    for word in sorted(told & (set(SIGNAL_TYPES) - {"crisis", "end_of_supply"})):
        yield note(
            "R17",
            f"{word} telt hier als bedreigend: dan is bijna alles het, en blijft er voor wie het echt is geen voorrang over",
            f"{word} counts as threatening here: then nearly everything does, and nobody comes first",
            line=line,
        )


def _told_to_partner(protocol: Protocol, _: Town) -> Iterator[Finding]:
    for step in protocol.steps:
        if not protocol.is_partners(step):
            continue
        for rule, words in (("R34", _OTHERS_DATA), ("R25", _OUR_RESULTS)):
            for word in words:
                if _asks(step.conditions, word) or _asks(step.unless, word):
                    yield breach(
                        rule,
                        f"{step.name} is van de partner en hangt af van {word}: dat mag de partner niet van ons "
                        f"horen; laat {word} weg",
                        f"{step.name} is the partner's and depends on {word}, which it may not hear from us; leave {word} out",
                        step=step.name,
                        line=step.line,
                    )


def _asks(conditions: Conditions, word: str) -> bool:
    return getattr(conditions, word) not in (None, frozenset())


def _silent_offers(protocol: Protocol, _: Town) -> Iterator[Finding]:
    """`offers` on a step of which nobody hears anything, or that only somebody who is met hears."""
    for step in protocol.steps:
        if not step.offers:
            continue
        if step.channel == Channel.DESK:
            yield breach(
                "R04",
                f"{step.name} is werk aan het bureau: daarmee krijgt niemand een aanbod; laat offers weg",
                f"{step.name} is work at the desk: nobody is offered anything by it; leave offers out",
                step=step.name,
                line=step.line,
            )
        elif step.channel in LIVE | {Channel.APPOINTMENT}:
            yield note(
                "R04",
                f"{step.name} biedt alleen hulp aan wie er dan is; wie niet bereikt wordt, heeft nog geen aanbod",
                f"{step.name} offers help only to who is there; who is not reached has no offer yet",
                step=step.name,
                line=step.line,
            )
        elif step.channel in _OPEN:
            yield note(
                "R04",
                f"{step.name} telt als aanbod, maar een kaartje of sms mag niet zeggen waar het over gaat (P17)",
                f"{step.name} counts as an offer, but a card or text message may not say what it is about (P17)",
                step=step.name,
                line=step.line,
            )


def _children_and_water(protocol: Protocol, town: Town) -> Iterator[Finding]:
    treats = any(step.conditions.minors for step in protocol.steps) or protocol.audience.minors
    if "Water" in town.kinds and not treats:
        yield note(
            "R40",
            "waar kinderen wonen en het water dicht kan, is haast geboden; geen stap hier houdt daar rekening "
            "mee (if: {minors: ja})",
            "where children live and water may be cut off there is urgency; no step here allows for it (if: {minors: ja})",
        )


def _chosen_automatically(protocol: Protocol, _: Town) -> Iterator[Finding]:
    words = sorted({word for one in conditions_of(protocol) for word in one.asked})
    if words:
        yield note(
            "R41",
            f"deze werkwijze kiest zelf wie welke stap krijgt, naar: {', '.join(words)}; zet dat in het algoritmeregister",
            f"this method chooses by itself who gets which step, by: {', '.join(words)}; list that in the algorithm register",
            line=protocol.lines.get("for", 0),
        )


def _known_elsewhere(protocol: Protocol, _: Town) -> Iterator[Finding]:
    if End.KNOWN_ELSEWHERE not in protocol.ends:
        yield note(
            "R29",
            "wie al bij schuldhulp bekend is, wordt gewoon benaderd; zet known_elsewhere bij ends als dat niet de bedoeling is",
            "who is known at debt help already is approached all the same; add known_elsewhere to ends if that is not meant",
            line=protocol.lines.get("ends", 0),
        )


def _texts(protocol: Protocol, texts: Texts) -> Iterator[Finding]:
    for step in protocol.steps:
        name = step.text or ("card" if step.channel == Channel.CARD else "")
        if not name:
            continue
        if name not in texts:
            yield note(
                "P17",
                f"de tekst {name!r} van {step.name} is er niet; zonder die tekst is niet na te gaan wat er staat",
                f"the text {name!r} of {step.name} is not there; without it nobody can see what it says",
                step=step.name,
                line=step.line,
            )
        elif step.channel in _OPEN and (words := sorted(set(texts[name]))):
            yield breach(
                "P17",
                f"op het kaartje of bericht {name!r} staat wat een ander niet mag lezen: {', '.join(words)}; haal dat weg",
                f"the card or message {name!r} says what others may not read: {', '.join(words)}; take that out",
                step=step.name,
                line=step.line,
            )


_LOOKS: tuple[Callable[[Protocol, Town], Iterator[Finding]], ...] = (
    _register, _threatening, _told_to_partner, _silent_offers, _children_and_water,
    _chosen_automatically, _known_elsewhere,
)  # fmt: skip
