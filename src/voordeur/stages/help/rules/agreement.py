"""What may be agreed: a referral only with the resident, the narrow exception only with its reason (R32)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from voordeur.stages.help.rules.outcome import Problem


class AgreementKind(StrEnum):
    """What one line of the afsprakenplan is."""

    ACTION = "action"
    REFERRAL = "referral"


def may_agree(
    *, kind: AgreementKind, agreed: bool, exception_reason: str, referred_to: str, directory: Collection[str]
) -> Problem | None:
    """None where the line may be put in the plan; `directory` holds the codes of the municipality's referral directory."""
    if kind is AgreementKind.ACTION:
        return None
    if referred_to not in directory:
        return Problem("referral_to_nobody", "P31")
    if not agreed and not exception_reason.strip():
        return Problem("referral_without_agreement", "R32")
    return None
