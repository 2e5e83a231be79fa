"""Who in the town owes whom what, month after month, as creditors write it down: with the damage that practice has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from unicodedata import combining, normalize

from voordeur.demo.town import Address, Person, Town

# About 4.4 signals per 1,000 inhabitants a month, as municipalities of this size receive.
HOUSEHOLDS_IN_ARREARS = 300
SEVERAL_CREDITORS = (66, 25, 9)  # of a hundred debtors, how many owe one, two, three creditors
SECOND_DEBTOR = 0.15  # of the households with two adults
STREAK = (1, 1, 1, 2, 2, 3)  # months that an arrear lasts, drawn evenly
FIRST_MONTH = (12, 6, 7)  # in which month an arrear is reported first, such that each month has about as many lines
ADULT_DAYS = 18 * 366
PLAIN = str.maketrans("łŁı", "lLi")  # letters without a mark to take off


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
class Row:
    """One line of a creditor's file, before it is written in that creditor's own shape. Texts stand as delivered."""

    customer: str
    initials: str
    prefix: str
    surname: str
    born: date | None
    address: Address
    phone: str
    email: str
    cents: int
    months: int
    oldest_due: date
    broken: str = ""  # no_amount, zero, no_address, bad_date: a line that nobody can accept


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
    return debts


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
    return Debt(person, creditor, first, chance.choice(STREAK), _damaged(chance, person, row))


def _damaged(chance: Random, person: Person, row: Row) -> Row:
    """What a creditor's own administration made of the name, the date and the address."""
    for likely, damage in DAMAGE:
        if chance.random() < likely:
            row = damage(chance, person, row)
    return row


def _capitals(chance: Random, person: Person, row: Row) -> Row:
    home = replace(row.address, street=row.address.street.upper(), city=row.address.city.upper())
    return replace(row, surname=row.surname.upper(), address=home)


def _typo(chance: Random, person: Person, row: Row) -> Row:
    name = row.surname
    if len(name) < 5:
        return row
    at = chance.randrange(1, len(name) - 2)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return replace(row, surname=chance.choice((swapped, name[:at] + name[at + 1 :])))


def _partners_name(chance: Random, person: Person, row: Row) -> Row:
    if not person.partner_surname:
        return row
    return replace(row, prefix=person.partner_prefix, surname=person.partner_surname)


def _earlier_address(chance: Random, person: Person, row: Row) -> Row:
    return replace(row, address=person.earlier[-1]) if person.earlier else row


def _postcode_typo(chance: Random, person: Person, row: Row) -> Row:
    code = row.address.postcode
    return replace(row, address=replace(row.address, postcode=f"{code[:4]}{code[5]}{code[4]}"))


def _year_off(chance: Random, person: Person, row: Row) -> Row:
    return replace(row, born=row.born.replace(day=1, year=row.born.year + 1)) if row.born else row


DAMAGE: tuple[tuple[float, Callable[[Random, Person, Row], Row]], ...] = (
    (0.09, lambda chance, person, row: replace(row, initials="")),
    (0.09, lambda chance, person, row: replace(row, born=None)),
    (0.06, _partners_name),
    (0.09, _typo),
    (0.60, _earlier_address),
    (0.02, _postcode_typo),
    (0.04, _year_off),
    (0.04, lambda chance, person, row: replace(row, surname=without_marks(row.surname))),
    (0.05, _capitals),
)


def without_marks(text: str) -> str:
    """ "Wójcik" gives "Wojcik"."""
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).translate(PLAIN)


def _plain(text: str) -> str:
    return "".join(letter for letter in without_marks(text).lower() if "a" <= letter <= "z") or "iemand"
