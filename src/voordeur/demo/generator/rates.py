"""How often everything happens: each rate with its meaning and where its figure comes from.

"estimate" is what it says: an informed guess from Dutch administration, to be varied. "set" is a choice that makes it hard.
Damage strikes per account (the creditor's own record is wrong, every month the same) and again, more rarely, per delivery.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

ESTIMATE = "estimate"
SET = "set: on the hard side"
BASIS, DAMAGE = "basis", "damage"


def _rate(default: float, meaning: str, origin: str = ESTIMATE, kind: str = DAMAGE) -> float:
    made: float = field(default=default, metadata={"meaning": meaning, "origin": origin, "kind": kind})
    return made


def _basis(default: float, meaning: str, origin: str = ESTIMATE) -> float:
    return _rate(default, meaning, origin, BASIS)


@dataclass(frozen=True)
class Rates:
    """All rates of one run, as shares from 0 to 1 unless their meaning says otherwise."""

    # Who lives how.
    couple: float = _basis(
        0.38, "households that are a couple without grown-up children at home", "CBS households 2023: 28 %; more: no minors here"
    )
    family: float = _basis(0.13, "households that are a couple with one or two grown-up children")
    one_parent: float = _basis(0.09, "households that are one parent with one or two grown-up children")
    shared_house: float = _basis(0.06, "one-person households in a house shared with strangers (students, migrant workers)")
    mixed_couple: float = _basis(0.12, "couples of two circles of origin")
    same_sex_couple: float = _basis(0.02, "couples of one sex", "CBS: about 2 %")
    married: float = _basis(0.65, "couples who are married, so that each may use the other's name", "CBS: about two thirds")
    takes_partner_name: float = _basis(0.75, "married women whose usual name holds their husband's; of men a tenth of it")
    mothers_name: float = _basis(0.08, "children who have their mother's surname", "SVB 2022: about 8 % of children of couples")
    double_surname: float = _basis(0.01, "people whose own surname is double")
    called_otherwise: float = _basis(0.01, "people who are called by a name that is none of their given names")
    more_given_names: float = _basis(0.45, "people with two or three given names (the oldest generation half as often again)")
    twins: float = _basis(0.03, "pairs of children at home that are twins", "CBS: 1.5 % of births")
    parents_initial: float = _basis(0.15, "children whose first given name is that of the parent of their sex")
    first_of_january: float = _basis(
        0.10, "people born abroad who are registered with 1 January", "estimate; Moroccan, Syrian, Turkish most"
    )
    moved: float = _basis(0.125, "people with a former address that creditors may still have", "CBS: about 10 % move in a year")
    moves_now: float = _basis(0.15, "of those, people who move while the deliveries run; all creditors are behind until then")
    moved_alone: float = _basis(0.80, "of one-person households that moved, those who left others behind (parents, a partner)")
    former_partner: float = _basis(0.35, "of those, people who left a partner; of the young others most left their parents")
    kin_nearby: float = _basis(0.01, "households of the same surname as the next household in the street, not related in truth")
    guardian: float = _basis(
        0.01,
        "people whose creditors have phone and e-mail of an administrator of many",
        "estimate; 250,000 guardianships of property",
    )
    family_phone: float = _basis(0.15, "people who have one number with their household")
    family_email: float = _basis(0.08, "people who have one e-mail address with their household")
    landline: float = _basis(0.12, "households with a landline that creditors may have in place of a mobile")

    # Who owes what.
    owes: float = _basis(0.55, "people with at least one arrear (of those in the made-up households, not of a town)", SET)
    one_more: float = _basis(0.42, "chance of a next creditor, until four of five")
    partner_owes_too: float = _basis(
        0.30, "accounts of which the other adult of the household is reported as well, by the same creditor"
    )
    stays: float = _basis(0.72, "chance that an arrear is reported again next month")
    comes_back: float = _basis(0.06, "chance that an arrear that was not reported is reported again")
    two_accounts: float = _basis(0.02, "accounts that a creditor has twice for one person (two contracts, two records)")
    customer_number: float = _basis(0.0, "accounts with a customer number (constant); 0 is the hard case")
    own_style: float = _basis(
        1.0, "creditors who write in a manner of their own (capitals, +31, A.B. or AB, one field for the number)"
    )

    # Again per delivery: the same damage, this share of it, and two of their own.
    again: float = _basis(0.1, "part of each damage rate that strikes again per delivery")
    surname_typo_again: float = _basis(0.04, "surname typos per delivery", "earlier set: 4 %")
    birth_missing_again: float = _basis(0.03, "birth dates lost per delivery", "earlier set: 3 %")

    # Damage to names.
    title: float = _rate(0.01, "a form of address before the surname (Dhr., Mevr., Fam., Erven)")
    capitals: float = _rate(0.03, "all in capitals")
    surname_typo: float = _rate(
        0.12, "a letter of the surname inserted, left out, replaced or changed places", "earlier set: 12 %"
    )
    second_typo: float = _rate(0.01, "another one in the same surname or elsewhere")
    spelling_twin: float = _rate(0.07, "the surname in its other spelling: ij/y, s/ss, k/ck, ks/x, ei/ij, au/ou, z/s, f/v …")
    marks_stripped: float = _rate(0.45, "letters without their diacritics, in all name fields")
    initials_only: float = _rate(0.50, "no given names, initials only", "earlier set: 50 %")
    called_name: float = _rate(0.30, "the called name for the official ones (Jan for Johannes)")
    first_only: float = _rate(0.35, "only the first of the given names")
    one_initial: float = _rate(0.30, "one initial in place of all")
    wrong_initial: float = _rate(0.02, "a wrong initial, or the partner's")
    initials_missing: float = _rate(0.04, "no initials (given names may still be there)")
    given_typo: float = _rate(0.04, "a typo in the given names")
    other_name: float = _rate(
        0.30, "of those with a partner's name: the own, the partner's or both in either order, other than usual"
    )
    swapped: float = _rate(0.015, "given name and surname in each other's field")
    prefix_lost: float = _rate(0.10, "no prefix")
    prefix_glued: float = _rate(0.08, "the prefix within the surname (Van der Berg, vanderBerg)")
    prefix_behind: float = _rate(0.04, "the prefix behind the surname (Berg van der; Berg, van der)")
    prefix_short: float = _rate(0.06, "the prefix abbreviated (v.d., v/d, vd)")
    firm: float = _rate(0.012, "the name of a one-man firm in place of a person's")
    sex_missing: float = _rate(0.30, "no sex")
    sex_wrong: float = _rate(0.01, "the other sex")

    # Damage to birth dates.
    birth_missing: float = _rate(0.20, "no birth date", "earlier set: 20 %")
    birth_unknown: float = _rate(0.02, "1 January of the year, or of 1900, for unknown")
    birth_transposed: float = _rate(0.02, "day and month changed places (where both can be a month)")
    birth_year: float = _rate(0.015, "a wrong year: one off, ten off or two digits changed places")
    birth_digit: float = _rate(0.02, "a wrong day or month")
    birth_partner: float = _rate(0.01, "the birth date of somebody else of the household")

    # Damage to addresses.
    old_address: float = _rate(
        0.65, "accounts of people who moved that still have the former address (8 % of all accounts)", "earlier set: 8 %"
    )
    street_typo: float = _rate(0.05, "a typo in the street")
    street_short: float = _rate(0.08, "the street abbreviated (str., ln, Burg.)")
    number_wrong: float = _rate(0.01, "a wrong house number: two off or a digit")
    number_in_street: float = _rate(0.04, "the house number within the street")
    addition_in_number: float = _rate(0.25, "letter and addition within the house number (12A, 12-3)")
    addition_lost: float = _rate(0.15, "no letter and addition")
    addition_mixed: float = _rate(0.15, "letter and addition in each other's field")
    addition_rewritten: float = _rate(0.15, "the addition in another form (I-hoog / 1 / 1e, bis / b, hs / H)")
    postcode_slip: float = _rate(0.02, "one sign of the postcode wrong or two changed places")
    postcode_missing: float = _rate(0.005, "no postcode")
    city_wrong: float = _rate(0.03, "the municipality or a neighbouring village for the place")
    city_missing: float = _rate(0.02, "no place")

    # Damage to phone and e-mail.
    phone_missing: float = _rate(0.45, "no phone", "earlier set: 45 %")
    phone_old: float = _rate(0.08, "a former number, which somebody else may have now")
    phone_family: float = _rate(0.06, "the number of another of the household")
    phone_digit: float = _rate(0.02, "a wrong digit")
    phone_filler: float = _rate(0.005, "a number that stands for none (0600000000)")
    email_missing: float = _rate(0.55, "no e-mail", "earlier set: 55 %")
    email_old: float = _rate(0.08, "a former address")
    email_family: float = _rate(0.04, "the address of another of the household")
    email_typo: float = _rate(0.02, "a typo")
    email_filler: float = _rate(0.004, "an address that stands for none (geen@voorbeeld.test)")

    def per_delivery(self) -> Rates:
        """The rates that strike each delivery by itself. Who moved stays at the old address: a delivery does not move anybody."""
        smaller = {name: getattr(self, name) * self.again for name in names_of(DAMAGE)}
        smaller |= {
            "surname_typo": self.surname_typo_again,
            "birth_missing": self.birth_missing_again,
            "old_address": 0.0,
            "other_name": 0.0,
        }
        return replace(self, **smaller)

    def times(self, factor: float) -> Rates:
        """All damage so many times as frequent, none above 1; who lives how and owes what stays the same."""
        changed = (*names_of(DAMAGE), "surname_typo_again", "birth_missing_again")
        return replace(self, **{name: min(1.0, getattr(self, name) * factor) for name in changed})


def names_of(kind: str) -> tuple[str, ...]:
    """The names of all rates of one kind (BASIS or DAMAGE)."""
    return tuple(each.name for each in fields(Rates) if each.metadata["kind"] == kind)


def undamaged(rates: Rates | None = None) -> Rates:
    """The same people and arrears without any damage, as everybody writes them in full."""
    none: dict[str, float] = dict.fromkeys(names_of(DAMAGE), 0.0)
    none |= {"again": 0.0, "surname_typo_again": 0.0, "birth_missing_again": 0.0, "own_style": 0.0}
    return replace(rates or Rates(), **none)
