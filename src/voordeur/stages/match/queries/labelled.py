"""What people's judgements teach: labelled pairs, of which each field's agreement is known and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from voordeur.accounts.models import Organisation
from voordeur.stages.match.models import Candidate, Decision, SamplePerson


@dataclass(frozen=True)
class LabelledPair:
    """A signal and a person as they were compared ({field: agreement}), and whether a person says that they belong together."""

    agreements: Mapping[str, str]
    same: bool
    origin: Literal["decision", "sample"]


def labelled_pairs(organisation: Organisation | None = None) -> Iterator[LabelledPair]:
    """Every judgement as labelled pairs, of one organisation or of all; no personal data, so that they outlast the people.

    Of each signal the last word counts. A judgement that was taken back teaches nothing; an automatic link that was taken
    apart teaches that it was not that person. What one answer decided along with another is left out: it is the same
    question again. A pair from a sample was drawn by chance; one from the ordinary work was chosen by the machine's doubt.
    """
    yield from _from_decisions(organisation)
    yield from _from_samples(organisation)


def _from_decisions(organisation: Organisation | None) -> Iterator[LabelledPair]:
    rows = Decision.objects.order_by("signal_id", "pk")
    if organisation is not None:
        rows = rows.filter(signal__organisation=organisation)
    first: tuple[int, str] | None = None
    last: Decision | None = None
    undone: list[tuple[int, int]] = []
    for decision in rows.iterator():
        if first is None or first[0] != decision.signal_id:
            yield from _taught(last)
            first = (decision.signal_id, decision.answer)
            if decision.answer == "undo":
                undone.append((decision.signal_id, decision.before_id))
        last = decision
    yield from _taught(last)
    yield from _taken_apart(dict(undone))


def _taught(last: Decision | None) -> Iterator[LabelledPair]:
    if last is None or last.answer == "undo" or last.along_with_id:
        return
    for pair in last.pairs:
        if pair["agreements"]:
            yield LabelledPair(pair["agreements"], bool(pair["same"]), "decision")


def _taken_apart(undone: Mapping[int, int]) -> Iterator[LabelledPair]:
    """Automatic links that people took apart and nobody judged anew: whom they stood for is among the candidates since."""
    open_ = Candidate.objects.filter(link__signal__in=undone, link__verdict="review").order_by("pk")
    for candidate in open_.select_related("link"):
        if candidate.resident_id == undone[candidate.link.signal_id] and candidate.reasons:
            yield LabelledPair({r["field"]: r["agreement"] for r in candidate.reasons}, False, "decision")


def _from_samples(organisation: Organisation | None) -> Iterator[LabelledPair]:
    # Without a moment of answering the answer came from the ordinary work, and stands among the decisions.
    rows = SamplePerson.objects.filter(item__answer__in=("same", "different"), item__answered_at__isnull=False)
    if organisation is not None:
        rows = rows.filter(item__sample__organisation=organisation)
    for agreements, chosen in rows.exclude(agreements={}).order_by("pk").values_list("agreements", "chosen"):
        yield LabelledPair(agreements, chosen, "sample")
