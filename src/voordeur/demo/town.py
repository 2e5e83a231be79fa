"""A fictional municipality, the same for the same seed: who lives where, and its population register.

Nobody in it exists: each name is a chance meeting of parts that thousands share. Postcodes are well-formed and lie in a
block (1995-1998) that no Dutch place has; telephone numbers begin with 06-000, mail ends in voorbeeld.test; citizen service
numbers pass the 11-test and stand in the range that is kept for tests: who ever owes something gets one that begins with
9999 (there are some 9,000 of those), the others one from 9990 on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from voordeur.demo.generator.given import generation_of, givens
from voordeur.demo.generator.homes import streets
from voordeur.demo.generator.surnames import book
from voordeur.demo.plans import Place

NEIGHBOUR_CODE, NEIGHBOUR = "9011", "Heuvelrade"
ADULT = 18
DOORS_PER_POSTCODE = 22
LETTERS = "ABCDEGHJKLMNPRTVWXZ"
# Of a hundred people, how many have names of which circle.
CIRCLES = {"dutch": 76, "turkish": 6, "moroccan": 6, "surinamese": 4, "polish": 4, "ukrainian": 1, "syrian": 2, "other": 1}
# Of a hundred households, how many have one, two, … people.
HOUSEHOLD_SIZES = (38, 33, 12, 12, 5)
REGISTER_COLUMNS = (
    "bsn", "given", "prefix", "surname", "birth", "sex", "name_use", "p_prefix", "p_surname", "municipality", "street",
    "number", "letter", "addition", "postcode", "city", "secrecy", "suspended", "suspended_on", "died_on", "moved_in",
    "earlier_addresses",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One front door."""

    street: str
    number: str
    letter: str
    addition: str
    postcode: str
    city: str
    municipality: str


@dataclass
class Person:
    """One inhabitant as the population register knows them. `name_use` as in the register: E, P, V or N.

    `surname_number`: which one it is in the book of surnames, from which a child has its own form.
    """

    given: str
    prefix: str
    surname: str
    born: date
    sex: str
    home: Address
    moved_in: date
    surname_number: int
    bsn: str = ""
    name_use: str = "E"
    partner_prefix: str = ""
    partner_surname: str = ""
    secrecy: int = 0
    suspended: str = ""
    suspended_on: date | None = None
    earlier: list[Address] = field(default_factory=list)

    @property
    def initials(self) -> str:
        """ "Peter-Paul" gives "P.P."."""
        return "".join(f"{part[0]}." for part in self.given.replace("-", " ").split())

    def register_row(self) -> dict[str, str]:
        """This person in the columns of the population register's file."""
        home = self.home
        ended = _compact(self.suspended_on)
        return {
            "bsn": self.bsn, "given": self.given, "prefix": self.prefix, "surname": self.surname,
            "birth": _compact(self.born), "sex": self.sex, "name_use": self.name_use, "p_prefix": self.partner_prefix,
            "p_surname": self.partner_surname, "municipality": home.municipality, "street": home.street,
            "number": home.number, "letter": home.letter, "addition": home.addition, "postcode": home.postcode,
            "city": home.city, "secrecy": str(self.secrecy), "suspended": self.suspended, "suspended_on": ended,
            "died_on": ended if self.suspended == "O" else "", "moved_in": _compact(self.moved_in),
            "earlier_addresses": json.dumps([_earlier(a) for a in self.earlier]),
        }  # fmt: skip


@dataclass(frozen=True)
class Town:
    """Everybody, by household; the first of each is an adult."""

    households: tuple[tuple[Person, ...], ...]

    def people(self) -> Iterator[Person]:
        """Every inhabitant."""
        for household in self.households:
            yield from household

    def register(self) -> list[dict[str, str]]:
        """The population register's rows."""
        return [person.register_row() for person in self.people()]


class Numbers:
    """Numbers that pass the 11-test, each given out once: those kept for who may owe something (9999…), and the others."""

    def __init__(self) -> None:
        self._kept = _pass_the_test(999_900_000, 1_000_000_000)
        self._others = _pass_the_test(999_000_000, 999_900_000)

    def next(self, *, kept: bool) -> str:
        """The next number, of those that are kept as long as there are any."""
        return (next(self._kept, "") if kept else "") or next(self._others)


def make_town(chance: Random, place: Place, *, today: date, numbers: Numbers) -> Town:
    """Build the town. The same `chance`, day and numbers give the same town, to the letter."""
    doors = _doors(chance, place)
    households: list[tuple[Person, ...]] = []
    count = 0
    while count < place.inhabitants:
        size = chance.choices(range(1, 6), HOUSEHOLD_SIZES)[0]
        household = _household(chance, size, next(doors), today)
        households.append(household)
        count += size
    town = Town(tuple(households))
    _change_some(chance, town, today)
    _number(chance, town, today, kept=place.numbered, numbers=numbers)
    return town


def _doors(chance: Random, place: Place) -> Iterator[Address]:
    """Front doors, district by district and street by street; every postcode holds one side of a stretch of street."""
    names = chance.sample(streets(), place.streets * len(place.districts))
    for index, district in enumerate(place.districts):
        codes = iter([f"{a}{b}" for a in district.letters or LETTERS for b in LETTERS])
        for street in names[index * place.streets : (index + 1) * place.streets]:
            for first in (1, 2):  # the odd side, then the even side
                yield from _side(chance, place, street, first, f"{district.postcode}{next(codes)}")


