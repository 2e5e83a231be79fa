"""A routing engine of one's own (OSRM, or one that speaks as it does): how long it takes from door to door over real streets.

Off unless an installation names an engine in ROUTING_URLS. A list of doors that a municipality means to ring at says who is in
arrears; so it goes to this machine itself, or to a host that the installation names in ROUTING_HOSTS as its own, and nowhere
else: no public engine, no proxy, no redirect. Without an engine, or when it does not answer, planning goes by straight lines.
"""

from voordeur.connections.routing.client import (
    NoRouting,
    RoutingEngine,
    RoutingUnavailable,
    TravelTimes,
    configured_routing,
)

__all__ = ["NoRouting", "RoutingEngine", "RoutingUnavailable", "TravelTimes", "configured_routing"]
