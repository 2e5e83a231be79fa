"""Every reason that a rule can give has a sentence, in words that a caseworker reads."""

from __future__ import annotations

from voordeur.programmes.parameters import all_parameters
from voordeur.stages.triage.queries import sentence, status_label
from voordeur.stages.triage.queries.words import _SENTENCES
from voordeur.stages.triage.rules.status import Reason, SignalStatus


def test_every_reason_and_every_weight_has_a_sentence():
    weights = [name for p in all_parameters() if p.key == "urgency_weights" for name in p.value]
    assert {*Reason, *weights} - set(_SENTENCES) == set()


def test_a_sentence_carries_its_figures():
    reason = {"code": "below_threshold", "params": {"amount_cents": 123_456, "threshold_cents": 5_000}}
    assert sentence(reason) == "Onder de drempel: € 1.234,56, de drempel is € 50,00"
    assert "september 2026" in sentence({"code": "repeat", "params": {"month": "2026-09-01", "last_cents": 1, "amount_cents": 1}})


def test_an_unknown_code_shows_itself():
    assert sentence({"code": "iets"}) == "iets"
    assert all(status_label(status) for status in SignalStatus)
