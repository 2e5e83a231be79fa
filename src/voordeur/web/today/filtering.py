"""What somebody chooses to see of the work: kind of signal, district, colleague, part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.accounts.queries import colleagues_of
from voordeur.privacy.access import Ability, roles_that
from voordeur.record.words import kind_said
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.queries import Filters
from voordeur.stages.reach.rules.vocabulary import SIGNAL_KINDS, DayPart
from voordeur.web.case.sentences import DAY_PARTS

NOBODY = "geen"
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chosen:
    """The choice, and what there is to choose from. `said`: the choice within a sentence ("huur, Merenwijk"), or ""."""

    filters: Filters
    kinds: Choices
    districts: Choices
    colleagues: Choices
    parts: Choices

    @property
    def said(self) -> str:
        """The choice within a sentence, or "" for everything."""
        chosen = [
            dict(self.kinds).get(self.filters.kind, ""),
            self.filters.district,
            dict(self.colleagues).get(self.owner, ""),
            dict(self.parts).get(self.filters.day_part, ""),
        ]
        return ", ".join(one for one in chosen if one)

    @property
    def owner(self) -> str:
        """The colleague as the form names them."""
        return {None: "", 0: NOBODY}.get(self.filters.owner, str(self.filters.owner))


def chosen_of(user: User, query: QueryDict, *, hand: str = "") -> Chosen:
    """What is chosen in an address. What is unknown there chooses nothing. Two queries."""
    colleagues = workers(user)
    owners = {**{str(pk): pk for pk, _name in colleagues}, NOBODY: 0}
    districts = reach.districts(user)
    kind, district, part = query.get("soort", ""), query.get("wijk", ""), query.get("dagdeel", "")
    return Chosen(
        filters=Filters(
            hand=hand,
            kind=kind if kind in SIGNAL_KINDS else "",
            district=district if district in districts else "",
            owner=owners.get(query.get("van", "")),
            day_part=part if part in set(DayPart) else "",
        ),
        kinds=[(kind, kind_said(kind)) for kind in SIGNAL_KINDS],
        districts=[(name, name) for name in districts],
        colleagues=[*((str(pk), _("mij") if pk == user.pk else name) for pk, name in colleagues), (NOBODY, _("nog niemand"))],
        parts=[(part, str(DAY_PARTS[part])) for part in DayPart],
    )


def workers(user: User) -> list[tuple[int, str]]:
    """The colleagues who work on cases, oneself first."""
    rows = colleagues_of(user.organisation, roles=roles_that(Ability.WORK_CASES)).values_list("pk", "name")
    return sorted(rows, key=lambda one: one[0] != user.pk)
