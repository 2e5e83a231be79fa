"""What a signal taught about somebody whom it was not about is taken away again: a wrong number would call the wrong person."""

from __future__ import annotations

from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import Delivered, delivered
from voordeur.stages.match.actions.people import resident_of_claim
from voordeur.stages.match.models import Link
from voordeur.stages.match.queries.evidence import claim_of

# What is learned from signals about somebody in the register; of anybody else, everything is.
_CONTACTS = ("phone", "email")
_ALL = ("bsn", "initials", "prefix", "surname", "birth_date", "sex", *_CONTACTS)


def unlearn(resident: Resident, leaving: Link) -> None:
    """Let a resident be as the signals tell that stay with them, and the register; `leaving` is about somebody else.

    Contacts that somebody wrote down for themselves stay: only what reads as the leaving signal has it is replaced.
    """
    others = Link.objects.filter(resident=resident).exclude(pk=leaving.pk).order_by("signal")
    signals = sorted(delivered([leaving.signal_id, *others.values_list("signal_id", flat=True)]), key=lambda s: s.id)
    gone = next((signal for signal in signals if signal.id == leaving.signal_id), None)
    staying = [signal for signal in signals if signal.id != leaving.signal_id]
    if gone is None:
        return
    told = {name: _first(staying, name) for name in _CONTACTS} if resident.in_register else _as_told(resident, staying)
    was = _values(resident, gone)
    changed = [name for name, value in told.items() if getattr(resident, name) == was[name] != value]
    for name in changed:
        setattr(resident, name, told[name])
    if changed:
        resident.save(update_fields=changed)


def _first(signals: list[Delivered], name: str) -> str:
    return next((str(getattr(signal, name))[: 40 if name == "phone" else 254] for signal in signals if getattr(signal, name)), "")


def _as_told(resident: Resident, staying: list[Delivered]) -> dict[str, str]:
    """Everything that the earliest signal that stays says, and the first phone and mail of any; nothing where none stays."""
    if not staying:
        return {}
    return _values(resident, staying[0]) | {name: _first(staying, name) for name in _CONTACTS}


def _values(resident: Resident, signal: Delivered) -> dict[str, str]:
    said = resident_of_claim(resident.household, signal, claim_of(signal))
    return {name: getattr(said, name) for name in _ALL}
