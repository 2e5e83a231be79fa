"""The samples: what is still to be judged, one signal blind beside people, and what the judgements say together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.match.models import Link, Sample, SampleItem, SamplePerson
from voordeur.stages.match.queries.sides import Comparison, Person, beside
from voordeur.stages.match.rules.estimate import (
    AUTOMATIC,
    NEW,
    REVIEW,
    STRATA,
    Interval,
    Stratum,
    found_of_all,
    share,
    still_needed,
    weighted,
    worst,
)


@dataclass(frozen=True)
class Drawn:
    """A sample with how far it is judged."""

    sample: Sample
    drawn: int
    open: int


@dataclass(frozen=True)
class Asked:
    """One drawn signal beside the people it may be about, in an order that tells nothing."""

    item: SampleItem
    people: tuple[SamplePerson, ...]


@dataclass(frozen=True)
class Quality:
    """What the judged samples say. `lacking`: how many judgements a sentence still lacks; None where it can be said."""

    strata: tuple[Stratum, ...]
    shares: Mapping[str, Interval]
    precision: Interval | None
    precision_worst: float
    recall: Interval | None
    with_people: Interval | None
    lacking_precision: int
    lacking_recall: int

    @property
    def judged(self) -> int:
        """How many judgements stand behind it."""
        return sum(stratum.judged for stratum in self.strata)


def samples_of(user: User) -> list[Drawn]:
    """The samples inside this person's walls, the newest month first; one query, no personal data."""
    waits = Count("items", filter=Q(items__answer="", items__signal__forgotten_on=None))
    rows = _within(user).select_related("municipality").annotate(drawn=Count("items"), waits=waits)
    return [Drawn(sample, sample.drawn, sample.waits) for sample in rows.order_by("-month", "pk")]


def months_to_sample(user: User) -> list[date]:
    """The months of which something was linked inside this person's walls, newest first."""
    links = Link.objects.filter(within(user, organisation="signal__organisation", municipality="household__municipality"))
    months = links.filter(signal__forgotten_on=None).order_by("-signal__month").values_list("signal__month", flat=True)
    return list(months.distinct())


def sample_of(user: User, sample: int) -> Sample | None:
    """One sample; None outside this person's walls."""
    return _within(user).filter(pk=sample).first()


def next_to_judge(user: User, sample: int, *, after: str = "") -> int | None:
    """The item of a sample to judge next: in the order of the draw, after this place, and after the last the first again."""
    waits = _items(user).filter(sample=sample, answer="").order_by("place")
    places = waits.filter(place__gt=after) if after else waits
    return places.values_list("pk", flat=True).first() or waits.exclude(place=after).values_list("pk", flat=True).first()


def judged_before(user: User, sample: int) -> int | None:
    """The item of a sample that this person judged last, to look at again."""
    mine = _items(user).filter(sample=sample, by=user, answered_at__isnull=False)
    return mine.order_by("-answered_at").values_list("pk", flat=True).first()


def asked(user: User, item: int, look: Look) -> Asked | None:
    """One drawn signal with the people to judge it by; None outside this person's walls, or once it was forgotten."""
    found = _items(user).filter(pk=item).select_related("sample", "signal__partner", "linked").first()
    if found is None:
        return None
    shown = found.people.exclude(resident=None, candidate=None)
    people = tuple(shown.select_related("resident__household", "candidate__resident__household"))
    residents = [f"resident:{one.resident_id}" for one in people if one.resident_id]
    record_look(look, [f"signal:{found.signal_id}", *residents])
    return Asked(found, people)


def blind_side(one: Asked) -> list[Comparison]:
    """The signal beside everybody who was drawn with it, without a word of what the machine made of it."""
    return beside(one.item.signal_id, [_shown(person) for person in one.people], blind=True)


def _shown(one: SamplePerson) -> Person:
    reasons = [{"field": field, "agreement": agreement, "weight": 0.0} for field, agreement in one.agreements.items()]
    resident, stored = (one.candidate.resident, one.candidate.person) if one.candidate else (one.resident, {})
    return Person(str(one.pk), resident, stored, reasons, 0.0)


def wrong_links(user: User, samples: Collection[int], look: Look) -> list[Link]:
    """Links that the machine made by itself, that a person judged wrong in one of these samples, and that still stand."""
    wrong = _items(user).filter(sample__in=samples, right=False, stratum__in=AUTOMATIC).values_list("signal_id", "linked_id")
    pairs = dict(wrong)
    links = Link.objects.filter(signal__in=pairs).select_related("resident", "signal__partner").order_by("-pk")
    found = [link for link in links if link.resident_id == pairs[link.signal_id]]
    record_look(look, [f"signal:{link.signal_id}" for link in found])
    return found


def quality(user: User, samples: Collection[int]) -> Quality:
    """What these samples (inside this person's walls) say of precision and recall; two queries, no personal data.

    Precision: of what was linked by itself, the share that is right. Recall: of the signals that are about somebody known,
    the share that was linked by itself (`recall`), or that and put before a person (`with_people`). A wrong link by itself
    counts against precision only. Of several months the strata are taken together.
    """
    mine = _within(user).filter(pk__in=samples)
    sizes: Counter[str] = Counter()
    for framed in mine.values_list("frame", flat=True):
        sizes.update(framed)
    told: dict[str, Counter[Any]] = defaultdict(Counter)
    rows = SampleItem.objects.filter(sample__in=mine).exclude(answer="").order_by()
    for stratum, right, many in rows.values_list("stratum", "right").annotate(many=Count("pk")):
        told[stratum][right] += many
    strata = {n: Stratum(n, sizes[n], told[n][True], told[n][False], told[n][None]) for n in STRATA if sizes[n]}
    return _quality(strata)


def _quality(strata: Mapping[str, Stratum]) -> Quality:
    linked = [strata[name] for name in AUTOMATIC if name in strata]
    doubted, new = ([strata[name]] if name in strata else [] for name in (REVIEW, NEW))
    lacking = still_needed(linked)
    all_lacking = lacking + still_needed([*doubted, *new])
    can, can_all = bool(linked) and not lacking, bool(linked) and not all_lacking
    return Quality(
        strata=tuple(strata.values()),
        shares={name: share(one) for name, one in strata.items() if one.judged},
        precision=weighted(linked) if can else None,
        precision_worst=worst(linked),
        recall=found_of_all(linked, [*doubted, *new]) if can_all else None,
        with_people=found_of_all([*linked, *doubted], new) if can_all else None,
        lacking_precision=lacking,
        lacking_recall=all_lacking,
    )


def _within(user: User) -> QuerySet[Sample]:
    return Sample.objects.filter(within(user))


def _items(user: User) -> QuerySet[SampleItem]:
    mine = within(user, organisation="sample__organisation", municipality="sample__municipality")
    return SampleItem.objects.filter(mine, signal__forgotten_on=None)
