"""Published instances for the solver: read from a folder, demand and capacity added to what an evening is."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Visit, Window

# Best known totals in the convention of the folder's README: floor(10 x distance), vehicles free.
BEST_KNOWN = {"C101": 8273, "R101": 16377, "RC101": 16198, "R201": 11432, "rc1_2_1": 35169, "r1_4_1": 103059}


def read(place: Path) -> Evening:
    """One instance; every customer must be visited, and a minute is a tenth of its unit."""
    lines = place.read_text(encoding="utf-8").splitlines()
    many, capacity = (int(word) for word in lines[4].split())
    rows = np.array([[float(word) for word in line.split()] for line in lines[9:] if line.strip()])
    across = rows[:, None, 1:3] - rows[None, :, 1:3]
    far = np.floor(10 * np.sqrt((across**2).sum(axis=-1)))
    visits = tuple(
        Visit(str(int(row[0])), row[6] * 10, (Window(row[4] * 10, row[5] * 10),), 1, must=True, load=int(row[3]))
        for row in rows[1:]
    )
    pairs = tuple(Pair(str(number), rows[0, 4] * 10, rows[0, 5] * 10, frozenset(), capacity) for number in range(many))
    order = [*range(1, len(rows)), *[0] * (2 * many)]
    return Evening(visits, pairs, far[np.ix_(order, order)])
