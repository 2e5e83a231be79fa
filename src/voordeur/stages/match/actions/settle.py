"""Later evidence for an earlier doubt: a signal that proves who is behind a customer number, a contact, a door or a birth date
settles what came before it and could not be told then.

A person is first known from one creditor's file, misspelt and at a former address: nobody whom the register knows by that. A
month later another file has them right. Both are one person, and the first must not stay a second one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from voordeur.stages.match.actions.write import Batch, change_links
from voordeur.stages.match.queries.earlier import Earlier
from voordeur.stages.match.rules.decide import Decision, Verdict, refusals
from voordeur.stages.match.rules.people import Known, compare
from voordeur.stages.match.rules.resolve import both, taught_by

# What a signal lacks that is surely one person's with another does not keep it from following that one.
_NO_BAR = frozenset({"too_little", "several"})


def settle(batch: Batch, earlier: Sequence[Earlier]) -> list[int]:
    """Link unsettled signals that now surely are about somebody in the register; the ids of those that changed."""
    found = {one.claim.signal: batch.decisions[one.claim.signal] for one in earlier}
    sure = {signal: decision for signal, decision in found.items() if decision.verdict == Verdict.AUTO}
    together = _following(earlier, sure)
    claims = [one.claim for one in earlier if one.claim.signal in together]
    return change_links(
        replace(batch, claims=claims, decisions={**batch.decisions, **together}),
        {one.claim.signal: one.link for one in earlier},
    )


def _following(earlier: Sequence[Earlier], sure: dict[int, Decision]) -> dict[int, Decision]:
    """The sure decisions, and for the other signals of the same unknown person the same, unless one of them contradicts it.

    An unknown person whose signals are now about two people, or of whom one contradicts, is left as it is.
    """
    groups: dict[int, list[Earlier]] = defaultdict(list)
    for one in earlier:
        groups[one.link.resident_id].append(one)
    out: dict[int, Decision] = {}
    for members in groups.values():
        decided = [(one, sure[one.claim.signal]) for one in members if one.claim.signal in sure]
        keys = {decision.ranked[0].known.key for _, decision in decided}
        if len(keys) != 1:
            continue
        others = [one for one in members if one.claim.signal not in sure]
        scored = compare([(one.claim, _taught(decided)) for one in others])
        if all(set(refusals([each])) <= _NO_BAR for each in scored):
            out.update((one.claim.signal, decision) for one, decision in decided)
            out.update((one.claim.signal, Decision(Verdict.AUTO, (each,))) for one, each in zip(others, scored, strict=True))
    return out


def _taught(decided: Sequence[tuple[Earlier, Decision]]) -> Known:
    """The person with all that the decided signals teach of them."""
    first, *more = (taught_by(one.claim, decision.ranked[0]) for one, decision in decided)
    for known in more:
        first = both(known, first)
    return first
