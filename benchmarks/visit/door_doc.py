"""The part of docs/benchmarks/visit.md that is about the phone at the door, from what `kills.py` kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def told(found: Any) -> Iterator[str]:
    """The lines of the section; `found` is what `kills.py` wrote, or None."""
    if not found:
        yield "Not measured."
        return
    times, lost, doubled = found["times"], len(found["lost"]), len(found["doubled"])
    yield "Made by `.venv/bin/python benchmarks/visit/kills.py` in Chromium, with a profile on disk and a round of thirty doors;"
    yield f"seed {found['seed']}. The browser is killed (SIGKILL) at random moments, mostly without network, and started"
    yield "again on the same profile; the server is killed too while it takes results in. At the end everything is sent and"
    yield "counted in the server's own database."
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    yield f"| kills of the browser, of which without network | {found['kills']}, {found['without_network']} |"
    yield f"| kills of the server | {found['kills_of_the_server']} |"
    yield f"| results tapped, of which a screen called safe | {found['tapped']}, {found['shown_as_safe']} |"
    yield f"| of those called safe: lost (asked: 0) | {lost} |"
    yield f"| counted twice (asked: 0) | {doubled} |"
    yield f"| first load of the round, on this machine | {times['first_load_ms'] / 1000:.1f} s |"
    yield f"| opening it without network, median | {times['open_without_network_ms'] / 1000:.1f} s |"
    saved = f"{times['save_median_ms']:.0f}, {times['save_slowest_ms']:.0f} ms"
    yield f"| saving a result, from the tap to the word, median and slowest | {saved} |"
    yield f"| sending {times['arrived']['results']} results of three hours ago | {times['send_thirty_ms'] / 1000:.1f} s |"
