"""Reading a protocol: what is not understood is refused with its line and what to write."""

from __future__ import annotations

import pytest

from stages.reach.stories import COEVORDEN, LETTER, VISIT
from voordeur.stages.reach.queries.steps import protocols
from voordeur.stages.reach.rules.protocol import ProtocolError, read_protocols
from voordeur.stages.reach.rules.vocabulary import Channel, DayPart

SMALL = """\
protocols:
- name: "proef"
  version: 1
  title: "Proef"
  follow_up_days: 5
  steps:
  - step: "letter"
    channel: "Brief"
  - step: "visit"
    channel: "Huisbezoek"
    after: "letter"
    working_days: 10
"""


def test_coevorden_stands_there_in_two_versions():
    assert (LETTER.key, VISIT.key) == ("coevorden-letter@1", "coevorden-visit@1")
    assert [step.channel for step in VISIT.steps] == [Channel.LETTER, Channel.VISIT, Channel.CARD, Channel.PHONE]
    assert VISIT.steps[1].day_parts == (DayPart.EVENING, DayPart.AFTERNOON, DayPart.MORNING)
    assert set(protocols()) >= {"coevorden-letter@1", "coevorden-visit@1"}


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('channel: "Huisbezoek"', 'channel: "Postduif"', 10, "write one of: Brief, Kaartje"),
        ('after: "letter"', 'after: "brief"', 9, "write one of: start, letter"),
        ('after: "letter"', 'na: "letter"', 11, "write one of: after, channel"),
        ("working_days: 10", "working_days: tien", 12, "whole number"),
        ("working_days: 10", "working_days: -1", 12, "whole number"),
        ("working_days: 10", "tries: 0", 12, "1 or more"),
        ("working_days: 10", 'day_parts: "Avond"', 12, "begin each line with '- '"),
        ("working_days: 10", 'day_parts: ["Nacht"]', 12, "Ochtend, Middag, Avond"),
        ("working_days: 10", 'only_after: ["no"]', 12, "nobody"),
        ('step: "visit"', 'step: "letter"', 9, "a name of its own"),
        ('step: "visit"', "step: no", 9, "put it between quotes"),
        ("  follow_up_days: 5\n", "", 2, "follow_up_days"),
        ("version: 1", "version: 1\n  version: 2", 4, "twice"),
        ("version: 1", "version: [1", 4, "not YAML"),
        ("protocols:", "protocollen:", 1, "write one of: protocols"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(old, new, line, says):
    assert old in SMALL
    with pytest.raises(ProtocolError, match=f"^line {line}: .*") as refused:
        read_protocols(SMALL.replace(old, new))
    assert says in str(refused.value)


@pytest.mark.parametrize("text", ["", "- a", "protocols: []", "just words"])
def test_a_file_that_is_no_protocol_is_refused(text):
    with pytest.raises(ProtocolError, match=r"^line 1: "):
        read_protocols(text)


def test_the_shipped_file_reads_the_same_twice():
    assert read_protocols(COEVORDEN) == read_protocols(COEVORDEN)
