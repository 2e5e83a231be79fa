"""Make and alter a round: who goes, and to which doors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.access import Ability, may
from voordeur.record.models import Case
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries import employers, signalling
from voordeur.stages.visit.queries.safety import measures
from voordeur.stages.visit.rules.order import Address, walk
from voordeur.stages.visit.rules.safety import Measure
from voordeur.stages.visit.rules.sight import Visitor, may_go


class NotPlanned(ValueError):
    """This round cannot be made; the message says why, in the coordinator's words."""


@transaction.atomic
def make_round(
    *,
    organisation: Organisation,
    on: date,
    day_part: str,
    first: User,
    second: User | None,
    cases: Collection[int],
    by: User,
) -> Round:
    """Make a round of these case ids for a pair, in walking order.

    Raises NotPlanned where the pair or an address does not fit: somebody who may not visit, a case of others, closed, or
    already on another round that day, or a creditor's employee at a door where that creditor did not signal (P22).
    `by` must work for the organisation.
    """
    if by.organisation_id != organisation.pk:
        raise NotPlanned(_("Alleen wie bij deze organisatie werkt kan een ronde maken."))
    check_pair(organisation, first, second)
    chosen = _checked(organisation, on, (first, second), set(cases), but=None)
    if not chosen:
        raise NotPlanned(_("Kies minstens één adres."))
    made = Round.objects.create(organisation=organisation, on=on, day_part=day_part, first=first, second=second)
    _put(made, chosen, after=0)
    return made


@transaction.atomic
def alter_round(
    round_: Round, *, first: User, second: User | None, add: Collection[int] = (), remove: Collection[int] = ()
) -> None:
    """Another pair, more or fewer doors (P24). `add` are case ids, `remove` stop ids; a door with a result stays.

    Raises NotPlanned as `make_round` does, also where a new pair may not know of a door that stays.
    """
    if round_.signed_off_at is not None:
        raise NotPlanned(_("Deze ronde is afgemeld en kan niet meer veranderen."))
    check_pair(round_.organisation, first, second)
    # What a phone handed in for a door stays with it, also where it is held.
    round_.stops.filter(pk__in=remove, result=None, arrivals=None).delete()
    staying = set(round_.stops.values_list("case_id", flat=True))
    _check_sight((first, second), staying)
    _check_safe((first, second), staying, round_.on)
    fresh = _checked(round_.organisation, round_.on, (first, second), set(add) - staying, but=round_)
    round_.first, round_.second = first, second
    round_.save(update_fields=["first", "second"])
    last = round_.stops.order_by("-order").values_list("order", flat=True).first() or 0
    _put(round_, fresh, after=last)


def check_pair(organisation: Organisation, first: User, second: User | None) -> None:
    """Raises NotPlanned where these two cannot go to the doors together for this organisation (P22)."""
    pair = [user for user in (first, second) if user is not None]
    if len({user.pk for user in pair}) != len(pair):
        raise NotPlanned(_("Een duo bestaat uit twee verschillende mensen."))
    for user in pair:
        of_partner = organisation.partners.filter(organisation=user.organisation_id).exists()
        if not may(user, Ability.VISIT) or not (user.organisation_id == organisation.pk or of_partner):
            raise NotPlanned(_("%(name)s kan geen huisbezoeken doen voor deze organisatie.") % {"name": user.name})
    if not any(user.organisation_id == organisation.pk for user in pair):
        raise NotPlanned(_("Een medewerker van een schuldeiser gaat nooit alleen: kies er iemand van het team bij."))


def _checked(
    organisation: Organisation, on: date, pair: tuple[User | None, ...], cases: set[int], *, but: Round | None
) -> list[Case]:
    """The cases themselves, or NotPlanned."""
    chosen = list(Case.objects.filter(pk__in=cases, organisation=organisation, closed_on=None).select_related("household"))
    if len(chosen) != len(cases):
        raise NotPlanned(_("Een gekozen zaak is intussen afgesloten of niet van deze organisatie."))
    taken = Stop.objects.filter(case__in=chosen, round__on=on, result=None, round__signed_off_at=None).exclude(round=but)
    if count := taken.count():
        raise NotPlanned(
            ngettext(
                "%(count)s adres staat die dag al op een andere ronde.",
                "%(count)s adressen staan die dag al op een andere ronde.",
                count,
            )
            % {"count": count}
        )
    _check_sight(pair, {case.pk for case in chosen})
    _check_safe(pair, {case.pk for case in chosen}, on)
    return chosen


def check_round(round_: Round, pair: tuple[User | None, ...]) -> None:
    """Raises NotPlanned where these people may not go to a door of this round: not theirs to know (P22), or not alone (P25)."""
    cases = set(round_.stops.values_list("case_id", flat=True))
    _check_sight(pair, cases)
    _check_safe(pair, cases, round_.on)


def _check_safe(pair: tuple[User | None, ...], cases: Collection[int], on: date) -> None:
    """Nobody goes where nobody may ring, and nobody alone where that was written down; why stays with who keeps the notes."""
    asked = measures(list(Case.objects.filter(pk__in=cases).values_list("household", flat=True)), on).values()
    if closed := sum(one == Measure.NO_VISITS for one in asked):
        raise NotPlanned(
            ngettext("Bij %(count)s adres wordt nu niet aangebeld.", "Bij %(count)s adressen wordt nu niet aangebeld.", closed)
            % {"count": closed}
        )
    together = sum(one == Measure.TOGETHER for one in asked)
    if together and None in pair:
        raise NotPlanned(
            ngettext(
                "Bij %(count)s adres gaat niemand alleen: kies er iemand bij.",
                "Bij %(count)s adressen gaat niemand alleen: kies er iemand bij.",
                together,
            )
            % {"count": together}
        )


def _check_sight(pair: tuple[User | None, ...], cases: Collection[int]) -> None:
    creditors = signalling(cases)
    for user in pair:
        if user is None:
            continue
        visitor = Visitor(employers(user))
        hidden = sum(1 for case in cases if not may_go(visitor, creditors.get(case, frozenset())))
        if hidden:
            raise NotPlanned(
                ngettext(
                    "%(employer)s heeft %(count)s van deze adressen niet gemeld; %(name)s mag daar niet van weten.",
                    "%(employer)s heeft %(count)s van deze adressen niet gemeld; %(name)s mag daar niet van weten.",
                    hidden,
                )
                % {"employer": user.organisation.name, "count": hidden, "name": user.name}
            )


def _put(round_: Round, cases: Collection[Case], *, after: int) -> None:
    urgency = dict(
        Case.objects.filter(pk__in=[c.pk for c in cases]).values_list("pk", "steps__urgency").order_by("steps__urgency")
    )
    order = walk(
        Address(
            key=case.pk,
            postcode=case.household.postcode,
            house_number=case.household.house_number,
            rest=f"{case.household.house_letter}{case.household.addition}",
            urgency=urgency.get(case.pk) or 0,
        )
        for case in cases
    )
    Stop.objects.bulk_create(Stop(round=round_, case_id=case, order=place) for place, case in enumerate(order, start=after + 1))
