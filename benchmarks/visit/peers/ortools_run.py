"""One evening by OR-Tools: reads JSON, writes the order of every pair; start-up is not counted in the seconds."""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

UNIT = 100


def main() -> None:
    given = json.load(sys.stdin)
    visits, pairs, travel = given["visits"], given["pairs"], given["travel"]
    doors = len(visits)
    starts = [doors + 2 * pair for pair in range(len(pairs))]
    manager = pywrapcp.RoutingIndexManager(len(travel), len(pairs), starts, [start + 1 for start in starts])
    routing = pywrapcp.RoutingModel(manager)
    lasting = [[math.ceil(minutes * UNIT) for minutes in row] for row in travel]
    service = [math.ceil(visit["service"] * UNIT) for visit in visits] + [0] * (2 * len(pairs))
    under_way = routing.RegisterTransitMatrix(lasting)
    routing.SetArcCostEvaluatorOfAllVehicles(under_way)
    both = routing.RegisterTransitMatrix([[minutes + service[row] for minutes in legs] for row, legs in enumerate(lasting)])
    routing.AddDimension(both, 24 * 60 * UNIT, 24 * 60 * UNIT, False, "time")
    clock = routing.GetDimensionOrDie("time")
    solver = routing.solver()
    for number, visit in enumerate(visits):
        index = manager.NodeToIndex(number)
        windows = visit["windows"]
        clock.CumulVar(index).SetRange(math.ceil(windows[0][0] * UNIT), math.floor(windows[-1][1] * UNIT))
        for before, after in pairwise(windows):
            clock.CumulVar(index).RemoveInterval(math.floor(before[1] * UNIT) + 1, math.ceil(after[0] * UNIT) - 1)
        able = [pair for pair, who in enumerate(pairs) if set(visit["needs"]) <= set(who["skills"])]
        solver.Add(solver.MemberCt(routing.VehicleVar(index), [-1, *able]))
        routing.AddDisjunction([index], round(visit["worth"] * 1000 * UNIT))
    for pair, who in enumerate(pairs):
        for end in (routing.Start(pair), routing.End(pair)):
            clock.CumulVar(end).SetRange(math.ceil(who["leave"] * UNIT), math.floor(who["back"] * UNIT))
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(given["seconds"] * 1000))
    found = routing.SolveWithParameters(search)
    orders = []
    for pair in range(len(pairs)):
        order, index = [], routing.Start(pair)
        while found and not routing.IsEnd(index):
            if manager.IndexToNode(index) < doors:
                order.append(manager.IndexToNode(index))
            index = found.Value(routing.NextVar(index))
        orders.append(order)
    json.dump(orders, sys.stdout)


main()
