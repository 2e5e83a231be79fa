"""Who works in the demonstration: one person per role, a second visitor to make a pair, and how each signs in."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from voordeur.accounts.actions import add_person
from voordeur.accounts.models import Organisation, Role, User


@dataclass(frozen=True)
class Login:
    """How one person of the demonstration signs in."""

    role: str
    user: str
    password: str
    totp_secret: str

    def code(self) -> str:
        """The code that an authenticator app shows now."""
        return str(format_hotp_value(hotp_value(self.totp_secret, next(iter(yield_hotp_counters_from_time())))))

    def as_json(self) -> dict[str, str]:
        """The shape of one entry of `--logins`."""
        return asdict(self)


TEAM: tuple[tuple[str, str], ...] = (
    (Role.COORDINATOR, "Clara Coenen"),
    (Role.CASEWORKER, "Karim Kaddour"),
    (Role.VISITOR, "Vera Visscher"),
    (Role.VISITOR, "Victor Vroom"),
    (Role.MANAGER, "Marga Maat"),
    (Role.PRIVACY_OFFICER, "Oscar Oort"),
    (Role.ADMINISTRATOR, "Anna Aalbers"),
)
PARTNERS_STAFF = (Role.PARTNER_STAFF, "Petra Prins")


@dataclass(frozen=True)
class Staff:
    """The people by first name in small letters, and their logins (the first of each role)."""

    people: dict[str, User]
    logins: tuple[Login, ...]


def engage(organisation: Organisation, partner_organisation: Organisation | None) -> Staff:
    """Make everybody an account with a password and a code of their own, new in each demonstration."""
    wanted = [(role, name, organisation) for role, name in TEAM]
    if partner_organisation:
        wanted.append((*PARTNERS_STAFF, partner_organisation))
    people: dict[str, User] = {}
    logins: dict[str, Login] = {}
    for role, name, home in wanted:
        first = name.split()[0].lower()
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        person, secret = add_person(email=f"{first}@voorbeeld.test", name=name, role=role, organisation=home, password=password)
        people[first] = person
        logins.setdefault(role, Login(str(role), person.email, password, secret))
    return Staff(people, tuple(logins.values()))


def tell(staff: Staff) -> str:
    """The logins as a table for people, with the code of this half minute and the seconds that it still holds."""
    left = 30 - int(time.time()) % 30
    lines = [f"{'role':<16} {'user':<24} {'password':<20} {'code':<7} secret for an authenticator app"]
    for login in staff.logins:
        lines.append(f"{login.role:<16} {login.user:<24} {login.password:<20} {login.code():<7} {login.totp_secret}")
    return "\n".join([*lines, f"The codes hold for {left} more seconds; `voordeur code SECRET` tells the next one."])
