"""An evening over real streets, at a large size, by hand, and behind the walls."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from doorstep import TODAY, home
from voordeur.connections.routing import RoutingEngine
from voordeur.connections.routing.stand_in import StreetEngine, serve
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.visit.actions.moving import choose_lead, move_stop
from voordeur.stages.visit.actions.places import draw_anew
from voordeur.stages.visit.actions.planning import NotPlanned
from voordeur.stages.visit.actions.rounds import Search, plan_evening
from voordeur.stages.visit.models import Duo, EveningPlan, Place, Round, Stop
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.queries.month import month_of
from voordeur.stages.visit.queries.roads import LINES, ROADS, travel_between
from voordeur.stages.visit.rules.map import Ground, Way, box_of, draw
from voordeur.stages.visit.rules.rounds.solver import Limit
from voordeur.stages.visit.rules.rounds.spots import Spot
from voordeur.stages.visit.rules.streets import StreetLine

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
SHORT = Search(Limit(iterations=20), Limit(iterations=4))
LOST = (52.161, 4.49)


def planned(cast, *asks, search=SHORT) -> EveningPlan:
    return plan_evening(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", asks=asks or [Ask(cast.vera, cast.victor)],
        by=cast.clara, look=Look(cast.clara, Purpose.VISIT), at=NOON, search=search, sent=None,
    )  # fmt: skip


def street(cast, doors: int, start: int = 1) -> None:
    for n in range(start, start + doors):
        made = home(cast, number=str(n))
        Place.objects.create(household=made.case.household, latitude=52.16 + n / 1000, longitude=4.49, source="hand", on=TODAY)


def test_an_evening_goes_over_the_roads_of_the_engine(cast):
    street(cast, 4)
    engine = StreetEngine(metres_per_second=1.0)
    with serve(engine) as address:
        planned(cast, search=Search(SHORT.limit, SHORT.quick, routing=RoutingEngine({"bike": address})))
    slow = Round.objects.get()
    assert slow.planned_with["travel"] == ROADS and engine.asked == [4]
    over_roads = slow.travel_minutes
    planned(cast)
    assert Round.objects.get().planned_with["travel"] == LINES
    assert over_roads > Round.objects.get().travel_minutes


def test_an_engine_that_fails_is_said_and_the_evening_is_planned_all_the_same(cast):
    street(cast, 3)
    engine = StreetEngine()
    engine.busy = [503]
    with serve(engine) as address:
        plan = planned(cast, search=Search(SHORT.limit, SHORT.quick, routing=RoutingEngine({"bike": address})))
    assert any("rechte lijnen" in one["nl"] and "503" in one["nl"] for one in plan.notices)
    assert Stop.objects.count() == 3 and Round.objects.get().planned_with["travel"] == LINES
    assert not any("52." in one["nl"] for one in plan.notices)


def test_a_door_without_a_road_counts_by_the_straight_line_and_a_car_parks():
    engine = StreetEngine()
    engine.lost = {LOST}
    spots = [Spot((52.16, 4.49)), Spot((52.17, 4.49)), Spot(LOST), Spot(None, "1234AB"), Spot()]
    with serve(engine) as address:
        known = RoutingEngine({"car": address, "bike": address})
        by_bike, by_car = (travel_between(spots, way, known) for way in ("bike", "car"))
    straight = travel_between(spots, "bike", RoutingEngine({}))
    assert straight.model == LINES and straight.notices == ()
    assert by_bike.minutes[0, 2] == straight.minutes[0, 2] and by_bike.minutes[0, 3] == straight.minutes[0, 3]
    assert by_bike.minutes[0, 1] == pytest.approx(engine.seconds((52.16, 4.49), (52.17, 4.49)) / 60)
    assert by_car.minutes[0, 1] == pytest.approx(by_bike.minutes[0, 1] + 3)
    assert "Van 1 adressen" in by_bike.notices[0].nl


@pytest.mark.slow
def test_three_hundred_doors_ask_the_database_no_more_than_three(cast, signed_in, settings, django_assert_max_num_queries):
    settings.FIXED_TODAY = TODAY
    client, address = signed_in("clara"), reverse("evening", args=[TODAY.isoformat(), "Avond"])

    def queries(doors: int, start: int) -> tuple[int, ...]:
        street(cast, doors, start)
        with django_assert_max_num_queries(70) as planning:
            planned(cast, Ask(cast.vera, cast.victor), Ask(cast.clara, cast.karim))
        with django_assert_max_num_queries(70) as showing:
            assert client.get(address).status_code == 200
        with django_assert_max_num_queries(70) as month:
            assert client.get(reverse("visit_month")).status_code == 200
        with django_assert_max_num_queries(70) as board:
            assert client.get(reverse("visit_board")).status_code == 200
        with django_assert_max_num_queries(70) as figures:
            assert client.get(reverse("visit_figures")).status_code == 200
        return tuple(len(one) for one in (planning, showing, month, board, figures))

    few, many = queries(20, 1), queries(280, 100)
    assert all(after <= before + 6 for before, after in zip(few, many, strict=True)), (few, many)


def test_at_most_so_many_doors_a_pair(cast):
    street(cast, 5)
    planned(cast, Ask(cast.vera, cast.victor, most=2))
    assert Stop.objects.count() == 2


def test_who_speaks_at_a_door_is_one_of_the_two_and_stays_as_long_as_they_go(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    street(cast, 2)
    planned(cast, Ask(cast.vera, cast.victor), Ask(cast.clara, cast.karim, most=1))
    stop = Stop.objects.select_related("round").filter(round__first=cast.vera).first()
    client, address = signed_in("clara"), reverse("change_stop", args=[stop.pk])
    told = client.post(address, {"do": f"lead-{cast.victor.pk}"}, follow=True).content.decode()
    assert f"{cast.victor.name} voert het woord" in told
    with pytest.raises(NotPlanned):
        choose_lead(stop, lead=cast.karim)
    assert client.post(address, {"do": f"lead-{cast.karim.pk}"}).status_code == 404
    planned(cast, Ask(cast.vera, cast.victor), Ask(cast.clara, cast.karim, most=1))
    stop.refresh_from_db()
    assert stop.lead == cast.victor
    other = Round.objects.exclude(pk=stop.round_id).first()
    if other is not None:
        move_stop(stop, to=other, by=cast.clara, look=Look(cast.clara, Purpose.VISIT), today=TODAY)
        assert Stop.objects.get(pk=stop.pk).lead is None
    client.post(address, {"do": "lead-"})
    assert Stop.objects.get(pk=stop.pk).lead is None


def test_a_door_let_go_at_a_place_stands_there(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    street(cast, 3)
    planned(cast)
    first, *_, last = Stop.objects.order_by("order")
    client, address = signed_in("clara"), reverse("change_stop", args=[last.pk])
    sent = {"do": "to", "round": str(last.round_id), "place": "0"}
    assert client.post(address, sent).url.endswith(f"#deur-{last.pk}")
    assert Stop.objects.order_by("order").first() == last
    assert Stop.objects.get(pk=last.pk).locked and not Stop.objects.get(pk=first.pk).locked
    for wrong in ({"round": "x"}, {"place": "-1"}, {"round": "999999"}, {"place": ""}):
        assert client.post(address, {**sent, **wrong}).status_code == 404


def test_nobody_else_moves_a_door(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    street(cast, 2)
    planned(cast)
    stop = Stop.objects.first()
    address = reverse("change_stop", args=[stop.pk])
    for what in ({"do": "off"}, {"do": "to", "round": str(stop.round_id), "place": "0"}, {"do": "lead-"}, {"do": "lock"}):
        assert signed_in("stine").post(address, what).status_code == 404
        assert signed_in("vera").post(address, what).status_code == 403
    assert Stop.objects.filter(pk=stop.pk, locked=False).exists()


def test_a_door_on_a_round_takes_its_room_in_the_month_and_is_not_given_another_evening(cast):
    Duo.objects.create(organisation=cast.noorderlicht, name="Een", first=cast.vera, second=cast.victor)
    street(cast, 12)
    planned(cast, Ask(cast.vera, cast.victor, most=3))
    found = month_of(cast.clara, Look(cast.clara, Purpose.VISIT), today=TODAY)
    tonight = next(one for one in found.turns if (one.turn.on, one.turn.slot.part) == (TODAY, "Avond"))
    assert tonight.placed == 3 and tonight.taken <= tonight.room
    placed = set(Stop.objects.values_list("case", flat=True))
    given = [case.pk for one in found.turns for case, _ in one.doors] + [case.pk for case, _ in found.waiting]
    assert len(given) == 9 and not placed & set(given)
    late = month_of(cast.clara, Look(cast.clara, Purpose.VISIT), today=TODAY, after=22 * 60.0)
    assert all(one.turn.on > TODAY for one in late.turns)


def test_streets_are_drawn_under_the_doors_and_named_once(cast, signed_in, settings):
    settings.FIXED_TODAY = TODAY
    street(cast, 3)
    lines = [
        StreetLine("street", "Merelstraat", ((52.1625, 4.488), (52.1625, 4.4925))),
        StreetLine("street", "Merelstraat", ((52.1615, 4.488), (52.1615, 4.492))),
        StreetLine("border", "Waterstad", ((52.15, 4.48), (52.17, 4.48), (52.17, 4.5))),
        StreetLine("street", "Ver weg", ((53.0, 6.0), (53.1, 6.1))),
    ]
    draw_anew(cast.noorderlicht, lines)
    draw_anew(cast.stine.organisation, [StreetLine("street", "Van anderen", lines[0].points)])
    planned(cast)
    page = signed_in("clara").get(reverse("evening", args=[TODAY.isoformat(), "Avond"]))
    drawing = page.context["map"]
    assert len(drawing.streets) == 2 and len(drawing.borders) == 1 and drawing.upright == ()
    assert [name.text for name in drawing.names] == ["Merelstraat"]
    assert "Ver weg" not in page.content.decode() and "Van anderen" not in page.content.decode()


def test_a_name_stands_along_its_street_and_never_upside_down():
    ways = [Way(None, [("1", (52.0, 5.0)), ("2", (52.01, 5.01))], None)]
    box = box_of(ways)
    assert box.south < 52.0 < 52.01 < box.north and box.west < 5.0 < 5.01 < box.east
    drawn = draw(ways, ground=[Ground("street", "Kade", [(52.005, 5.008), (52.005, 5.002)])])
    (name,) = drawn.names
    assert abs(name.turn) <= 90
    assert draw(ways).names == () and draw(ways).upright


def test_the_same_form_twice_plans_once(cast):
    street(cast, 2)
    sent, day = UUID(int=3), date(2026, 11, 25)
    given = {"organisation": cast.noorderlicht, "on": day, "day_part": "Avond", "asks": [Ask(cast.vera, cast.victor)]}
    how = {"by": cast.clara, "look": Look(cast.clara, Purpose.VISIT), "at": NOON, "search": SHORT, "sent": sent}
    first = plan_evening(**given, **how)
    assert plan_evening(**given, **how).made_at == first.made_at
