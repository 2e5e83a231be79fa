"""The figures in the documentation of the linking are those that link."""

from __future__ import annotations

import re
from pathlib import Path

from voordeur.stages.match.rules.block import LARGEST, SMALL_FILE
from voordeur.stages.match.rules.weights import CEILING, CHANCE, DOUBT, EITHER, LINK, SURE, TABLE

DOC = (Path(__file__).parents[3] / "docs" / "linking.md").read_text()


def test_the_documented_weights_are_those_that_link():
    told = re.search(r"^\|---.*?\n(.*?)<!-- end of weights -->", DOC, flags=re.S | re.M)
    rows = [
        f"| {row.field} | {row.agreement} | {row.bits:+.1f} | {row.often:.3f} | {row.origin} |"
        for row in TABLE
        if row.agreement != "missing"
    ]
    assert told and told[1].splitlines() == rows


def test_the_documented_bars_are_those_that_link():
    size = "log2(records)" + (f" {CHANCE:+g}" if CHANCE else "")
    sentences = (
        f"{LINK:g} bits or more with the ceiling, and as many as {size} without it",
        f"{DOUBT:g} bits or more, but not linked",
        f"together they count to {CEILING:g} bits at most",
        f"without that field ({SURE:g} bits and more)",
        f"fits within {EITHER:g} bits",
        f"More than {LARGEST} records under one key",
        f"Files of at most {SMALL_FILE:,} records",
    )
    plain = " ".join(DOC.split())
    assert [sentence for sentence in sentences if sentence not in plain] == []
