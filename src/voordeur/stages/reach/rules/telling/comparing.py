"""Two protocols beside each other: first what is the same, then a sentence for each difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from voordeur.stages.reach.rules.language.protocol import Protocol, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling import aspects, steps
from voordeur.stages.reach.rules.telling.asking import asked
from voordeur.stages.reach.rules.telling.outline import outline
from voordeur.stages.reach.rules.telling.phrases import (
    CHANNELS,
    THE,
    all_of,
    any_of,
    capital,
    same,
    spoken,
    term,
    times,
    wrapped,
)  # fmt: skip

_WIDTH = 100


def compare(one: Protocol, other: Protocol, language: str) -> str:
    """What two protocols share and where they differ, as text with headings; `language` nl or en."""
    pair = _Pair(one, other)
    blocks = [pair.heading().in_(language)]
    for heading, lines in _sections(pair):
        if told := [f"- {line.in_(language)}" for line in lines]:
            blocks.append("\n".join([heading.in_(language), *("\n  ".join(wrapped(line, _WIDTH - 2)) for line in told)]))
    if not pair.differ:
        blocks.append(Words("Er is geen verschil.", "There is no difference.").in_(language))
    return "\n\n".join(blocks)


@dataclass(frozen=True)
class _Pair:
    one: Protocol
    other: Protocol

    @property
    def names(self) -> tuple[str, str]:
        """What each is called: its name, with its version where both have the same name."""
        if self.one.name != self.other.name:
            return capital(spoken(self.one.name)), capital(spoken(self.other.name))
        return f"{capital(self.one.name)} {self.one.version}", f"{capital(self.other.name)} {self.other.version}"

    @property
    def differ(self) -> bool:
        """Whether anything but the name, the titles and the wording of texts differs."""
        plain = [replace(one, name="", version=0, title="", about="", lines={}) for one in (self.one, self.other)]
        bare = [replace(one, steps=tuple(replace(step, title="", text="", line=0) for step in one.steps)) for one in plain]
        return bare[0] != bare[1]

    def heading(self) -> Words:
        """Both titles, one below the other."""
        return same("\n".join(_titled(*both) for both in zip(self.names, (self.one, self.other), strict=True)))

    def differs(self, told: Callable[[Protocol], Words]) -> Iterator[Words]:
        """A sentence that puts both beside each other, where they differ."""
        mine, theirs = told(self.one), told(self.other)
        if mine != theirs:
            yield self.beside(mine, theirs)

    def beside(self, mine: Words, theirs: Words, about: Words | None = None) -> Words:
        """``Leiden: zeven dagen na stap 1; Zutphen: een werkdag na het signaal.``"""
        first, second = self.names
        lead = Words(f"{capital(about.nl)}. ", f"{capital(about.en)}. ") if about else Words("", "")
        return Words(
            f"{lead.nl}{first}: {mine.nl}; {second}: {theirs.nl}.",
            f"{lead.en}{first}: {mine.en}; {second}: {theirs.en}.",
        )


def _titled(name: str, protocol: Protocol) -> str:
    title = protocol.title.removeprefix(f"{capital(protocol.name)}: ")
    return f"{name}: {title}"


def _sections(pair: _Pair) -> Iterator[tuple[Words, list[Words]]]:
    matched, only_one, only_other = _matched(pair)
    alike = [one for one, other in matched if not list(_differences(pair, one, other))]
    yield Words("Hetzelfde", "The same"), [_named(pair.one, step) for step in alike]
    yield Words("Voor wie", "For whom"), list(pair.differs(aspects.for_whom))
    changed = [line for one, other in matched for line in _differences(pair, one, other)]
    yield Words("Dezelfde stap, anders gedaan", "The same step, done differently"), changed
    for name, protocol, its_steps in zip(pair.names, (pair.one, pair.other), (only_one, only_other), strict=True):
        yield Words(f"Alleen bij {name}", f"Only in {name}"), [_whole(protocol, step) for step in its_steps]
    yield Words("Termijnen", "Terms"), [line for told in aspects.TERMS for line in pair.differs(told)]
    yield Words("Wie nee zegt", "Who says no"), [line for told in aspects.NOES for line in pair.differs(told)]
    yield Words("Wanneer het stopt", "When it stops"), list(pair.differs(aspects.ends))
    yield Words("Hoe vaak en hoeveel", "How often and how much"), [line for told in aspects.OFTEN for line in pair.differs(told)]


def _matched(pair: _Pair) -> tuple[list[tuple[Step, Step]], list[Step], list[Step]]:
    """Steps that are each other's like: of the same name and channel, else the next by that channel for the same people."""
    left = list(pair.other.steps)
    found: list[tuple[Step, Step]] = []
    for alike in (_same_name, _same_kind):
        for step in pair.one.steps:
            if any(step is mine for mine, _ in found):
                continue
            if other := next((each for each in left if alike(pair, step, each)), None):
                found.append((step, other))
                left.remove(other)
    order = {step.name: number for number, step in enumerate(pair.one.steps)}
    found.sort(key=lambda both: order[both[0].name])
    taken = {mine.name for mine, _ in found}
    return found, _in_order(pair.one, [one for one in pair.one.steps if one.name not in taken]), _in_order(pair.other, left)