def _side(chance: Random, place: Place, street: str, first: int, postcode: str) -> Iterator[Address]:
    flat = chance.random() < 0.12
    for step in range(DOORS_PER_POSTCODE):
        number = str(first + 2 * step)
        if flat and step % 3 == 0:
            yield from (Address(street, number, "", floor, postcode, place.name, place.code) for floor in ("1", "2", "3"))
        elif chance.random() < 0.05:
            yield from (Address(street, number, letter, "", postcode, place.name, place.code) for letter in ("A", "B"))
        else:
            yield Address(street, number, "", "", postcode, place.name, place.code)


def _household(chance: Random, size: int, home: Address, today: date) -> tuple[Person, ...]:
    circle = chance.choices(list(CIRCLES), list(CIRCLES.values()))[0]
    moved_in = today - timedelta(days=chance.randrange(60, 9000))
    oldest = today.year - chance.randrange(21, 88)
    first = _person(chance, circle, chance.choice("MV"), oldest, home, moved_in)
    people = [first]
    if size > 1 and (size == 2 or chance.random() < 0.75):
        second = _person(chance, circle, "V" if first.sex == "M" else "M", oldest + chance.randrange(-4, 5), home, moved_in)
        people.append(second)
        if chance.random() < 0.6:
            _marry(chance, first, second)
    while len(people) < size:
        year = max(oldest + chance.randrange(19, 38), today.year - 24)
        child = _person(chance, circle, chance.choice("MV"), min(year, today.year - 1), home, moved_in)
        child.prefix, child.surname = _surname(first.surname_number, child.sex)
        people.append(child)
    return tuple(people)


def _person(chance: Random, circle: str, sex: str, year: int, home: Address, moved_in: date) -> Person:
    number = _drawn_surname(chance, circle)
    prefix, surname = _surname(number, sex)
    born = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    pool = circle, sex, generation_of(year)
    numbers = chance.choices(range(*givens().pools[pool]), givens().weights[pool].tolist(), k=2 if chance.random() < 0.4 else 1)
    given = " ".join(givens().official[at] for at in dict.fromkeys(numbers))
    return Person(given, prefix, surname, born, sex, home, max(moved_in, born), number)


def _drawn_surname(chance: Random, circle: str) -> int:
    """A number in the book of surnames: a common one, which thousands share."""
    first, common = book().codes[circle][0], book().common[circle]
    return chance.choices(range(first, first + common), book().weights[circle][:common].tolist())[0]


def _surname(number: int, sex: str) -> tuple[str, str]:
    prefix, surname, feminine = book().table.row(number)
    return prefix, feminine if sex == "V" else surname


def _marry(chance: Random, one: Person, other: Person) -> None:
    for own, partner in ((one, other), (other, one)):
        own.partner_prefix, own.partner_surname = partner.prefix, partner.surname
        own.name_use = chance.choices("EPVN", (55, 8, 27, 10))[0] if own.sex == "V" else "E"


def _change_some(chance: Random, town: Town, today: date) -> None:
    """Life goes on: some people moved within the town or away, died, or asked to be kept secret."""
    homes = [household[0].home for household in town.households]
    for household in town.households:
        fate = chance.random()
        if fate < 0.03:
            earlier = chance.choice(homes)
            for person in household:
                person.earlier.append(earlier)
                person.moved_in = today - timedelta(days=chance.randrange(20, 200))
        elif fate < 0.045:
            _move_away(household, today - timedelta(days=chance.randrange(20, 120)))
        for person in household:
            _change_one(chance, person, today)


def _move_away(household: tuple[Person, ...], on: date) -> None:
    old = household[0].home
    new = Address(old.street, old.number, "", "", f"1990{old.postcode[4:]}", NEIGHBOUR, NEIGHBOUR_CODE)
    for person in household:
        person.earlier.append(old)
        person.home, person.moved_in = new, on


def _change_one(chance: Random, person: Person, today: date) -> None:
    fate = chance.random()
    if fate < 0.008:
        person.secrecy = 7
    elif fate < 0.013 and today.year - person.born.year > 60:
        person.suspended, person.suspended_on = "O", today - timedelta(days=chance.randrange(5, 90))
    elif fate < 0.016:
        person.suspended, person.suspended_on = "E", today - timedelta(days=chance.randrange(5, 90))


def _number(chance: Random, town: Town, today: date, *, kept: int | None, numbers: Numbers) -> None:
    """Give everybody a number for tests, grown-ups first: they may owe something, and the numbers from 9999 run out."""
    everybody = list(town.people())
    chance.shuffle(everybody)
    grown_ups_first = sorted(everybody, key=lambda person: today.year - person.born.year < ADULT + 1)
    for place, person in enumerate(grown_ups_first):
        person.bsn = numbers.next(kept=kept is None or place < kept)


def _pass_the_test(first: int, end: int) -> Iterator[str]:
    for number in range(first, end):
        digits = f"{number}"
        if (sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))) % 11 == 0:
            yield digits


def _compact(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _earlier(address: Address) -> dict[str, str]:
    return {
        "street": address.street, "number": address.number, "letter": address.letter, "addition": address.addition,
        "postcode": address.postcode, "city": address.city,
    }  # fmt: skip
