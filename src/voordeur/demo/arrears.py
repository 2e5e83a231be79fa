"""Who in the town owes whom what, month after month, as creditors write it down: with the damage that practice has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from voordeur.demo.damage import as_written
from voordeur.demo.generator.typing_errors import text_without_marks
from voordeur.demo.plans import Collection, Creditor, Plan
from voordeur.demo.rows import Row
from voordeur.demo.town import Person, Town

SECOND_DEBTOR = 0.15  # of the households with two adults
STREAK = (1, 1, 1, 2, 2, 3)  # months that an arrear lasts, drawn evenly
FIRST_MONTH = (12, 6, 7)  # in which month an arrear is reported first, such that each month has about as many lines
ADULT_DAYS = 18 * 366


RENT = "Huur"
OUT_OF_COURT = 4  # so many of the first stages; only a landlord goes on to the court here
TWICE = "twice"  # the same line a second time
FAULTS = ("no_amount", "zero", "no_address", "bad_date", TWICE)


@dataclass(frozen=True)
class Debt:
    """One arrear of one person with one creditor: reported from month `first` (0, 1, 2) on, for `streak` months."""

    person: Person
    creditor: Creditor
    first: int
    streak: int
    row: Row

    def in_month(self, month: int) -> Row | None:
        """What the creditor writes in this month; None when it reports nothing (any more)."""
        age = month - self.first
        if not 0 <= age < self.streak:
            return None
        grown = self.row.cents + age * self.row.cents // self.row.months
        return replace(self.row, cents=grown, months=self.row.months + age)


def make_debts(chance: Random, town: Town, plan: Plan, *, months: Sequence[date]) -> list[Debt]:
    """Draw the households in arrears and what they owe; some owe several creditors, some several people in one home."""
    debts: list[Debt] = []
    for household in chance.sample(town.households, plan.households_in_arrears):
        debtors = [p for p in household if p.bsn.startswith("9999") and (months[0] - p.born).days > ADULT_DAYS]
        for person in debtors[: 2 if chance.random() < SECOND_DEBTOR else 1]:
            landlord = chance.choice(_landlords(plan, person))
            others = [one for one in plan.creditors if one.kind != RENT]
            several = chance.choices((1, 2, 3), plan.several_creditors)[0]
            for creditor in chance.sample([landlord, *others], several):
                debts.append(_debt(chance, person, creditor, plan, months))
    written = as_written([debt.row for debt in debts], [debt.person for debt in debts], seed=chance.getrandbits(32))
    return [replace(debt, row=row) for debt, row in zip(debts, written, strict=True)]


def lines_of(chance: Random, debts: list[Debt], creditor: Creditor, month: int) -> list[Row]:
    """One creditor's lines in one month; one or two of them have a fault for which they will be refused."""
    rows = [row for debt in debts if debt.creditor == creditor and (row := debt.in_month(month))]
    chance.shuffle(rows)
    faults = chance.sample(FAULTS, min(len(rows), chance.choice((1, 2))))
    for index, fault in enumerate(faults):
        if fault == TWICE:
            rows.append(rows[-1])
        else:
            rows[index] = replace(rows[index], broken=fault)
    return rows


def _landlords(plan: Plan, person: Person) -> list[Creditor]:
    """Who lets homes where somebody lives; of who moved away, any."""
    landlords = [one for one in plan.creditors if one.kind == RENT]
    return [one for one in landlords if not one.places or person.home.municipality in one.places] or landlords


def _debt(chance: Random, person: Person, creditor: Creditor, plan: Plan, months: Sequence[date]) -> Debt:
    first = chance.choices((0, 1, 2), FIRST_MONTH)[0]
    overdue = chance.randrange(*plan.overdue_days)
    row = Row(
        customer=f"{creditor.code[:2].upper()}{chance.randrange(100_000, 999_999)}",
        initials=person.initials,
        prefix=person.prefix,
        surname=person.surname,
        born=person.born,
        address=person.home,
        phone=f"06000{chance.randrange(10_000, 99_999)}" if chance.random() < 0.55 else "",
        email=f"{_plain(person.surname)}{chance.randrange(100, 999)}@voorbeeld.test" if chance.random() < 0.45 else "",
        cents=chance.randrange(creditor.least, creditor.most),
        months=max(1, overdue // 31),
        oldest_due=months[first] + timedelta(days=20 - overdue),
    )
    debt = Debt(person, creditor, first, chance.choice(STREAK), row)
    return replace(debt, row=_collected(chance, row, creditor, plan, plan.collection)) if plan.collection else debt


def _collected(chance: Random, row: Row, creditor: Creditor, plan: Plan, collection: Collection) -> Row:
    """The line with how far collection came and how often the creditor tried by itself."""
    stages = dict(list(plan.first_stages.items())[: None if creditor.kind == RENT else OUT_OF_COURT])
    stage = chance.choices(list(stages), list(stages.values()))[0]
    return replace(row, stage=stage, attempts=chance.randint(*collection.attempts))


def _plain(text: str) -> str:
    return "".join(letter for letter in text_without_marks(text).lower() if "a" <= letter <= "z") or "iemand"
