"""What the references in the facts of events stand for, and the parts of a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from voordeur.templatetags.shell import day

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What the references in events stand for: resident id → name, partner id → name, agreement id → its line,
    the names of places for help, of the steps and of the working methods.
    """

    residents: Mapping[int, str] = field(default_factory=dict)
    partners: Mapping[int, str] = field(default_factory=dict)
    agreements: Mapping[int, Any] = field(default_factory=dict)
    directory: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    protocols: Mapping[str, str] = field(default_factory=dict)

    def who(self, facts: Facts) -> str:
        """The person that an event is about; "iemand" where the name is forgotten or was not said."""
        return self.residents.get(facts.get("resident") or 0) or _("iemand")

    def partner(self, facts: Facts) -> str:
        """The partner that an event is about, "" where it was not said."""
        return self.partners.get(facts.get("partner") or 0, "")

    def step(self, facts: Facts) -> str:
        """The step that an event is about, as its working method calls it."""
        name = str(facts.get("step", ""))
        return self.steps.get(name, name) or _("een stap")


def listed(*parts: str) -> str:
    """Parts of a sentence after each other; empty ones are left out."""
    return ", ".join(part for part in parts if part)


def on_day(value: object) -> str:
    """A day that stands in a fact as ISO text, within a sentence; "" where there is none."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return ""
