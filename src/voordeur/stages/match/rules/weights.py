"""What each agreement says, in bits: the one table of the matching, with where every figure comes from.

A weight is log2(m/u) (Fellegi and Sunter, 1969): m, how often the field looks like this where signal and person belong
together; u, how often by chance between two people. The figures come from general knowledge of Dutch names, birth dates
and addresses, rounded to half bits. About fifteen of them, the ceiling and the bars were moved after looking at m and u among
true pairs of made-up signals (this repository's generator) and of the public FEBRL files: general shapes, no figure fitted by
search. `voordeur weights` measures them on one's own signals and decisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Weight:
    """One row: what `agreement` of `field` is worth, and why."""

    field: str
    agreement: str
    bits: float
    often: float
    origin: str


TABLE: Final = (
    # surname: about 100,000 surnames; two people share one with a chance of about 1 in 1,000
    Weight("surname", "same", 10.0, 0.62, "chance 1/1,000; nine in ten creditors write it so"),
    Weight("surname", "same_common", 7.5, 0.62, "the twenty commonest names: 1/200 each"),
    Weight("surname", "double", 12.0, 0.01, "own and partner's name together: both by chance is far rarer"),
    Weight("surname", "spelling", 8.5, 0.2, "one slip or another spelling: a tenth of files, four times as many namesakes"),
    Weight("surname", "close", 5.5, 0.03, "one slip in a name of four letters: one in 300 such names is as near"),
    Weight("surname", "part", 8.0, 0.07, "one half of a double name"),
    Weight("surname", "partner", 7.0, 0.02, "the partner's name: one in eight uses it, and whole families share it"),
    Weight("surname", "swapped", 8.0, 0.01, "given name and surname in each other's column"),
    Weight("surname", "different", -4.5, 0.04, "one in sixty files: a maiden, assumed or former name"),
    Weight("surname", "missing", 0.0, 0.0, "says nothing"),
    # initials: first letters are unevenly spread, a chance of about 1 in 12
    Weight("initials", "name", 6.0, 0.26, "the same written-out given name: about 1/80"),
    Weight("initials", "name_near", 5.5, 0.02, "the same given name but for a slip"),
    Weight("initials", "other_name", -1.5, 0.01, "another given name, same first letter: a name to be called by, or a brother"),
    Weight("initials", "same", 5.5, 0.14, "two or more letters alike, in order"),
    Weight("initials", "first", 3.5, 0.52, "the first letter alike: 1/12"),
    Weight("initials", "first_only", -1.0, 0.005, "the first alike, another differs or is not theirs: father and son"),
    Weight("initials", "other", -1.0, 0.005, "another of the person's letters: a name to be called by, or order"),
    Weight("initials", "different", -4.0, 0.04, "one in sixteen is called by a letter that the register does not have"),
    Weight("initials", "missing", 0.0, 0.0, "says nothing"),
    # birth date: 80 years of days
    Weight("birth", "same", 14.0, 0.91, "80 years x 365 days, nine in ten right"),
    Weight("birth", "swapped", 8.0, 0.01, "day and month swapped: one in a hundred files; chance 1/29,200"),
    Weight("birth", "slip", 5.0, 0.03, "one digit wrong or two swapped: one in fifty; 20 to 30 dates are so near"),
    Weight("birth", "partly", 6.0, 0.01, "only year (and month) known on one side, and these agree: 1/80"),
    Weight("birth", "january", 5.0, 0.01, "1 January in a file often stands for only the year"),
    Weight("birth", "day_month", 1.0, 0.005, "same day and month, another year: one in a hundred files; chance 1/365"),
    Weight("birth", "different", -5.5, 0.025, "one in sixty files"),
    Weight("birth", "missing", 0.0, 0.0, "says nothing"),
    # address: eight million dwellings
    Weight("address", "same", 16.0, 0.8, "same door; kept below its 23 bits because the people behind one door are related"),
    Weight("address", "no_extra", 13.0, 0.05, "same postcode and number, letter or addition lost on one side"),
    Weight("address", "other_door", 7.0, 0.01, "same postcode and number, another letter or addition: a neighbour or a slip"),
    Weight("address", "street", 13.0, 0.03, "same street and number, postcode wrong or missing"),
    Weight("address", "slip", 11.0, 0.01, "same number, postcode one slip away"),
    Weight("address", "earlier", 14.0, 0.01, "another signal at that door proved to be about this person, who has moved"),
    Weight("address", "number", 5.0, 0.01, "same postcode, another number: the same side of the street"),
    Weight("address", "estate", 12.0, 0.005, "same street and same building or park, the number differs or is missing"),
    Weight("address", "district", 3.0, 0.005, "same number in the same district, the street differs or is missing"),
    Weight("address", "near", 5.0, 0.01, "same street in the same town or postcode, the number differs or is missing"),
    Weight("address", "different", -3.5, 0.07, "one in eight files has an earlier address"),
    Weight("address", "missing", 0.0, 0.0, "says nothing"),
    # phone and e-mail: a household shares a phone more often than an address to write to
    Weight("phone", "same", 13.0, 0.75, "one number; couples and families share it"),
    Weight("phone", "different", -1.5, 0.25, "people have several, and change them"),
    Weight("phone", "missing", 0.0, 0.0, "says nothing"),
    Weight("email", "same", 13.0, 0.75, "one address; one in ten is a couple's"),
    Weight("email", "different", -1.5, 0.25, "people have several"),
    Weight("email", "missing", 0.0, 0.0, "says nothing"),
    # the rest
    Weight("sex", "same", 1.0, 0.98, "one of two"),
    Weight("sex", "different", -4.0, 0.02, "one in thirty files, a guessed title"),
    Weight("sex", "missing", 0.0, 0.0, "says nothing"),
    Weight("bsn", "same", 27.0, 0.97, "a number of one person; some files hold the partner's"),
    Weight("bsn", "different", -12.0, 0.03, "a number of somebody else"),
    Weight("bsn", "missing", 0.0, 0.0, "says nothing"),
    Weight("customer", "same", 16.0, 0.9, "one of a creditor's 100,000 customer numbers, of a signal known to be this person's"),
    Weight("customer", "different", -0.5, 0.1, "people have several contracts with one creditor"),
    Weight("customer", "missing", 0.0, 0.0, "says nothing"),
)

WEIGHTS: Final = {(row.field, row.agreement): row.bits for row in TABLE}
OFTEN: Final = {(row.field, row.agreement): row.often for row in TABLE}


@dataclass(frozen=True)
class Table:
    """What each agreement of each field weighs, in bits, and how often it occurs where two records are one person."""

    bits: Mapping[tuple[str, str], float]
    often: Mapping[tuple[str, str], float]


BUILT_IN: Final = Table(WEIGHTS, OFTEN)

# What a whole household shares. Once it is sure that two records come from one household, more of these says nothing about
# who it is.
SHARED: Final = ("surname", "address", "phone")
TWINS: Final = ("birth", "email")
CEILING: Final = 17.0
# That ceiling goes with households as the country has them: among pairs at one door with one surname, one
# of other people (of whom birth date and initials both differ) for each two that agree in both. A file in which nobody shares a
# door and a name has none.
USUAL_HOUSEHOLDS: Final = 0.5
FEW_HOUSEHOLDS: Final = 0.1
NO_HOUSEHOLDS: Final = 27.0

# Between signals, where no register says that nobody else fits.
LINK: Final = 20.0
CHANCE: Final = 0.0
SURE: Final = 23.0
# Two people of whom one weighs less than this more than the other are as likely to be meant.
EITHER: Final = 2.0
# From this weight on two signals are shown to a person.
DOUBT: Final = 15.0

# An automatic link needs 21 bits: a name and a full birth date are enough (10 + 14.5, less 3 for an earlier address), where
# the register, which knows everybody, names no other who fits.
AUTO: Final = 21.0
# And no other person within 5 bits (32 to 1).
MARGIN: Final = 5.0
# Where one person fits a field exactly and the other only by a mistake, that mistake would have to have made exactly the
# first one's name or date: one mistake in twenty and rarer still. So much the further is the other off.
RIVALS: Final = {
    ("surname", "same", "spelling"): 4.0,
    ("surname", "same_common", "spelling"): 4.0,
    ("surname", "same", "different"): 6.0,
    ("initials", "same", "first_only"): 3.0,
    ("initials", "name", "other_name"): 4.0,
    ("birth", "same", "different"): 4.0,
    ("birth", "same", "day_month"): 4.0,
    # Who lives together shares a number or an address for mail one time in ten: between two of one door they say so much less.
    # What is left is log2(0.85/0.10) for a phone, log2(0.85/0.08) for mail, and two bits because who is known by them has been
    # reported before: four times as likely to be reported again as who lives with them.
    ("phone", "same", "missing"): -8.0,
    ("phone", "same", "different"): -9.5,
    ("email", "same", "missing"): -7.5,
    ("email", "same", "different"): -9.0,
}
# Against the population register some agreements say something else than between two signals. The register does not mistype,
# so that one side errs instead of two; it has the present address and all given names in their order, but not by which of them
# somebody is called: Jan is mostly a Johannes.
REGISTER: Final = {
    ("surname", "spelling"): 8.0,
    ("surname", "close"): 4.0,
    ("surname", "different"): -6.0,
    ("initials", "other_name"): 2.0,
    ("initials", "different"): -5.0,  # a letter of no given name, nor of what such names are called by: one in thirty
    ("initials", "first_only"): 1.0,
    ("initials", "other"): 1.0,
    ("birth", "same"): 14.5,
    ("birth", "slip"): 6.0,
    ("birth", "different"): -6.0,
    ("address", "no_extra"): 14.0,
    ("address", "other_door"): 9.0,
    ("address", "different"): -3.0,
}
# From 12 bits on a person is worth a worker's look; below, showing them would be guessing.
REVIEW: Final = 12.0

# Meertens Instituut, Nederlandse Familienamenbank 2007: the twenty commonest, without prefixes.
_COMMON: Final = (
    "jong jansen vries berg bakker dijk visser janssen smit meijer boer mulder groot bos vos peters hendriks dekker brouwer "
    "leeuwen"
)
COMMON_SURNAMES: Final = frozenset(_COMMON.split())
COMMON_NAMES: Final = dict.fromkeys(COMMON_SURNAMES, 1 / 250)
