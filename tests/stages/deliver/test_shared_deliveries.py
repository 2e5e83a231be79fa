"""The three months of creditor files that stand beside the repository, measured against their truth."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stages.deliver import shapes
from voordeur.stages.deliver.rules.mapping import propose
from voordeur.stages.deliver.rules.trial import open_file

SHARED = Path(__file__).resolve().parents[4] / "shared" / "deliveries"
pytestmark = pytest.mark.skipif(not (SHARED / "truth.csv").exists(), reason="no ../shared/deliveries beside the repository")


def _truth():
    with (SHARED / "truth.csv").open(encoding="utf-8") as file:
        return {(row["month"], row["partner"], int(row["line"])): row for row in csv.DictReader(file)}


def _partners():
    with (SHARED / "partners.csv").open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def _opened(place, partner):
    on = date.fromisoformat(f"{place.parent.name}-25")
    policy = shapes.policy(
        kind=partner["kind"], on=on, attested=partner["attested"] == "yes", partner_names=(partner["code"], partner["name"])
    )
    return open_file(place.open("rb"), policy), policy


def _renamed(opened, policy):
    """The same file judged with a mapping that was proposed without its headers."""
    table = opened.table
    rows = list(table.read())
    blind = propose([f"veld {'q' * (place + 2)}" for place in range(len(table.columns))], rows[:1_000], today=policy.on)
    return {column: proposal.field for column, proposal in zip(table.columns, blind.columns, strict=True)}


@pytest.mark.parametrize("renamed", [False, True], ids=["own headers", "all headers renamed"])
def test_exactly_the_lines_that_should_be_refused_are_refused(renamed):
    truth, partners, outcome = _truth(), _partners(), Counter()
    for place in sorted(SHARED.glob("2026-*/*.*")):
        opened, policy = _opened(place, partners[place.stem])
        if renamed:
            opened = open_file(place.open("rb"), policy, _renamed(opened, policy))
        for judged in opened.judge():
            row = truth.pop((place.parent.name, place.stem, judged.number))
            outcome[row["expect"], judged.verdict == "refused"] += 1
            if judged.values:
                assert judged.values.amount_cents == int(row["cents"])
            elif row["expect"] == "repeat":
                assert judged.findings[0].code == "same_line_twice"
    assert truth == {}, "every line of the truth was met"
    assert {key: count for key, count in outcome.items() if key[0] != "accept"} == {("refuse", True): 75, ("repeat", True): 15}
    assert outcome["accept", True] == 0
