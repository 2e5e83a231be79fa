"""The steps of a protocol in the order in which they are told: per group of people, along the path, each with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voordeur.stages.reach.rules.language.protocol import Audience, Protocol, Step
from voordeur.stages.reach.rules.vocabulary import CollectionStage


class Part(StrEnum):
    """What a group of steps is for."""

    PATH = "path"  # those whom the protocol is for
    STAGES = "stages"  # when the creditor's collection goes on
    EVERYONE = "everyone"
    OTHERS = "others"


_RANK = {stage: rank for rank, stage in enumerate(CollectionStage)}


@dataclass(frozen=True)
class Outline:
    """The parts that a protocol has, each with its steps; and the number of each step, by name."""

    parts: Mapping[Part, tuple[Step, ...]]
    numbers: Mapping[str, int]


def outline(protocol: Protocol) -> Outline:
    """Put the steps in order: what answers or replaces a step stands right behind it."""
    found: dict[Part, list[Step]] = {part: [] for part in Part}
    part_of: dict[str, Part] = {}
    for step in protocol.steps:
        part = part_of[step.name] = _part(protocol, step, part_of)
        steps = found[part]
        beside = step.instead_of or (step.after[0] if step.is_reply else "")
        place = next((n for n, one in enumerate(steps, start=1) if one.name == beside), len(steps))
        while place < len(steps) and _stands_beside(steps[place], beside):
            place += 1
        steps.insert(place, step)
    found[Part.STAGES] = _by_stage(found[Part.STAGES])
    parts = {part: tuple(steps) for part, steps in found.items() if steps}
    ordered = [step for steps in parts.values() for step in steps]
    return Outline(parts, {step.name: number for number, step in enumerate(ordered, start=1)})


def _by_stage(steps: list[Step]) -> list[Step]:
    """In the order in which collection goes, whatever goes first when there is not room for all."""
    ranks: dict[str, int] = {}
    for step in steps:
        before = [ranks[name] for name in (*step.after, step.instead_of) if name in ranks]
        ranks[step.name] = _RANK[step.after_stage] if step.after_stage else max(before, default=0)
    return sorted(steps, key=lambda step: ranks[step.name])


def _part(protocol: Protocol, step: Step, part_of: Mapping[str, Part]) -> Part:
    if step.audience == Audience.OTHERS:
        return Part.OTHERS
    before = {part_of[name] for name in (*step.after, step.instead_of) if name in part_of}
    if step.after_stage or before == {Part.STAGES}:
        return Part.STAGES
    if step.audience == Audience.EVERYONE and not protocol.audience.is_empty:
        return Part.EVERYONE
    return Part.PATH


def _stands_beside(step: Step, other: str) -> bool:
    return step.instead_of == other or (step.is_reply and step.after[0] == other)
