"""Whether the conditions of a step can ever hold: in themselves, against the protocol's scope, and against the steps it has."""

from __future__ import annotations

from collections.abc import Callable

from voordeur.stages.reach.rules.language.protocol import Audience, Conditions, Protocol, Range, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import UNCOUNTED, Channel, CollectionStage

# The word below which the fault stands, and why the step is never reached.
Why = tuple[str, Words] | None
_ORDER = tuple(CollectionStage)


def never(protocol: Protocol, step: Step) -> Why:
    """Why a step is never reached, and below which word of it that stands; None when it may be."""
    return next((found for ask in _ASK if (found := ask(protocol, step))), None)


def _no_others(protocol: Protocol, step: Step) -> Why:
    if step.audience == Audience.OTHERS and protocol.audience.is_empty:
        return "for", Words(
            "deze werkwijze is voor iedereen, er zijn geen anderen; laat for weg",
            "this protocol is for everyone, there are no others; leave for out",
        )
    return None


def _in_itself(protocol: Protocol, step: Step) -> Why:
    """What `if` asks is just what `unless` forbids."""
    for word in _asked(step.conditions):
        if _implies(step.conditions, step.unless, word):
            return "unless", Words(
                f"if en unless vragen bij {word} hetzelfde; laat een van beide weg",
                f"if and unless ask the same of {word}; leave one of them out",
            )
    return None


def _outside(protocol: Protocol, step: Step) -> Why:
    """For these: what the step asks lies outside `for`, or what it excludes is all of it. For the others: the same, turned."""
    if step.audience == Audience.THESE:
        for word in _asked(protocol.audience):
            if _excludes(step.conditions, protocol.audience, word):
                return "if", Words(
                    f"zijn {word} vallen buiten for van de werkwijze; zet for: others, of andere {word}",
                    f"its {word} lie outside the protocol's for; write for: others, or other {word}",
                )
            if _implies(protocol.audience, step.unless, word):
                return "unless", Words(
                    f"iedereen voor wie deze werkwijze is, valt bij {word} onder unless",
                    f"everyone whom this protocol is for falls under unless by {word}",
                )
    asked = _asked(protocol.audience)
    if step.audience == Audience.OTHERS and len(asked) == 1 and _implies(step.conditions, protocol.audience, asked[0]):
        return "if", Words(
            f"voor anderen vraagt hij om {asked[0]} waarvoor de werkwijze juist is",
            f"for others it asks {asked[0]} that the protocol itself is for",
        )
    return None


def _channel(protocol: Protocol, step: Step) -> Why:
    """A call without a number, a mail without an address, a letter to who leaves post unopened."""
    known = {Channel.PHONE: "phone", Channel.TEXT: "phone", Channel.MAIL: "email"}
    word = known.get(step.channel, "")
    wrong: tuple[tuple[str, bool], ...] = ((word, False),) if word else ()
    if step.channel == Channel.LETTER:
        wrong = (("post_unopened", True),)
    for name, value in wrong:
        for place, conditions, bad in (("if", step.conditions, value), ("unless", step.unless, not value)):
            if getattr(conditions, name) is bad:
                return place, Words(
                    f"met deze {name} kan een stap via {step.channel} niet",
                    f"with this {name} a step by {step.channel} is not possible",
                )
    return None


def _stage(protocol: Protocol, step: Step) -> Why:
    """The step comes after a stage, and asks (or the protocol is for) earlier ones only."""
    if step.after_stage is None:
        return None
    since = _ORDER.index(step.after_stage)
    for word, conditions in (("if", step.conditions), ("after_stage", protocol.audience)):
        if word == "after_stage" and step.audience != Audience.THESE:
            continue
        if conditions.stages and all(_ORDER.index(one) < since for one in conditions.stages):
            return word, Words(
                f"na {step.after_stage} zijn de gevraagde fasen al voorbij",
                f"after {step.after_stage} the stages that are asked are past",
            )
    return None


def _too_many(protocol: Protocol, step: Step) -> Why:
    """More closed doors or attempts than the protocol's own steps can make."""
    visits = sum(one.tries for one in protocol.steps if one.channel == Channel.VISIT)
    attempts = sum(
        one.tries * (12 if one.is_reply else 1)
        for one in protocol.steps
        if one.channel not in UNCOUNTED - {Channel.CARD} and not protocol.is_partners(one)
    )
    for word, most in (("closed_doors", visits), ("attempts", attempts)):
        asked: Range | None = getattr(step.conditions, word)
        if asked and (asked.low or 0) > most:
            return "if", Words(
                f"zoveel {word} ({asked.low:g}) kan deze werkwijze niet opleveren, hoogstens {most}",
                f"this protocol cannot bring so many {word} ({asked.low:g}), {most} at the most",
            )
    doors, tries = step.conditions.closed_doors, step.conditions.attempts
    if doors and tries and tries.high is not None and (doors.low or 0) > tries.high:
        return "if", Words(
            "er kunnen niet meer closed_doors zijn dan attempts",
            "there cannot be more closed_doors than attempts",
        )
    return None


def _asked(conditions: Conditions) -> list[str]:
    return list(conditions.asked)


def _implies(one: Conditions, other: Conditions, word: str) -> bool:
    """Whether everything that fits one by this word fits the other, which asks it too."""
    mine, theirs = getattr(one, word), getattr(other, word)
    if theirs in (None, frozenset()) or mine in (None, frozenset()):
        return False
    if isinstance(mine, frozenset):
        return bool(mine <= theirs)
    if isinstance(mine, Range):
        return _low(mine) >= _low(theirs) and _high(mine) <= _high(theirs)
    return bool(mine == theirs)


def _excludes(one: Conditions, other: Conditions, word: str) -> bool:
    """Whether nothing can fit both by this word."""
    mine, theirs = getattr(one, word), getattr(other, word)
    if theirs in (None, frozenset()) or mine in (None, frozenset()):
        return False
    if isinstance(mine, frozenset):
        return not mine & theirs
    if isinstance(mine, Range):
        return max(_low(mine), _low(theirs)) > min(_high(mine), _high(theirs))
    return bool(mine != theirs)


def _low(asked: Range) -> float:
    return asked.low if asked.low is not None else float("-inf")


def _high(asked: Range) -> float:
    return asked.high if asked.high is not None else float("inf")


_ASK: tuple[Callable[[Protocol, Step], Why], ...] = (
    _no_others, _in_itself, _outside, _channel, _stage, _too_many,
)  # fmt: skip
