"""Read what was counted, within somebody's walls, with small numbers withheld from whoever is not of the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, User
from voordeur.privacy.access import Ability, may, within
from voordeur.record.queries import parameter
from voordeur.stages.report.models import Fact
from voordeur.stages.report.rules import Shown, column, measure_of, parts, rounded, shown

_TAKEN_UP = "status:Opgepakt"
Header = tuple[str | Promise, bool]


@dataclass(frozen=True)
class Table:
    """A table as it may be shown: (label, whether a number) a column, and text in every cell; the last row is the total."""

    caption: str | Promise
    columns: tuple[Header, ...]
    rows: list[list[str | Promise]]


@dataclass(frozen=True)
class Story:
    """The figures that the page's first sentences need."""

    partners: int
    signals: Shown
    taken_up: Shown
    opened: Shown
    reached: Shown
    accepted: Shown


@dataclass(frozen=True)
class Month:
    """One month within somebody's walls. `withheld`: small numbers are not shown to this person."""

    month: date
    municipality: Municipality | None
    withheld: int
    story: Story
    signals: Table
    cases: Table
    lines: Table
    trend: list[tuple[date, int | None, int | None]]  # month, taken up, not taken up; None: withheld


def months_of(user: User) -> list[date]:
    """The months that were counted within this person's walls, newest first."""
    return list(_visible(user).order_by("-month").values_list("month", flat=True).distinct())


def municipalities_of(user: User) -> list[Municipality]:
    """The municipalities of which this person may see figures."""
    return list(Municipality.objects.filter(pk__in=_visible(user).values("municipality")).order_by("name"))


def below(user: User, *, today: date) -> int:
    """Below which a count of people is withheld; 0 for the team, who see the cases themselves."""
    if may(user, Ability.SEE_CASES):
        return 0
    return int(parameter("small_number", organisation=user.organisation, on=today))


def read_month(user: User, *, month: date, municipality: Municipality | None = None, today: date) -> Month:
    """One month for the page. Two queries for the figures, however many there are."""
    facts = _facts(user, month, municipality)
    limit = below(user, today=today)
    return Month(
        month=month,
        municipality=municipality,
        withheld=limit,
        story=_story(facts, limit),
        signals=_signals(facts, limit),
        cases=_cases(facts, limit),
        lines=_lines(facts, limit),
        trend=_trend(user, month, municipality, limit),
    )


