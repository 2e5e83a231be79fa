"""What the pages of working methods show: which is on where, what is proposed, what the check found; no personal data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voordeur.accounts.models import Municipality, User
from voordeur.record.models import ParameterValue
from voordeur.record.queries import local_values, parameter
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.protocols import Method, cases_under, method_of, methods_of
from voordeur.stages.reach.rules.law import Finding, Level
from voordeur.stages.triage.queries.ground import PROGRAMME


@dataclass(frozen=True)
class On:
    """By which method new cases of a municipality are approached now, and from a later day. `since` None: from the start."""

    place: str
    method: Method | None
    key: str
    since: date | None
    coming: Sequence[tuple[date, str]]


@dataclass(frozen=True)
class Listed:
    """One method in the list, with how many open cases go by it, and whether it is the last version of its name."""

    method: Method
    cases: int
    newest: bool


@dataclass(frozen=True)
class Shown:
    """A finding in the reader's language."""

    finding: Finding
    message: str
    story: list[str]

    @property
    def breach(self) -> bool:
        """Whether it keeps the method from being switched on."""
        return self.finding.level == Level.BREACH


def method_or_404(request: HttpRequest, key: str) -> Method:
    """A working method of this person's organisation by name@version."""
    found = method_of(cast(User, request.user).organisation, key)
    if found is None:
        raise Http404
    return found


def municipalities_of(user: User) -> list[Municipality]:
    """The municipalities that this person works for."""
    return list(user.municipalities.all()) or list(user.organisation.municipalities.all())


def switched_on(user: User, methods: dict[str, Method]) -> list[On]:
    """Which method is on in each municipality, and what is agreed for a later day."""
    now, values = today(), list(local_values(user.organisation, key=PROGRAMME))
    return [_on(user, town, methods, values, now) for town in municipalities_of(user)]


def _on(user: User, town: Municipality, methods: dict[str, Method], values: Sequence[ParameterValue], now: date) -> On:
    key = str(parameter(PROGRAMME, organisation=user.organisation, municipality=town, on=now))
    mine = [one for one in values if one.municipality_id in {None, town.pk}]
    since = [one.valid_from for one in mine if one.valid_from <= now and one.value == key]
    coming = sorted((one.valid_from, title_of(methods, str(one.value))) for one in mine if one.valid_from > now)
    return On(town.name, methods.get(key), key, max(since, default=None), coming)


def title_of(methods: dict[str, Method], key: str) -> str:
    """What a method is called, with its version; its key where it exists no more."""
    found = methods.get(key)
    if found is None:
        return key
    return _("%(title)s (versie %(version)s)") % {"title": found.protocol.title, "version": found.protocol.version}


def listed(user: User) -> tuple[list[Listed], dict[str, Method]]:
    """All methods of this person's organisation, by title, the newest version of each first."""
    methods, cases = methods_of(user.organisation), cases_under(user)
    last = {one.protocol.name: one.protocol.version for one in sorted(methods.values(), key=lambda m: m.protocol.version)}
    rows = [Listed(one, cases.get(key, 0), last[one.protocol.name] == one.protocol.version) for key, one in methods.items()]
    rows.sort(key=lambda row: (row.method.protocol.name, -row.method.protocol.version))
    return rows, methods


def language() -> str:
    """The language of the reader as the rules know it."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def in_words(found: Sequence[Finding]) -> list[Shown]:
    """Findings in the reader's language, breaches first."""
    spoken = language()
    return [Shown(one, one.message.in_(spoken), [line.in_(spoken) for line in one.story]) for one in found]


def as_notes(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as they stay with a proposal: in both languages, so that whoever agrees reads what the proposer saw."""
    return [
        {"rule": one.rule, "step": one.step, "line": one.line, "nl": one.message.nl, "en": one.message.en}
        for one in found
        if one.level == Level.NOTE
    ]
