"""How somebody can be reached, as keys by which another signal about them is recognised."""

from __future__ import annotations

from typing import Final

_TELLS: Final = 9  # digits that tell a number: 06-…, +31 6 … and 0031 6 … alike
PHONE, EMAIL = "phone", "email"


def contacts(phone: str, email: str) -> frozenset[str]:
    """The numbers (several between slashes) and the address of one signal or person, each made comparable and named by its
    kind."""
    digits = ("".join(sign for sign in number if sign.isdigit())[-_TELLS:] for number in phone.split("/"))
    numbers = {f"{PHONE}:{number}" for number in digits if len(number) == _TELLS and len(set(number[-6:])) > 1}
    address = email.strip().lower()
    return frozenset(numbers | ({f"{EMAIL}:{address}"} if "@" in address else set()))


def shared(ours: frozenset[str], theirs: frozenset[str], kind: str) -> bool:
    """Whether two people or signals have one number (`PHONE`) or address (`EMAIL`)."""
    return any(key.startswith(kind) for key in ours & theirs)
