"""The write doors of the people: who works here, as what, for which municipalities; who may come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur.accounts.models import Municipality, Organisation, Role, User


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, municipalities: Iterable[tuple[str, str]] = (), contact_name: str = "", phone: str = ""
) -> Organisation:
    """Make an organisation that works for these municipalities (code, name), which are made where they are new."""
    organisation = Organisation.objects.create(name=name, kind=kind, contact_name=contact_name, phone=phone)
    for code, called in municipalities:
        add_municipality(organisation, code=code, name=called)
    return organisation


@transaction.atomic
def add_municipality(organisation: Organisation, *, code: str, name: str) -> Municipality:
    """Let an organisation work for a municipality too. A code that is known already keeps its name."""
    municipality, _made = Municipality.objects.get_or_create(code=code, defaults={"name": name})
    organisation.municipalities.add(municipality)
    return municipality


@transaction.atomic
def change_organisation(organisation: Organisation, *, contact_name: str, phone: str) -> None:
    """Change whom a resident may ring about a letter."""
    organisation.contact_name, organisation.phone = contact_name, phone
    organisation.save(update_fields=["contact_name", "phone"])


@transaction.atomic
def add_person(*, email: str, name: str, role: str, organisation: Organisation, password: str) -> tuple[User, str]:
    """Make somebody who signs in with this password and a time-based code (demonstrations, first installation).

    Gives the person and the secret behind the code, which goes into their authenticator app and is shown only now.
    """
    person = User(email=email, name=name, role=role, organisation=organisation)
    person.set_password(password)
    person.save()
    secret: str = generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret


@transaction.atomic
def invite_person(
    *, organisation: Organisation, name: str, email: str, role: str, municipalities: Collection[Municipality] = ()
) -> User:
    """Make an account without a password: its owner chooses one by the one-time link (`accounts.links`).

    Raises ValidationError when somebody already signs in with this address, or a municipality is not the organisation's.
    """
    _check(organisation, role, municipalities)
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("Er is al iemand met dit e-mailadres.")})
    user = User.objects.create(organisation=organisation, name=name, email=email.lower(), role=role, password=make_password(None))
    user.municipalities.set(municipalities)
    return user


@transaction.atomic
def change_person(user: User, *, name: str, role: str, municipalities: Collection[Municipality] = ()) -> None:
    """Change what somebody is called and does. The last administrator of an organisation stays one (ValidationError)."""
    _check(user.organisation, role, municipalities)
    if role != Role.ADMINISTRATOR:
        _refuse_last_administrator(user)
    user.name, user.role = name, role
    user.save(update_fields=["name", "role"])
    user.municipalities.set(municipalities)


@transaction.atomic
def block_person(user: User) -> None:
    """Close the door for somebody at once: no further sign-in, and every open session of theirs ends."""
    _refuse_last_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)


@transaction.atomic
def unblock_person(user: User) -> None:
    """Let somebody in again, with the password and second factor that they had."""
    user.is_active = True
    user.save(update_fields=["is_active"])


@transaction.atomic
def reset_access(user: User) -> None:
    """Take password and second factor away (telephone lost): the owner sets both anew by a one-time link."""
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)


@transaction.atomic
def choose_password(user: User, *, password: str) -> None:
    """The owner of an account chooses a password; every link given out before loses its force."""
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def set_language(user: User, *, language: str) -> None:
    """Remember which language somebody reads."""
    user.language = language
    user.save(update_fields=["language"])


def end_sessions(user: User) -> int:
    """End every session of a person; returns how many there were."""
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
            ended += 1
    return ended


def _check(organisation: Organisation, role: str, municipalities: Collection[Municipality]) -> None:
    if role not in Role.values:
        raise ValidationError({"role": _("Deze rol bestaat niet.")})
    strange = {m.pk for m in municipalities} - set(organisation.municipalities.values_list("pk", flat=True))
    if strange:
        raise ValidationError({"municipalities": _("Deze gemeente hoort niet bij de organisatie.")})


def _refuse_last_administrator(user: User) -> None:
    others = User.objects.filter(organisation=user.organisation, role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise ValidationError(_("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."))
