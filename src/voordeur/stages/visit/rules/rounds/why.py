"""Why each visit is in a round, at that place, or in none: facts in words, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.rounds.evening import Evening, Plan, Round, Visit
from voordeur.stages.visit.rules.rounds.timing import first_begin, walk


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
    nl, en = f"waarde {visit.worth:g}, {detour:.0f} minuten omweg", f"worth {visit.worth:g}, a detour of {detour:.0f} minutes"
    return Words(nl, en)


def _called(codes: Iterable[str], names: Mapping[str, Words] | None) -> Words:
    """These codes as people call them, one after the other."""
    said = [(names or {}).get(code, Words(code, code)) for code in sorted(codes)]
    return Words(", ".join(one.nl for one in said if one.nl), ", ".join(one.en for one in said if one.en))


def why_not(evening: Evening, plan: Plan, number: int, names: Mapping[str, Words] | None = None) -> Words:
    """Why a visit is in no round: nobody can, nobody can by then, it would push out what is worth more, or no room was found."""
    visit = evening.visits[number]
    able = [pair for pair in range(len(evening.pairs)) if evening.pairs[pair].can(visit)]
    if not able:
        missing = _called(visit.needs, names)
        return Words(
            f"geen duo kan alles wat nodig is ({missing.nl or '-'}): zet een duo in dat dat kan",
            f"no pair has all that is needed ({missing.en or '-'}): put in a pair that has",
        )
    alone = [pair for pair in able if walk(evening, pair, [number]) is not None]
    if not alone:
        return _too_late(evening, able, number, names)
    costs = [cost for pair in alone for cost in _would_cost(evening, plan.rounds[pair], number)]
    if costs:
        worth, other = min(costs)
        name = _called([evening.visits[other].id], names)
        return Words(
            f"er is geen plaats meer; {name.nl} (waarde {worth:g}) zou ervoor moeten wijken, deze is {visit.worth:g} waard",
            f"there is no room left; {name.en} (worth {worth:g}) would have to go for it, this one is worth {visit.worth:g}",
        )
    return Words(
        "er is geen plaats meer: daarvoor zouden meer adressen moeten wijken",
        "there is no room left: several others would have to go for it",
    )


def _too_late(evening: Evening, able: Sequence[int], number: int, names: Mapping[str, Words] | None) -> Words:
    """No pair that is able can be there in time and home again: what hours would do."""
    visit = evening.visits[number]
    leaves, returns = [], []
    for pair in able:
        who = evening.pairs[pair]
        there = float(evening.travel[evening.start_of(pair), number])
        home = float(evening.travel[number, evening.end_of(pair)])
        begin = first_begin(visit.windows, who.leave + there)
        if begin is None:
            leaves.append((visit.windows[-1].end - there, who.id))
        else:
            returns.append((begin + visit.service + home, who.id))
    if returns:
        back, which = min(returns)
        name = _called([which], names)
        return Words(
            f"geen duo is op tijd terug; het kan als {name.nl} tot {clock(back)} mag wegblijven",
            f"no pair is back in time; it can be made if {name.en} may stay out until {clock(back)}",
        )
    leave, which = max(leaves)
    name = _called([which], names)
    return Words(
        f"te laat voor elk duo; het kan als {name.nl} om {clock(leave)} vertrekt",
        f"too late for every pair; it can be made if {name.en} leaves at {clock(leave)}",
    )


def _would_cost(evening: Evening, one: Round, number: int) -> Iterator[tuple[float, int]]:
    """The doors of a round that alone could make way for this one: what each is worth, and which."""
    order = [stop.visit for stop in one.stops]
    for gone in range(len(order)):
        rest = order[:gone] + order[gone + 1 :]
        if any(walk(evening, one.pair, [*rest[:at], number, *rest[at:]]) for at in range(len(rest) + 1)):
            yield evening.visits[order[gone]].worth, order[gone]