def rows_of(user: User, *, month: date, today: date) -> list[tuple[date, str, str, str, str, str | int]]:
    """Every fact of a month for a download: month, municipality, partner, measure, unit, value (withheld ones as text)."""
    limit = below(user, today=today)
    facts = _facts(user, month, None)
    families: dict[tuple[int | None, int | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        families[fact.municipality_id, fact.partner_id, measure_of(fact.measure).key].append(fact)
    rows = []
    for same in families.values():
        measure = measure_of(same[0].measure)
        values = [fact.value for fact in same]
        cells = parts(values, below=limit) if measure.people else [rounded(value, to=limit) for value in values]
        for fact, cell in zip(same, cells, strict=True):
            town = fact.municipality.name if fact.municipality else ""
            partner = fact.partner.name if fact.partner else ""
            rows.append((month, town, partner, fact.measure, measure.unit, cell.text if cell.value is None else cell.value))
    return sorted(rows, key=lambda row: row[1:4])


def _visible(user: User) -> QuerySet[Fact]:
    return Fact.objects.filter(within(user))


def _facts(user: User, month: date, municipality: Municipality | None) -> list[Fact]:
    facts = _visible(user).filter(month=month).select_related("municipality", "partner")
    if municipality:
        facts = facts.filter(municipality=municipality)
    return list(facts.order_by("partner__name", "municipality__name", "measure"))


def _sum(facts: Iterable[Fact], wanted: Callable[[str], bool]) -> int:
    return sum(fact.value for fact in facts if wanted(fact.measure))


def _is(*measures: str) -> Callable[[str], bool]:
    return lambda measure: measure in measures


def _of(family: str) -> Callable[[str], bool]:
    return lambda measure: measure.startswith(f"{family}:")


def _story(facts: list[Fact], limit: int) -> Story:
    def say(*measures: str) -> Shown:
        return shown(_sum(facts, _is(*measures)), below=limit)

    return Story(
        partners=len({fact.partner_id for fact in facts if fact.partner_id and fact.measure == "signals"}),
        signals=say("signals"),
        taken_up=say(_TAKEN_UP),
        opened=say("cases_opened"),
        reached=say("cases_reached"),
        accepted=say("help_accepted"),
    )


def _signals(facts: list[Fact], limit: int) -> Table:
    """Per partner and municipality: signals, taken up, not taken up, and what became of those taken up."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.partner and fact.measure not in {"delivered", "accepted", "refused"} and not fact.measure.startswith("answers:"):
            groups[fact.partner.name, fact.municipality.name if fact.municipality else "–"].append(fact)
    names, values = list(groups), []
    for own in groups.values():
        signals, taken = _sum(own, _is("signals")), _sum(own, _is(_TAKEN_UP))
        values.append([signals, taken, signals - taken, _sum(own, _is("signals_reached")), _sum(own, _is("signals_accepted"))])
    columns: tuple[Header, ...] = (
        (_("Partner"), False), (_("Gemeente"), False), (_("Signalen"), True), (_("Opgepakt"), True), (_("Niet opgepakt"), True),
        (_("Bereikt"), True), (_("Hulp aanvaard"), True),
    )  # fmt: skip
    return Table(_("Signalen per partner en gemeente"), columns, _grid([list(name) for name in names], values, limit))


def _cases(facts: list[Fact], limit: int) -> Table:
    """Per municipality: cases opened and their kind, attempts, reached, accepted, closed."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.partner_id is None:
            groups[fact.municipality.name if fact.municipality else "–"].append(fact)
    wanted = [
        _is("cases_opened"), _is("single"), _is("multiple"), _is("successive"), _of("attempts"), _is("cases_reached"),
        _is("help_accepted"), _of("outcome"),
    ]  # fmt: skip
    values = [[_sum(own, want) for want in wanted] for own in groups.values()]
    columns: tuple[Header, ...] = (
        (_("Gemeente"), False), (_("Zaken geopend"), True), (_("Enkelvoudig"), True), (_("Meervoudig"), True),
        (_("Opeenvolgend"), True), (_("Contactpogingen"), True), (_("Zaken bereikt"), True), (_("Hulp aanvaard"), True),
        (_("Zaken afgesloten"), True),
    )  # fmt: skip
    return Table(_("Zaken per gemeente"), columns, _grid([[name] for name in groups], values, limit))


def _lines(facts: list[Fact], limit: int) -> Table:
    """Per partner: lines delivered, accepted, refused; rounded for outsiders, since signals per municipality add up to lines."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.partner and fact.municipality_id is None and fact.measure in {"delivered", "accepted", "refused"}:
            groups[fact.partner.name].append(fact)
    values = [[_sum(own, _is(key)) for key in ("delivered", "accepted", "refused")] for own in groups.values()]
    columns: tuple[Header, ...] = (
        (_("Partner"), False), (_("Regels aangeleverd"), True), (_("Aangenomen"), True), (_("Geweigerd"), True),
    )  # fmt: skip
    return Table(_("Aangeleverde regels per partner"), columns, _rounded([[name] for name in groups], values, limit))


def _grid(names: list[list[str]], values: list[list[int]], limit: int) -> list[list[str | Promise]]:
    """Rows of text with a total under them, small numbers withheld by column; no total under a single row."""
    if not values:
        return []
    cells, totals = zip(*(column(list(each), below=limit) for each in zip(*values, strict=True)), strict=True)
    rows: list[list[str | Promise]] = [[*name, *(each[number].text for each in cells)] for number, name in enumerate(names)]
    if len(rows) > 1:
        rows.append([_("Totaal"), *([""] * (len(names[0]) - 1)), *(total.text for total in totals)])
    return rows


def _rounded(names: list[list[str]], values: list[list[int]], to: int) -> list[list[str | Promise]]:
    """As `_grid`, every number to the nearest multiple of `to`."""
    return _grid(names, [[cast(int, rounded(value, to=to).value) for value in row] for row in values], 0)


def _trend(user: User, month: date, municipality: Municipality | None, limit: int) -> list[tuple[date, int | None, int | None]]:
    """The twelve months up to this one: signals taken up and not."""
    first = date(month.year - 1, month.month, 1)
    facts = _visible(user).filter(month__gt=first, month__lte=month, measure__in=("signals", _TAKEN_UP))
    if municipality:
        facts = facts.filter(municipality=municipality)
    counted: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for on, measure, value in facts.values_list("month", "measure", "value"):
        counted[on][measure] += value
    trend = []
    for on in sorted(counted):
        taken, signals = counted[on][_TAKEN_UP], counted[on]["signals"]
        up, not_up = parts([taken, signals - taken], below=limit)
        trend.append((on, up.value, not_up.value))
    return trend
