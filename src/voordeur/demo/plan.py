"""What is agreed at the table: the lines of an afsprakenplan, and a referral to who helps further."""

from __future__ import annotations

from datetime import date, timedelta

from voordeur import stream
from voordeur.demo.team import Team
from voordeur.record.models import Case, Resident
from voordeur.record.queries import parameter
from voordeur.stages.help import actions as help_
from voordeur.stages.help.rules.agreement import AgreementKind

LINES: tuple[tuple[str, str], ...] = (
    ("Alle brieven van de afgelopen maand in één map leggen", "bewoner"),
    ("Samen de huurtoeslag over dit jaar aanvragen", "Karim"),
    ("De verhuurder bellen over een regeling in drie termijnen", "bewoner"),
    ("Het maandbudget op papier zetten", "Karim"),
    ("Kwijtschelding van gemeentelijke belastingen aanvragen", "Karim"),
)
REFERRALS = ("schuldhulpverlening", "formulierenbrigade", "voorzieningenwijzer", "energiecoach", "maatschappelijk-werk")
DAYS_TO_DO_IT = 14


def agree_plan(team: Team, case: Case, resident: Resident, *, on: date) -> None:
    """Write one or two agreements, and sometimes a referral to which the resident agrees (R32)."""
    due = on + timedelta(days=DAYS_TO_DO_IT)
    for text, owner in team.chance.sample(LINES, team.chance.choice((1, 2, 2))):
        line = help_.PlanLine(kind=AgreementKind.ACTION, text=text, owner=owner, due_on=due)
        stream.agree(case, resident=resident, line=line, by=team.person("karim"), on=on)
    if team.chance.random() < 0.5:
        place = team.chance.choice(_referrals(case, on=on))
        text = "Kennismaken, samen met de medewerker"
        line = help_.PlanLine(kind=AgreementKind.REFERRAL, text=text, referred_to=place, due_on=due)
        stream.agree(case, resident=resident, line=line, by=team.person("karim"), on=on)


def _referrals(case: Case, *, on: date) -> tuple[str, ...]:
    """Where people are referred to here: of the usual ones those that the municipality has, else what it has."""
    known = parameter("referral_directory", organisation=case.organisation, municipality=case.municipality, on=on)
    return tuple(code for code in REFERRALS if code in known) or tuple(known)
