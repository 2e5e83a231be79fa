"""Reads of help: offers, the afsprakenplan, what a case's story says about its end, the clocks that run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict, cast

from django.db.models import QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.record.models import Case, Event
from voordeur.record.queries import parameter, parameter_book
from voordeur.stages.help.models import Agreement, HelpOffer
from voordeur.stages.help.rules.clocks import Application, Clock, Terms, clocks
from voordeur.stages.help.rules.helper import Helper
from voordeur.stages.help.rules.outcome import Facts

TERMS = ("decision_weeks", "objection_weeks")
# The entry of the referral directory that is an application for debt help (R21): a decision must follow.
DEBT_HELP = "schuldhulpverlening"


class Place(TypedDict):
    """One entry of the referral directory."""

    name: str
    financial: bool


def directory_of(case: Case, *, on: date) -> dict[str, Place]:
    """Who people can be referred to in this municipality: code → name, and whether the help is financial."""
    found = parameter("referral_directory", organisation=case.organisation, municipality=case.municipality, on=on)
    return cast("dict[str, Place]", found)


def offers_of(case: Case) -> list[HelpOffer]:
    """The offers of a case with each person's answer; no personal data but the reference to the person."""
    return list(HelpOffer.objects.filter(case=case).order_by("offered_on", "pk"))


def plan_of(case: Case) -> list[Agreement]:
    """The lines of the afsprakenplan, open ones first by term; the page that shows them logs the look at the household."""
    lines = Agreement.objects.filter(case=case).order_by("due_on", "pk")
    return sorted(lines, key=lambda line: line.done_on is not None)


def line_of(case: Case, pk: int) -> Agreement | None:
    """One line of a case's plan."""
    return Agreement.objects.filter(case=case, pk=pk).select_related("case").first()


def open_agreements(user: User, *, until: date) -> QuerySet[Agreement]:
    """Agreements within this person's walls that are due by a day and not done."""
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return Agreement.objects.filter(walls, done_on=None, due_on__lte=until, case__closed_on=None).order_by("due_on", "pk")


def running_clocks(user: User, *, today: date, cases: Collection[int] | None = None) -> dict[int, list[Clock]]:
    """The clocks of applications that run within this person's walls (or in these cases only): case id → clocks, first due first.

    The number of queries does not grow with the number of cases.
    """
    rows = Agreement.objects.filter(within(user, organisation="case__organisation", municipality="case__municipality"))
    rows = rows.filter(kind="referral", referred_to=DEBT_HELP, case__closed_on=None)
    if cases is not None:
        rows = rows.filter(case__in=cases)
    applied: dict[int, list[Application]] = defaultdict(list)
    for case, made_on, done_on in rows.values_list("case_id", "made_on", "done_on"):
        applied[case].append(Application(made_on, done_on))
    if not applied:
        return {}
    book = parameter_book(TERMS, organisation=user.organisation, on=today)
    terms = Terms(**{key: book.value(key) for key in TERMS})
    told = {case: clocks(made, terms=terms, today=today) for case, made in applied.items()}
    return {case: ticking for case, ticking in told.items() if ticking}


def closing_facts(case: Case, *, on: date, has_note: bool = False) -> Facts:
    """What the case's story says about its end. Corrected events do not count."""
    story = Event.objects.filter(case=case, corrected_by=None).exclude(kind="correction").values_list("kind", "facts")
    plan = Agreement.objects.filter(case=case)
    quick = parameter("quick_fix_days", organisation=case.organisation, municipality=case.municipality, on=on)
    accepted = HelpOffer.objects.filter(case=case, answer="accepted").order_by("answered_on").first()
    facts = Facts(closing_on=on, quick_fix_days=quick, has_note=has_note)
    facts = _told(facts, story)
    return replace(
        facts,
        accepted_on=accepted.answered_on if accepted else None,
        **_planned(plan, directory_of(case, on=on)),
    )


def _told(facts: Facts, story: Iterable[tuple[str, dict[str, Any]]]) -> Facts:
    """The facts that the events tell."""
    events = list(story)
    kinds = {kind for kind, _ in events}
    attempts = [said for kind, said in events if kind == "attempt"]
    helpers = {said.get("purpose") for said in attempts}
    contacts = [said for said in attempts if said.get("purpose") not in set(Helper)]
    return replace(
        facts,
        tried=any(said.get("channel") != "Administratief" for said in contacts),
        reached=any(said.get("reached") for said in contacts),
        declined="declined" in kinds or any(k == "no" and said.get("no") == "help" for k, said in events),
        paid_or_arranged=bool(kinds & {"payment", "arrangement"}),
        deceased="deceased" in kinds,
        moved_away="moved" in kinds,
        counsellor=Helper.COUNSELLOR in helpers,
        other_helper=Helper.OTHER in helpers,
    )


def _planned(plan: QuerySet[Agreement], directory: dict[str, Place]) -> dict[str, Any]:
    """The facts that the plan tells."""
    lines = list(plan)
    referrals = [line for line in lines if line.kind == "referral"]
    days = [day for line in lines if line.kind == "action" and (day := line.done_on or line.due_on)]
    return {
        "referrals": frozenset(
            "financial" if directory.get(line.referred_to, {"financial": True})["financial"] else "other"
            for line in referrals
            if line.agreed
        ),
        "referred_without": any(not line.agreed for line in referrals),
        "last_action_on": max(days, default=None),
    }
