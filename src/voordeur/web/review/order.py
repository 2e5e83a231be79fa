"""In which order doubts are put before a person: what would change most first, each with its reasons in words.

One order, for the list and for "the next one" alike:

1. a threatening situation is signalled (a crisis, a supply that is to end): help has three working days from then;
2. the signal may belong to a case that is being worked and has a statutory clock, the first to run out first;
3. the signal may belong to a case that is being worked;
4. all others.

Within each: what settles most doubts about the same people at once, then the largest amount, then what waited longest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voordeur.accounts.models import User
from voordeur.calendar import working_days_between
from voordeur.stages.match import queries as match
from voordeur.stages.reach import queries as reach

_NEVER = date.max
_THREATS = {"crisis": gettext_lazy("crisissignaal"), "end_of_supply": gettext_lazy("de levering stopt")}


@dataclass(frozen=True)
class Stake:
    """One reason for a place, in words; `clock`: it is a statutory term."""

    words: str
    clock: bool = False


@dataclass(frozen=True)
class Placed:
    """A doubt in its place. `deadline`: the statutory clock that its case has; `others`: doubts about the same people."""

    link: int
    signal_type: str
    joins: bool
    deadline: date | None
    others: int

    def why(self, today: date) -> list[Stake]:
        """Why it stands here; nothing where only the amount and the day of delivery placed it."""
        found = [Stake(str(_THREATS[self.signal_type]))] if self.signal_type in _THREATS else []
        if self.joins:
            found.append(Stake(_("kan bij een lopende zaak horen")))
        if self.deadline:
            found.append(Stake(_left(self.deadline, today), clock=True))
        if self.others:
            many = ngettext("nog %(n)d twijfel over dezelfde mensen", "nog %(n)d twijfels over dezelfde mensen", self.others)
            found.append(Stake(many % {"n": self.others}))
        return found


def in_order(user: User) -> list[Placed]:
    """The doubts inside this person's walls, what would change most first; the number of queries is fixed."""
    return placed(match.waiting(user), reach.statutory_clocks(user))


def placed(waiting: Sequence[match.Waiting], clocks: Mapping[int, date]) -> list[Placed]:
    """These doubts (longest waiting first) in the order above; `clocks`: when a household's case has its statutory clock."""
    about = Counter(one.people for one in waiting if one.people)
    ends = {one.link: min((clocks[home] for home in one.households if home in clocks), default=None) for one in waiting}

    def place(one: match.Waiting) -> tuple[int, date, int, int]:
        end = ends[one.link]
        rank = 0 if one.signal_type in _THREATS else 1 if end else 2 if one.households else 3
        return rank, end or _NEVER, -about[one.people], -one.amount_cents

    return [
        Placed(one.link, one.signal_type, bool(one.households), ends[one.link], max(about[one.people] - 1, 0))
        for one in sorted(waiting, key=place)
    ]


def following(order: Sequence[Placed], link: int, *, settled: frozenset[int] = frozenset()) -> int | None:
    """The doubt after this one, and after the last the first again, leaving out what was just settled; None when none is left."""
    links = [one.link for one in order]
    start = links.index(link) + 1 if link in links else 0
    round_ = (*links[start:], *links[:start])
    return next((one for one in round_ if one != link and one not in settled), None)


def _left(deadline: date, today: date) -> str:
    if deadline < today:
        return _("de termijn is verstreken")
    days = working_days_between(today, deadline)
    if not days:
        return _("de termijn loopt af voor de volgende werkdag")
    return ngettext("%(n)d werkdag tot de termijn", "%(n)d werkdagen tot de termijn", days) % {"n": days}
