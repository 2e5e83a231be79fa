"""`voordeur protocol next`: what is due in one given case on one day, what waits, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from voordeur.programmes.parameters import national
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.given import read_history
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.next_steps import NextSteps, Step, next_steps
from voordeur.stages.reach.rules.telling.reasons import reason


def national_clocks(on: date) -> Clocks:
    """The terms that hold where a municipality has set none of its own."""
    return Clocks(**{key: int(national(key, on).value) for key in vars(Clocks())})


def answer(protocol: Protocol, history: str, today: date, language: str) -> Mapping[str, Any]:
    """Due, waiting and ended, each with its reason in a sentence. Raises GivenError."""
    found = next_steps(protocol, read_history(history, protocol, today, national_clocks(today)), today)
    return _in_words(protocol, found, language)


def _in_words(protocol: Protocol, found: NextSteps, language: str) -> Mapping[str, Any]:
    def told(step: Step) -> dict[str, Any]:
        by = step.by or _whoever(protocol, step)
        why = reason(step.code, step.params).in_(language)
        return {"step": step.name, "channel": step.channel.value, "by": by, "reason": why, "daypart": step.day_part or None}

    return {
        "due": [told(step) for step in found.due],
        "waiting": [{**told(step), "until": step.due_on.isoformat() if step.due_on else None} for step in found.waiting],
        "ended": {"why": "; ".join(reason(code, {}).in_(language) for code in found.ended)} if found.ended else None,
    }


def _whoever(protocol: Protocol, step: Step) -> str:
    """Who does what no protocol names: who does the like by that channel, else somebody of the town who is no pair."""
    alike = [one.by for one in protocol.steps if one.channel == step.channel and not protocol.is_partners(one)]
    own = sorted((one for one in protocol.who if not one.partner), key=lambda one: bool(one.made_of))
    return next(iter([*alike, *(one.name for one in own)]), "")


def as_text(answer: Mapping[str, Any], language: str) -> str:
    """The same for a reader."""
    english = language.startswith("en")
    lines = ["Due:" if english else "Nu te doen:"]
    lines += [_line(one) for one in answer["due"]] or ["  –"]
    lines.append("Waiting:" if english else "Wacht:")
    lines += [f"{_line(one)} ({one['until'] or '…'})" for one in answer["waiting"]] or ["  –"]
    if answer["ended"]:
        lines.append(("Ended: " if english else "Klaar: ") + answer["ended"]["why"])
    return "\n".join(lines)


def _line(one: Mapping[str, Any]) -> str:
    when = f", {one['daypart'].lower()}" if one["daypart"] else ""
    return f"  {one['step']} ({one['channel']}{when}; {one['by']}): {one['reason']}"
