"""Reads of the matching: who is behind a signal and why, and what waits for a person's judgement."""

from voordeur.stages.match.queries.links import LinkFacts, link_facts, waiting_for_register

__all__ = ["LinkFacts", "link_facts", "waiting_for_register"]
