"""A door moved by hand: to another place or pair, fixed, let loose, or taken off; the times of the rounds follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.connections.routing import NoRouting, TravelTimes
from voordeur.privacy.log import Look
from voordeur.stages.visit.actions.planning import NotPlanned
from voordeur.stages.visit.actions.rounds import clock, keep_lead, set_times
from voordeur.stages.visit.models import EveningPlan, Round, Stop
from voordeur.stages.visit.queries.crews import Ask, crews_of, duos_of, with_starts
from voordeur.stages.visit.queries.evening import Asked, Prepared, prepare, rounds_of
from voordeur.stages.visit.queries.needs import HARD, TOGETHER
from voordeur.stages.visit.rules.rounds import evening as rules
from voordeur.stages.visit.rules.rounds.placing import free, put
from voordeur.stages.visit.rules.rounds.timing import walk

_LINES = NoRouting()


@dataclass(frozen=True)
class _Table:
    """The evening as it lies there: its rounds, the open stops of each in order, and what the rules know of the doors."""

    rounds: Sequence[Round]
    stops: dict[int, list[Stop]]  # by round
    prepared: Prepared
    evening: rules.Evening

    def order(self, round_: int) -> list[int]:
        """The doors of a round as the rules number them; a door that is not due any more has no number."""
        return [at for stop in self.stops[round_] if (at := self.number(stop)) is not None]

    def number(self, stop: Stop) -> int | None:
        """A door as the rules number it."""
        return self.evening.number.get(str(stop.case_id))


@transaction.atomic
def move_stop(
    stop: Stop, *, to: Round, place: int | None = None, by: User, look: Look, today: date, routing: TravelTimes = _LINES
) -> None:
    """Put a door at a place (0 is the first) of a round of the same evening, or where it costs the least; it is fixed there.

    A person may set aside language and title, never that a creditor's employee goes only where that creditor signalled (P22).
    Raises NotPlanned where the door is done, the round is another evening's, or it cannot be walked so.
    """
    _alike(stop, to)
    if stop.locked:  # its old moment does not bind it any more
        stop.locked = False
        stop.save(update_fields=["locked"])
    table = _table(stop.round, by, look, today, routing)
    number = table.number(stop)
    pair = next((at for at, one in enumerate(table.rounds) if one.pk == to.pk), None)
    if number is None or pair is None:
        raise NotPlanned(_("Dit adres is niet meer aan de beurt. Laad de bladzijde opnieuw."))
    if not table.evening.pairs[pair].can(table.evening.visits[number]):
        if TOGETHER in table.evening.visits[number].needs and to.second_id is None:
            raise NotPlanned(_("Hier gaat niemand alleen naartoe: kies een ronde van twee mensen."))
        raise NotPlanned(_("Dit duo mag van dit adres niet weten: de schuldeiser van een van beiden heeft het niet gemeld."))
    made = put(table.evening, pair, table.order(to.pk), number, place)
    if made is None:
        raise NotPlanned(_("Daar past het niet: het duo komt dan te laat bij een ander adres of te laat thuis."))
    left = stop.round_id
    if left != to.pk:
        table.stops[left] = [one for one in table.stops[left] if one.pk != stop.pk]
        table.stops[to.pk] = [*table.stops[to.pk], stop]
        _retime(table, left)
    next(one for one in table.stops[to.pk] if one.pk == stop.pk).locked = True
    _write(table, to.pk, made)
    _changed(stop.round)


@transaction.atomic
def lock_stop(stop: Stop, *, locked: bool) -> None:
    """Fix a door on its round and at its moment, or let the next plan move it."""
    Stop.objects.filter(pk=stop.pk, result=None).update(locked=locked)


def choose_lead(stop: Stop, *, lead: User | None) -> None:
    """Say which of the two speaks first at a door; None: they see for themselves. Raises NotPlanned for anybody else."""
    if lead is not None and lead.pk not in {stop.round.first_id, stop.round.second_id}:
        raise NotPlanned(_("Alleen een van de twee van deze ronde kan het woord voeren."))
    Stop.objects.filter(pk=stop.pk, result=None).update(lead=lead)


@transaction.atomic
def take_off(stop: Stop, *, by: User, look: Look, today: date, routing: TravelTimes = _LINES) -> None:
    """Take a door off its round; it stays due. Raises NotPlanned where it has a result, or a phone handed one in."""
    if stop.result_id is not None or stop.arrivals.exists():
        raise NotPlanned(_("Deze deur heeft al een resultaat en blijft op de ronde."))
    round_ = stop.round
    stop.delete()
    table = _table(round_, by, look, today, routing)
    _retime(table, round_.pk)
    _changed(round_)


def _alike(stop: Stop, to: Round) -> None:
    here = stop.round
    if stop.result_id is not None:
        raise NotPlanned(_("Deze deur heeft al een resultaat en blijft op de ronde."))
    if (here.organisation_id, here.on, here.day_part) != (to.organisation_id, to.on, to.day_part) or to.signed_off_at:
        raise NotPlanned(_("Een adres verhuist alleen naar een ronde van hetzelfde dagdeel die nog niet is afgemeld."))


def _table(round_: Round, by: User, look: Look, today: date, routing: TravelTimes) -> _Table:
    asked = Asked.of(round_.organisation, round_.on, round_.day_part)
    rounds = list(rounds_of(asked, by).select_for_update(of=("self",)))
    asks = with_starts([Ask(one.first, one.second) for one in rounds], duos_of(asked.organisation, asked.on))
    # Whoever is away today was put there by a person: their round keeps the usual hours until it is planned anew.
    crews = [replace(c, hours=c.hours or asked.usual, absent=None) for c in crews_of(asks, on=asked.on, usual=asked.usual)]
    prepared = prepare(asked, crews, by, look, today=today, routing=routing)
    stops: dict[int, list[Stop]] = {one.pk: [] for one in rounds}
    for stop in Stop.objects.filter(round__in=rounds, result=None).order_by("order").select_related("round"):
        stops[stop.round_id].append(stop)
    return _Table(rounds, stops, prepared, free(prepared.evening, lambda need: need.startswith(HARD)))


def _retime(table: _Table, round_: int) -> None:
    """The times of a round as it is now; where it cannot be walked so, they stay as they were."""
    pair = next(at for at, one in enumerate(table.rounds) if one.pk == round_)
    made = walk(table.evening, pair, table.order(round_))
    if made is not None:
        _write(table, round_, made)


def _write(table: _Table, round_: int, made: rules.Round) -> None:
    by_case = {stop.case_id: stop for stop in table.stops[round_]}
    here = next(one for one in table.rounds if one.pk == round_)
    after = here.stops.filter(result__isnull=False).count()
    written = []
    for place, at in enumerate(made.stops, start=after + 1):
        stop = by_case.pop(table.prepared.doors[at.visit].case.pk)
        stop.round, stop.order, stop.planned_at = here, place, clock(at.begin)
        keep_lead(stop)
        written.append(stop)
    for place, stop in enumerate(by_case.values(), start=after + len(made.stops) + 1):  # not due any more: at the end
        stop.order = place
        written.append(stop)
    Stop.objects.bulk_update(written, ["round", "order", "planned_at", "locked", "lead"])
    set_times(here, table.evening, made)
    here.save(update_fields=["begin", "end", "travel_minutes"])


def _changed(round_: Round) -> None:
    """What one more pair would bring was found for another plan."""
    EveningPlan.objects.filter(organisation=round_.organisation, on=round_.on, day_part=round_.day_part).update(more={})