def _in_order(protocol: Protocol, its_steps: Sequence[Step]) -> list[Step]:
    numbers = outline(protocol).numbers
    return sorted(its_steps, key=lambda step: numbers[step.name])


def _same_name(_: _Pair, one: Step, other: Step) -> bool:
    return one.name == other.name and one.channel == other.channel


def _same_kind(pair: _Pair, one: Step, other: Step) -> bool:
    return _kind(pair.one, one) == _kind(pair.other, other)


def _kind(protocol: Protocol, step: Step) -> tuple[object, ...]:
    return step.channel, step.audience, step.is_reply, step.after_stage, step.refer_to, protocol.is_partners(step)


def _differences(pair: _Pair, one: Step, other: Step) -> Iterator[Words]:
    """Each thing in which two like steps differ, as one sentence a step."""
    parts: list[tuple[Words, Words]] = []
    for aspect in _ASPECTS:
        mine, theirs = aspect(pair.one, one), aspect(pair.other, other)
        if mine != theirs:
            parts.append((mine, theirs))
    if parts:
        mine, theirs = (_together([both[side] for both in parts]) for side in (0, 1))
        yield pair.beside(mine, theirs, _short(pair.one, one))


def _together(words: Sequence[Words]) -> Words:
    return Words(", ".join(one.nl for one in words), ", ".join(one.en for one in words))


def _short(protocol: Protocol, step: Step) -> Words:
    thing, number = CHANNELS[step.channel], outline(protocol).numbers[step.name]
    return Words(f"{thing.nl} (stap {number})", f"{thing.en} (step {number})")


def _named(protocol: Protocol, step: Step) -> Words:
    numbers = outline(protocol).numbers
    told = steps.told(protocol, step, numbers)[0]
    return Words(told.nl, told.en)


def _whole(protocol: Protocol, step: Step) -> Words:
    numbers = outline(protocol).numbers
    told = steps.told(protocol, step, numbers)
    return Words(
        f"{numbers[step.name]}. " + " ".join(one.nl for one in told), f"{numbers[step.name]}. " + " ".join(one.en for one in told)
    )


def _when(protocol: Protocol, step: Step) -> Words:
    """The moment by what comes before, not by its number: numbers differ between protocols."""
    things = {one.name: THE[one.channel] for one in protocol.steps}
    return steps.moment(step, things)


def _who(protocol: Protocol, step: Step) -> Words:
    by = steps.who(protocol, step)
    return Words(f"door {by.nl}", f"by {by.en}")


def _tries(_: Protocol, step: Step) -> Words:
    if step.tries == 1:
        return Words("een keer", "once")
    count, between = times(step.tries), term(step.spacing)
    return Words(f"hoogstens {count.nl} met {between.nl} ertussen", f"{count.en} at the most, {between.en} apart")


def _parts(_: Protocol, step: Step) -> Words:
    return steps.parts_of_day(step) or Words("op elk dagdeel", "at any time of day")


def _conditions(_: Protocol, step: Step) -> Words:
    only, never = asked(step.conditions), asked(step.unless)
    said = [Words(f"alleen als {all_of(only).nl}", f"only if {all_of(only).en}")] if only else []
    said += [Words(f"niet als {any_of(never).nl}", f"not if {any_of(never).en}")] if never else []
    return all_of(said) if said else Words("zonder voorwaarde", "without condition")


def _offers(_: Protocol, step: Step) -> Words:
    return (
        Words("met een aanbod van hulp", "with an offer of help")
        if step.offers
        else Words("nog zonder aanbod", "without an offer yet")
    )


_ASPECTS: Sequence[Callable[[Protocol, Step], Words]] = (_when, _who, _tries, _parts, _conditions, _offers)
