"""What a judge must know of the partner, the day and the dated parameters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Share(StrEnum):
    """Which lines of a file a judge gets."""

    WHOLE = "whole"  # one partner's file: every line should be this partner's
    PARTNER = "partner"  # of a desk's file, the lines whose partner column names this partner (P01)
    NOBODY = "nobody"  # of a desk's file, the lines that name no partner of ours: refused, never lost


@dataclass(frozen=True)
class Policy:
    """All that law and policy say about one partner's delivery on one day.

    The figures come from the dated parameters (rules R01, R02, R03, R12, R13); the program's own bounds stand at the bottom.
    """

    kind: str  # DDAS EnumSignaalpartner of the partner
    on: date  # the day that counts as today
    allowed_kinds: Collection[str]  # R01: by law, or by an experiment
    attested_kinds: Collection[str]  # R02: the four steps must be attested
    allowed_fields: Mapping[str, Collection[str]]  # R03: by kind, "*" for every kind
    window: tuple[int, int]  # R13: first and last day of the month
    age_from_days: int  # R12
    age_to_days: Mapping[str, int]  # R12: by kind
    attested: bool = False  # the partner attests all its lines
    partner_names: Collection[str] = field(default=())  # code and name, for a partner column (P01)
    share: Share = Share.WHOLE
    unlikely_cents: int = 10_000_000
    oldest_years: int = 115

    @classmethod
    def of(cls, value: Callable[[str], Any], *, kind: str, on: date, attested: bool, partner_names: Collection[str]) -> Policy:
        """The policy from dated parameters; `value` gives the value of a key as it holds on the day `on`."""
        first, last = value("delivery_window")
        return cls(
            kind=kind,
            on=on,
            allowed_kinds=frozenset([*value("partner_kinds"), *value("experiment_kinds")]),
            attested_kinds=frozenset(value("attested_kinds")),
            allowed_fields=value("allowed_fields"),
            window=(first, last),
            age_from_days=value("age_from_days"),
            age_to_days=value("age_to_days"),
            attested=attested,
            partner_names=tuple(partner_names),
        )

    def allows(self, name: str) -> bool:
        """Whether the law lets a creditor supply this field (R03); parts of a combined field count."""
        return name in self.allowed_fields.get("*", ()) or name in self.allowed_fields.get(self.kind, ())

    def without_kind(self) -> Policy:
        """The same for a trial where nobody said which kind the partner is: any kind may signal, none must attest."""
        return replace(self, allowed_kinds=frozenset([*self.allowed_kinds, self.kind]), attested_kinds=frozenset())
