"""Who may see and do what: decided here and nowhere else.

Two questions. `may(user, ability)`: does this role do such things? `within(user, …)`: which rows stand inside this
person's walls? A screen asks the first through `privacy.gate`, every query asks the second.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q, prefetch_related_objects

from voordeur.accounts.models import OrganisationKind, Role, User


class Ability(StrEnum):
    """What a screen lets somebody do; every address names exactly one."""

    SIGNED_IN = "signed_in"  # nothing personal: help, keys, language, one's own account
    SEE_CASES = "see_cases"
    WORK_CASES = "work_cases"
    REVIEW_LINKS = "review_links"
    OVERRULE = "overrule"
    PRINT = "print"
    EDIT_TEXTS = "edit_texts"  # the words and looks of letters, cards and messages
    TAKE_CALLBACK = "take_callback"  # note a number and a moment, and see nothing
    READ_PROTOCOLS = "read_protocols"  # the working methods: no personal data
    MANAGE_PROTOCOLS = "manage_protocols"  # write a version, try it, propose and agree to switch one on
    PLAN_VISITS = "plan_visits"
    VISIT = "visit"
    KEEP_SAFE = "keep_safe"  # safety notes at doors: who plans all of them, another those that they are asked to review
    DELIVER = "deliver"  # upload a file and see one's deliveries: partner staff for their own, the desk for all
    FETCH_ANSWERS = "fetch_answers"
    REPORT = "report"
    READ_LOG = "read_log"
    FORGET = "forget"
    HANDLE_BREACHES = "handle_breaches"  # the register of data breaches: decide whether one is reported
    MANAGE = "manage"  # people, partners, parameters


_TEAM = {
    Ability.SIGNED_IN, Ability.SEE_CASES, Ability.WORK_CASES, Ability.REVIEW_LINKS, Ability.PRINT, Ability.VISIT,
    Ability.READ_PROTOCOLS,
}  # fmt: skip
_METHODS = {Ability.READ_PROTOCOLS, Ability.MANAGE_PROTOCOLS}
_LEAD = {
    Ability.OVERRULE, Ability.EDIT_TEXTS, Ability.PLAN_VISITS, Ability.KEEP_SAFE, Ability.DELIVER, Ability.FETCH_ANSWERS,
    Ability.REPORT,
}  # fmt: skip
ABILITIES: dict[str, frozenset[Ability]] = {
    Role.COORDINATOR: frozenset(_TEAM | _METHODS | _LEAD),
    Role.CASEWORKER: frozenset(_TEAM | {Ability.OVERRULE, Ability.KEEP_SAFE}),
    Role.VISITOR: frozenset({Ability.SIGNED_IN, Ability.VISIT}),
    Role.PARTNER_STAFF: frozenset({Ability.SIGNED_IN, Ability.DELIVER, Ability.FETCH_ANSWERS}),
    Role.MANAGER: frozenset(_METHODS | {Ability.SIGNED_IN, Ability.REPORT}),
    Role.PRIVACY_OFFICER: frozenset({Ability.SIGNED_IN, Ability.READ_LOG, Ability.FORGET, Ability.HANDLE_BREACHES}),
    Role.ADMINISTRATOR: frozenset(_METHODS | {Ability.SIGNED_IN, Ability.MANAGE, Ability.EDIT_TEXTS}),
    Role.CONTACT_CENTRE: frozenset({Ability.SIGNED_IN, Ability.TAKE_CALLBACK}),
}


def may(user: User, ability: Ability) -> bool:
    """Whether this person's role does such things at all. Unknown roles may do nothing."""
    return bool(user.is_authenticated and user.is_active and ability in ABILITIES.get(user.role, frozenset()))


def roles_that(ability: Ability) -> list[str]:
    """The roles that do such things."""
    return sorted(role for role, abilities in ABILITIES.items() if ability in abilities)


def serves_some(user: User) -> bool:
    """Whether this person works for some of an executing organisation's municipalities only.

    What may be about several municipalities at once (a round, a print file, a creditor's file) is then theirs only when
    it holds nobody of another one.
    """
    return user.organisation.kind == OrganisationKind.EXECUTING and bool(_given(user))


def _given(user: User) -> list[int]:
    """The municipalities that somebody was given; asked of the database once for as long as this object lives."""
    prefetch_related_objects([user], "municipalities")  # a page asks for its walls for each part of itself
    return [municipality.pk for municipality in user.municipalities.all()]


def within(user: User, *, organisation: str = "organisation", municipality: str = "municipality", partner: str = "") -> Q:
    """The condition for rows inside this person's walls; the names are the paths to those fields from the row.

    - a partner's staff: rows of the partners of their own organisation (`partner` must name the path, "self" where
      the row is the partner, else nothing);
    - an executing organisation's staff: rows of that organisation, and of these only their municipalities where they
      have been given some (a row whose municipality is unknown is then out of sight);
    - a municipality's staff: rows of their own municipality, whoever executes.
    """
    home = user.organisation
    if home.kind == OrganisationKind.PARTNER:
        own_partner = {"": "", "self": "organisation"}.get(partner, f"{partner}__organisation")
        return Q(**{own_partner: home}) if own_partner else Q(pk__in=[])
    if home.kind == OrganisationKind.MUNICIPALITY:
        own = Q(**{f"{organisation}": home})
        return own | Q(**{f"{municipality}__in": home.municipalities.all()}) if municipality else own
    condition = Q(**{organisation: home})
    given = _given(user)
    if given and municipality:
        condition &= Q(**{f"{municipality}__in": given})
    return condition
