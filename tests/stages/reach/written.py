"""Small protocols, written as a policy officer writes them."""

from __future__ import annotations

from textwrap import dedent

from voordeur.stages.reach.rules.language import Protocol, read_protocol

_HEAD = """\
protocol: proef
version: 1
title: "Proef"
who:
- {name: team, title: "het team"}
- {name: creditor, title: "de schuldeiser", partner: ja}
"""


def written(steps: str, more: str = "") -> Protocol:
    """The protocol with these steps, and these lines before them."""
    return read_protocol(f"{_HEAD}{dedent(more)}steps:\n{dedent(steps)}")


def step(name: str, channel: str, **words: str) -> str:
    """One step of a protocol's text; a word that Python keeps for itself takes an underscore at its end."""
    lines = [f"- step: {name}", f"  channel: {channel}", f"  by: {words.pop('by', 'team')}"]
    return "\n".join([*lines, *(f"  {word.rstrip('_')}: {value}" for word, value in words.items())]) + "\n"
