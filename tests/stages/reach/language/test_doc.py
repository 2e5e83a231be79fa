"""docs/protocols.md names every word that the language has, and every type of event that can be given; its examples read."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.given import read_history
from voordeur.stages.reach.rules.given.events import TYPES
from voordeur.stages.reach.rules.language import conditions, read_protocol, reading, steps
from voordeur.stages.reach.rules.language.names import RESERVED
from voordeur.stages.reach.rules.language.protocol import Audience, End
from voordeur.stages.reach.rules.vocabulary import SIGNAL_KINDS, SIGNAL_TYPES, AttemptResult, CollectionStage, Lane

DOC = (Path(__file__).parents[4] / "docs" / "protocols.md").read_text(encoding="utf-8")
WORDS = [*reading._READ, *reading._WHO, *reading._CONTACT, *steps._READ, *conditions._READ, *TYPES, *RESERVED]


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_every_word_is_told(word: str):
    assert re.search(rf"`[^`\n]*\b{re.escape(word)}\b[^`\n]*`", DOC), word


@pytest.mark.parametrize("words", [AttemptResult, CollectionStage, End, Audience, Lane])
def test_every_value_is_told(words: type[StrEnum]):
    assert [one for one in (*words, *SIGNAL_KINDS, *SIGNAL_TYPES) if not re.search(rf"\b{re.escape(one)}\b", DOC)] == []


def test_the_examples_read():
    (whole, *_) = re.findall(r"```yaml\n(protocol:.*?)```", DOC, re.DOTALL)
    protocol = read_protocol(whole)
    assert [step.name for step in protocol.steps] == ["letter", "phone"]
    (given,) = re.findall(r"```json\n(.*?)```", DOC, re.DOTALL)
    assert len(json.loads(given)["events"]) == 2
    assert read_history(given, protocol, date(2026, 11, 2), Clocks()).attempts == ()


def test_the_five_are_shown_as_they_are():
    """Each step of the excerpts, put into a whole method, reads."""
    (five,) = re.findall(r"```yaml\n(# Leiden:.*?)```", DOC, re.DOTALL)
    listed = [line for line in five.splitlines() if line.startswith("- ")]
    who = "".join(
        f'- {{name: {name}, title: "{name}"}}\n' for name in ("team", "pair", "corporation", "desk", "eropaf", "landlord")
    )
    unique = {line.split(",")[0]: line for line in listed}
    text = f'protocol: five\nversion: 1\ntitle: "Vijf"\nwho:\n{who}steps:\n' + "\n".join(unique.values())
    assert len(read_protocol(text).steps) == len(unique) >= 9
