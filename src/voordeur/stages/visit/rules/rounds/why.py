"""Why each visit is in a round, at that place, or in none: facts in words, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.rounds.evening import Evening, Plan, Round, Visit
from voordeur.stages.visit.rules.rounds.hours import hours_that_would_do
from voordeur.stages.visit.rules.rounds.timing import walk


def clock(minutes: float) -> str:
    """Minutes after midnight as people say them: ``18:05``."""
    whole = round(minutes)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def why_here(evening: Evening, one: Round, place: int, names: Mapping[str, Words] | None = None) -> tuple[Words, ...]:
    """Why the door at this place of a round is in it, and there: what binds it, and what leaving it out would save.

    `names`: what people call a need or another id; without a name it is told by its code, with an empty one not at all.
    """
    stop = one.stops[place]
    visit = evening.visits[stop.visit]
    found = []
    if visit.must:
        found.append(Words("moet vanavond", "must be made tonight"))
    needed = _called(visit.needs, names)
    if needed.nl:
        found.append(Words(f"dit duo kan wat nodig is: {needed.nl}", f"this pair has what is needed: {needed.en}"))
    found.append(_saving(evening, one, place))
    hours = evening.pairs[one.pair].back - evening.pairs[one.pair].leave
    # What holds for every door of the evening says nothing of this one.
    narrow = _span(visit) < hours and (_span(visit) < max(map(_span, evening.visits)) or len(evening.visits) == 1)
    if narrow:
        begins = " of ".join(f"{clock(w.start)}-{clock(w.end)}" for w in visit.windows)
        found.append(Words(f"kan alleen beginnen {begins}", f"can begin only {begins.replace(' of ', ' or ')}"))
    return tuple(found)


def _span(visit: Visit) -> float:
    return visit.windows[-1].end - visit.windows[0].start


def _saving(evening: Evening, one: Round, place: int) -> Words:
    """What the pair would save without this door: minutes under way, beside the visit itself."""
    order = [stop.visit for stop in one.stops]
    shorter = walk(evening, one.pair, order[:place] + order[place + 1 :])
    visit = evening.visits[order[place]]
    detour = max(0.0, one.travel - (shorter.travel if shorter else 0.0))
    worth, minutes = _number(visit.worth), round(detour)
    nl = f"waarde {worth.nl}, {minutes} {'minuut' if minutes == 1 else 'minuten'} omweg"
    return Words(nl, f"worth {worth.en}, a detour of {minutes} {'minute' if minutes == 1 else 'minutes'}")


def _number(value: float) -> Words:
    """A number as people write it, to a tenth."""
    written = f"{value:.1f}".removesuffix(".0")
    return Words(written.replace(".", ","), written)


def _called(codes: Iterable[str], names: Mapping[str, Words] | None) -> Words:
    """These codes as people call them, one after the other."""
    said = [(names or {}).get(code, Words(code, code)) for code in sorted(codes)]
    return Words(", ".join(one.nl for one in said if one.nl), ", ".join(one.en for one in said if one.en))


def why_not(evening: Evening, plan: Plan, number: int, names: Mapping[str, Words] | None = None) -> Words:
    """Why a visit is in no round: nobody can, nobody can by then, it would push out what is worth more, or no room was found.

    Every reason says what would make the visit possible.
    """
    visit = evening.visits[number]
    able = [pair for pair in range(len(evening.pairs)) if evening.pairs[pair].can(visit)]
    if not able:
        missing = _called(visit.needs, names)
        return Words(
            f"geen duo kan alles wat nodig is ({missing.nl or '-'}): zet een duo in dat dat kan",
            f"no pair has all that is needed ({missing.en or '-'}): put in a pair that has",
        )
    strong = [pair for pair in able if evening.pairs[pair].takes(visit)]
    if not strong:
        return Words("te veel voor elk duo: laat een duo meer doen", "too much for every pair: let a pair do more")
    alone = [pair for pair in strong if walk(evening, pair, [number]) is not None]
    return _no_room(evening, plan, alone, number, names) if alone else _too_late(evening, strong, number, names)


def _no_room(evening: Evening, plan: Plan, alone: Sequence[int], number: int, names: Mapping[str, Words] | None) -> Words:
    """Some pair could make it if it made nothing else: which door would have to go, or how else there would be room."""
    own = _number(evening.visits[number].worth)
    orders = {pair: [stop.visit for stop in plan.rounds[pair].stops] for pair in alone}
    if any(_fits(evening, pair, order, number) for pair, order in orders.items()):
        return Words(
            f"er is nog plaats, maar deze is {own.nl} waard en kost reistijd: zet het adres er zelf bij",
            f"there is still room, but this one is worth {own.en} and costs travel: put it in by hand",
        )
    if costs := [cost for pair in alone for cost in _would_cost(evening, plan.rounds[pair], number)]:
        worth, other = min(costs)
        name, there = _called([evening.visits[other].id], names), _number(worth)
        return Words(
            f"er is geen plaats meer; {name.nl} (waarde {there.nl}) zou ervoor moeten wijken, deze is {own.nl} waard",
            f"there is no room left; {name.en} (worth {there.en}) would have to go for it, this one is worth {own.en}",
        )
    like = _called([evening.pairs[alone[0]].id], names)
    return Words(
        f"er is geen plaats meer: meer adressen zouden moeten wijken, of er gaat een duo mee met de uren van {like.nl}",
        f"there is no room left: several others would have to go for it, or one more pair goes with the hours of {like.en}",
    )


def _too_late(evening: Evening, able: Sequence[int], number: int, names: Mapping[str, Words] | None) -> Words:
    """No pair that is able can be there in time and home again: what hours would do."""
    would = hours_that_would_do(evening, able, number)
    if would is None:
        return Words(
            "te ver voor één dag: het kan alleen met een duo dat dichterbij begint en eindigt",
            "too far for one day: it can be made only by a pair that starts and ends nearer by",
        )
    name = _called([evening.pairs[would.pair].id], names)
    if would.leave is None:
        return Words(
            f"geen duo is op tijd terug; het kan als {name.nl} tot {clock(would.back or 0)} mag wegblijven",
            f"no pair is back in time; it can be made if {name.en} may stay out until {clock(would.back or 0)}",
        )
    late = would.back is not None
    return Words(
        f"te laat voor elk duo; het kan als {name.nl} om {clock(would.leave)} vertrekt"
        + (f" en tot {clock(would.back or 0)} mag wegblijven" if late else ""),
        f"too late for every pair; it can be made if {name.en} leaves at {clock(would.leave)}"
        + (f" and may stay out until {clock(would.back or 0)}" if late else ""),
    )


def _would_cost(evening: Evening, one: Round, number: int) -> Iterator[tuple[float, int]]:
    """The doors of a round that alone could make way for this one: what each is worth, and which."""
    order = [stop.visit for stop in one.stops]
    for gone in range(len(order)):
        if _fits(evening, one.pair, order[:gone] + order[gone + 1 :], number):
            yield evening.visits[order[gone]].worth, order[gone]


def _fits(evening: Evening, pair: int, order: Sequence[int], number: int) -> bool:
    return any(walk(evening, pair, [*order[:at], number, *order[at:]]) for at in range(len(order) + 1))
