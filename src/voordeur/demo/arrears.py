"""Who in the town owes whom what, month after month, as creditors write it down: with the damage that practice has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from voordeur.demo.damage import as_written
from voordeur.demo.generator.typing_errors import text_without_marks
from voordeur.demo.rows import Row
from voordeur.demo.town import Person, Town

# About 4.4 signals per 1,000 inhabitants a month, as municipalities of this size receive.
HOUSEHOLDS_IN_ARREARS = 300
SEVERAL_CREDITORS = (66, 25, 9)  # of a hundred debtors, how many owe one, two, three creditors
SECOND_DEBTOR = 0.15  # of the households with two adults
STREAK = (1, 1, 1, 2, 2, 3)  # months that an arrear lasts, drawn evenly
FIRST_MONTH = (12, 6, 7)  # in which month an arrear is reported first, such that each month has about as many lines
ADULT_DAYS = 18 * 366


@dataclass(frozen=True)
class Creditor:
    """A signalling partner of the demonstration; amounts in cents of a first signal."""

    code: str
    name: str
    kind: str
    least: int
    most: int


CREDITORS = (
    Creditor("zorgbaken", "Zorgbaken Verzekeringen", "Zorg", 12_000, 52_000),
    Creditor("lindewonen", "Lindewonen", "Huur", 45_000, 180_000),
    Creditor("meerwater", "Meerwater", "Water", 2_500, 24_000),
    Creditor("polderstroom", "Polderstroom", "Energie", 9_000, 140_000),
    Creditor("deterp", "De Terp Vastgoed", "Huur", 60_000, 260_000),
)


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


def make_debts(chance: Random, town: Town, *, months: Sequence[date]) -> list[Debt]:
    """Draw the households in arrears and what they owe; some owe several creditors, some several people in one home."""
    debts: list[Debt] = []
    for household in chance.sample(town.households, HOUSEHOLDS_IN_ARREARS):
        debtors = [p for p in household if p.bsn.startswith("9999") and (months[0] - p.born).days > ADULT_DAYS]
        for person in debtors[: 2 if chance.random() < SECOND_DEBTOR else 1]:
            landlord = chance.choice((CREDITORS[1], CREDITORS[4]))
            others = [c for c in CREDITORS if c.kind != "Huur"]
            several = chance.choices((1, 2, 3), SEVERAL_CREDITORS)[0]
            for creditor in chance.sample([landlord, *others], several):
                debts.append(_debt(chance, person, creditor, months))
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


def _debt(chance: Random, person: Person, creditor: Creditor, months: Sequence[date]) -> Debt:
    first = chance.choices((0, 1, 2), FIRST_MONTH)[0]
    overdue = chance.randrange(32, 95)
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
    return Debt(person, creditor, first, chance.choice(STREAK), row)


def _plain(text: str) -> str:
    return "".join(letter for letter in text_without_marks(text).lower() if "a" <= letter <= "z") or "iemand"
