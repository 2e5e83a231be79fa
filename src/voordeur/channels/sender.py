"""Who writes: what every letter and card says of the municipality and of the person to call."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Sender:
    """The municipality and the one person whom a resident can call (P14-P16). Every field is filled before printing."""

    municipality: str
    department: str
    return_address: str  # one line, shows through the envelope's window
    contact: str  # a person's name
    phone: str
    hours: str
    check_phone: str  # "is this real?" (P15): the municipality's own general number
    dpo: str  # how to reach the data protection officer

    def missing(self) -> tuple[str, ...]:
        """The fields that are still empty, by name."""
        return tuple(field.name for field in fields(self) if not getattr(self, field.name).strip())

    def values(self) -> dict[str, str]:
        """The slots that a text may name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
