"""Whether the parts of a protocol fit together: every step can be reached, and every path ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import yaml

from voordeur.stages.reach.rules.language.contradictions import never
from voordeur.stages.reach.rules.language.faults import Fault, at
from voordeur.stages.reach.rules.language.names import value_of
from voordeur.stages.reach.rules.language.protocol import Audience, Protocol, Step
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel

Nodes = Mapping[str, yaml.Node]
_ON_THE_PHONE = frozenset(
    {
        AttemptResult.TALKED, AttemptResult.NO_ANSWER, AttemptResult.VOICEMAIL, AttemptResult.WRONG_NUMBER, AttemptResult.REFUSED,
        AttemptResult.COME_BACK, AttemptResult.REPRESENTATIVE, AttemptResult.LANGUAGE, AttemptResult.ADULT_OPENED,
        AttemptResult.PARTNER_OPENED, AttemptResult.CHILD_OPENED,
    }
)  # fmt: skip
_BY_POST = frozenset({AttemptResult.SENT, AttemptResult.RETURNED})
_AT_THE_DOOR = frozenset(AttemptResult) - _BY_POST - {
    AttemptResult.WRONG_NUMBER, AttemptResult.NO_ANSWER, AttemptResult.VOICEMAIL, AttemptResult.DONE,
}  # fmt: skip
# What can come of a contact, by channel: a card answers a closed door, never a letter.
_RESULTS: Mapping[Channel, frozenset[AttemptResult]] = {
    Channel.VISIT: _AT_THE_DOOR,
    Channel.APPOINTMENT: _AT_THE_DOOR,
    Channel.PHONE: _ON_THE_PHONE,
    Channel.DESK: frozenset({AttemptResult.DONE}),
}


def incoherences(protocol: Protocol, places: Nodes) -> list[Fault]:
    """Everything that does not fit together, each with its place. Every name is known to exist."""
    return [found for check in _CHECKS for found in check(protocol, places)]


def _replies(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """A reply answers results that its step can have."""
    for step, node in _with_nodes(protocol, places):
        asked = protocol.step(step.after[0]) if step.is_reply else None
        if asked is None:
            continue
        can = _RESULTS.get(asked.channel, _BY_POST)
        listed = ", ".join(sorted(can))
        for result in sorted(step.after_results - can):
            yield at(
                _of(node, "after_results"),
                f"{result} kan nooit de uitkomst van {asked.name} zijn ({asked.channel}); schrijf een van: {listed}",
                f"{result} can never come of {asked.name} ({asked.channel}); write one of: {listed}",
            )


def _reachable(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """A step whose conditions can never hold is never reached."""
    for step, node in _with_nodes(protocol, places):
        if found := never(protocol, step):
            word, why = found
            yield at(_of(node, word), f"deze stap komt nooit aan bod: {why.nl}", f"this step is never reached: {why.en}")


def _instead(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """What is done at the desk cannot turn out impossible; only its conditions could."""
    for step, node in _with_nodes(protocol, places):
        other = protocol.step(step.instead_of)
        if other and other.channel == Channel.DESK and other.conditions.is_empty and other.unless.is_empty:
            yield at(
                _of(node, "instead_of"),
                f"deze stap komt nooit aan bod: {other.name} kan altijd, want er is niemand voor nodig",
                f"this step is never reached: {other.name} is always possible, for it needs nobody",
            )


def _opt_out(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """Who is told of a visit, is told beforehand, and is visited afterwards."""
    told = protocol.opt_out and protocol.step(protocol.opt_out.step)
    if not told:
        return
    node = _of(places["opt_out"], "step")
    if told.channel in {Channel.VISIT, Channel.DESK}:
        yield at(
            node,
            f"{told.name} vertelt niemand vooraf van een bezoek; noem de stap die het bezoek aankondigt",
            f"{told.name} tells nobody of a visit beforehand; name the step that announces it",
        )
    elif not any(step.channel == Channel.VISIT and told.name in _before(protocol, step) for step in protocol.steps):
        yield at(
            node,
            f"na {told.name} komt geen bezoek; laat opt_out weg, of zet er een huisbezoek na",
            f"no visit follows {told.name}; leave opt_out out, or put a visit after it",
        )


def _before(protocol: Protocol, step: Step) -> set[str]:
    """Every step that comes before this one on its path."""
    found: set[str] = set()
    waiting = [step]
    while waiting:
        for name in (*(one := waiting.pop()).after, one.instead_of):
            if name not in found and (earlier := protocol.step(name)):
                found.add(name)
                waiting.append(earlier)
    return found


def _endings(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """What may never happen (the creditor's report, a stage, an agreement) must not be all that anybody waits for."""
    waits: dict[str, str] = {}
    for step in protocol.steps:
        before = [waits[name] for name in (*step.after, step.instead_of) if waits.get(name)]
        waits[step.name] = step.name if _may_never_come(protocol, step) else (before[0] if before else "")
    for audience in (Audience.THESE, Audience.OTHERS):
        theirs = [step for step in protocol.steps if step.audience in {audience, Audience.EVERYONE}]
        if not theirs or (audience == Audience.OTHERS and protocol.audience.is_empty):
            continue
        if all(waits[step.name] for step in theirs):
            first = waits[theirs[0].name]
            yield at(
                dict(zip((one.name for one in protocol.steps), places["steps"].value, strict=True))[first],
                f"alles wacht op {first}, en dat komt misschien nooit: zo eindigt de werkwijze niet; "
                "zet er een stap naast met 'after: start'",
                f"everything waits for {first}, which may never come: so the protocol never ends; "
                "put a step beside it with 'after: start'",
            )
            return


def _may_never_come(protocol: Protocol, step: Step) -> bool:
    return protocol.is_partners(step) or step.after_stage is not None or step.is_referral or step.is_reply


def _somebody(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """A step that names nobody is for one of the town's own people, so there is one."""
    if not all(step.by for step in protocol.steps):
        yield at(
            places["who"],
            "hier staan alleen partners; voeg toe wie van de gemeente de stappen zonder by doet",
            "only partners stand here; add who of the town does the steps without by",
        )


def _nobody_left(protocol: Protocol, places: Nodes) -> Iterator[Fault]:
    """A protocol is for somebody: at least one step is for those whom it names."""
    if all(step.audience == Audience.OTHERS for step in protocol.steps) and not protocol.audience.is_empty:
        yield at(
            places["steps"],
            "geen stap is voor de mensen voor wie deze werkwijze is; laat bij minstens één stap 'for: others' weg",
            "no step is for the people whom this protocol is for; leave 'for: others' out of at least one step",
        )


def _with_nodes(protocol: Protocol, places: Nodes) -> Iterator[tuple[Step, yaml.Node]]:
    return zip(protocol.steps, places["steps"].value, strict=True)


def _of(node: yaml.Node, word: str) -> yaml.Node:
    """The value of a word within a block, or the block where the word is left out."""
    return value_of(node, word) or node


_CHECKS: tuple[Callable[[Protocol, Nodes], Iterator[Fault]], ...] = (
    _replies, _reachable, _instead, _opt_out, _endings, _somebody, _nobody_left,
)  # fmt: skip
