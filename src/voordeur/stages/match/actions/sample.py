"""Draw a sample of a month, and keep what people say of it. It changes no link: a wrong one is taken apart by its own door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.privacy.log import Look, record_look
from voordeur.stages.match.models import Candidate, Link, Sample, SampleItem, SamplePerson
from voordeur.stages.match.queries.frame import Drawable, frame
from voordeur.stages.match.queries.nearest import Near, nearest
from voordeur.stages.match.rules.estimate import AUTOMATIC, NEW, REVIEW, STRATA, draw, place

# So many people beside a signal: enough to tell a namesake, few enough to show no more of them than is needed.
SHOWN = 3


@transaction.atomic
def draw_sample(
    *, organisation: Organisation, municipality: Municipality | None, month: date, size: int, look: Look, today: date
) -> Sample:
    """Draw so many signals of a month, of one municipality or of all; a sample that is there already grows to that size.

    What people said in the ordinary work counts as the answer; a signal for which nobody known is near needs none.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = frame(organisation, municipality, month)
    by_stratum: dict[str, dict[int, Drawable]] = defaultdict(dict)
    for one in found:
        by_stratum[one.stratum][one.signal] = one
    sample, _new = Sample.objects.get_or_create(
        organisation=organisation, municipality=municipality, month=month, defaults={"drawn_on": today, "drawn_by": look.user}
    )
    sample.frame = {name: len(by_stratum[name]) for name in STRATA}
    sample.save(update_fields=["frame"])
    seed = f"{organisation.pk}:{municipality.pk if municipality else ''}:{month.isoformat()}"
    chosen = draw({name: by_stratum[name] for name in STRATA}, size, seed)
    there = set(sample.items.values_list("signal_id", flat=True))
    fresh = [by_stratum[name][signal] for name, signals in chosen.items() for signal in signals if signal not in there]
    record_look(look, [f"signal:{one.signal}" for one in fresh])
    _keep(sample, fresh, seed)
    return sample


def _keep(sample: Sample, fresh: Sequence[Drawable], seed: str) -> None:
    beside = _beside(sample, fresh)
    items = [
        SampleItem(
            sample=sample, signal_id=one.signal, place=place(seed, one.signal), stratum=one.stratum, linked_id=one.linked,
            **_answered(one, beside[one.signal]),
        )
        for one in fresh
    ]  # fmt: skip
    SampleItem.objects.bulk_create(items)
    people = []
    for item in items:
        # In an order that tells nothing of what the machine thought.
        shuffled = sorted(beside[item.signal_id], key=lambda one: place(item.place, one.resident_id or -(one.candidate_id or 0)))
        for number, person in enumerate(shuffled, start=1):
            person.item, person.place = item, number
            people.append(person)
    SamplePerson.objects.bulk_create(people)


def _answered(one: Drawable, people: Collection[SamplePerson]) -> dict[str, object]:
    if one.told is not None:
        return {"answer": "same" if one.told else "different", "right": one.told}
    if people:
        return {}
    return {"answer": "nobody", "right": False} if one.stratum == NEW else {"answer": "unsure"}


def _beside(sample: Sample, fresh: Sequence[Drawable]) -> dict[int, list[SamplePerson]]:
    """Whom to show with each signal: whom it is linked to or may be about, and who else on record comes near."""
    doubted = [one.link for one in fresh if one.stratum == REVIEW]
    found: dict[int, list[SamplePerson]] = defaultdict(list)
    candidates = Candidate.objects.filter(link__in=doubted).order_by("-score", "pk").select_related("link")
    for candidate in candidates:
        found[candidate.link.signal_id].append(SamplePerson(candidate=candidate, agreements=_codes(candidate.reasons)))
    links = Link.objects.in_bulk([one.link for one in fresh if one.linked])
    others = _near(sample, [one for one in fresh if one.stratum != REVIEW])
    for one in fresh:
        if one.linked:
            known = links[one.link]
            codes = _codes(known.reasons) if known.resident_id == one.linked else {}
            found[one.signal].append(SamplePerson(resident_id=one.linked, agreements=codes))
        rest = others.get(one.signal, [])[: SHOWN - len(found[one.signal])] if one.stratum != REVIEW else []
        found[one.signal] += [SamplePerson(resident=near.resident, agreements=dict(near.agreements)) for near in rest]
    return found


def _near(sample: Sample, drawn: Sequence[Drawable]) -> dict[int, list[Near]]:
    but = {one.signal: {one.resident, one.linked or one.resident} for one in drawn}
    return nearest(
        sample.organisation_id, [one.signal for one in drawn], but=but, municipality=sample.municipality_id, most=SHOWN
    )


def _codes(reasons: Collection[Mapping[str, str]]) -> dict[str, str]:
    return {reason["field"]: reason["agreement"] for reason in reasons}


@transaction.atomic
def judge_sample(item: SampleItem, *, same_as: Collection[SamplePerson], sure: bool = True, by: User) -> None:
    """Keep what a person says of a drawn signal: whom of those shown it is about, or nobody; not `sure`: it cannot be told.

    Several: one person stands on record more than once. Saying it again replaces the answer. No link changes.
    Raises ValueError for somebody who was not shown with it.
    """
    if any(person.item_id != item.pk for person in same_as):
        raise ValueError("this person was not shown with the signal")
    item = SampleItem.objects.select_for_update().get(pk=item.pk)
    item.people.update(chosen=False)
    item.people.filter(pk__in=[person.pk for person in same_as]).update(chosen=True)
    item.answer = "unsure" if not sure else "same" if same_as else "different"
    item.right = _right(item, same_as) if sure else None
    item.by, item.answered_at = by, timezone.now()
    item.save(update_fields=["answer", "right", "by", "answered_at"])


def _right(item: SampleItem, same_as: Collection[SamplePerson]) -> bool:
    if item.stratum in AUTOMATIC:
        return any(person.resident_id == item.linked_id for person in same_as)
    return bool(same_as)
