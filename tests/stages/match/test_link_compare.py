"""Comparing, pairing and merging in columns against the same in plain Python: on few words that meet in every way, on every
script of Unicode, and on the generator's signals."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from stages.match import lines, plain
from voordeur.demo.generator.generate import generate
from voordeur.stages.match.rules import block
from voordeur.stages.match.rules.agree import LEVELS, agreements
from voordeur.stages.match.rules.block import KEYS, LARGEST
from voordeur.stages.match.rules.clean import clean
from voordeur.stages.match.rules.link import compare
from voordeur.stages.match.rules.merge import Edges, merge
from voordeur.stages.match.rules.records import Records
from voordeur.stages.match.rules.score import scale, scores
from voordeur.stages.match.rules.weights import COMMON_NAMES, SHARED, TWINS

SEED = 20260101
slowly = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate]
)


@cache
def made(size: int = 1500) -> Records:
    return clean(generate(size, seed=SEED).signals).records


def pairs_of(records: Records, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Pairs that share a key, and as many that do not, at random."""
    one, other = block.pairs(records)
    some = np.random.default_rng(1).permutation(len(one))[:most]
    far = np.random.default_rng(2).integers(0, len(records), (2, most))
    return np.concatenate([one[some], far[0]]), np.concatenate([other[some], far[1]])


def in_words(agreed) -> list[dict[str, str]]:
    size = len(agreed["surname"])
    return [{name: LEVELS[name][agreed[name][row]] for name in LEVELS} for row in range(size)]


def assert_as_in_plain(records: Records, one: np.ndarray, other: np.ndarray) -> Counter[tuple[str, str]]:
    people, seen = plain.told(records), Counter()
    found, mirrored = in_words(agreements(records, one, other)), in_words(agreements(records, other, one))
    for a, b, here, there in zip(one, other, found, mirrored, strict=True):
        expected = plain.agreement(people[a], people[b])
        assert here == expected, (people[a], people[b])
        assert there == here, (people[a], people[b])
        seen.update(here.items())
    return seen


def test_generated_signals_agree_as_in_plain_words_from_either_side():
    records = made()
    seen = assert_as_in_plain(records, *pairs_of(records, 1500))
    assert len(seen) > 38  # of all agreements that there are


def test_few_words_that_meet_in_every_way_agree_as_in_plain_words():
    reached: Counter[tuple[str, str]] = Counter()
    for seed in range(3):
        records = clean(lines.at_random(45, seed)).records
        one, other = np.array(plain.every_pair(len(records))).T
        reached += assert_as_in_plain(records, one, other)
    every = {(name, level) for name, levels in LEVELS.items() for level in levels}
    of_other_fields = {("surname", "partner"), ("surname", "double"), ("bsn", "same"), ("bsn", "different")}
    assert every - set(reached) <= of_other_fields | {("address", "earlier"), ("address", "estate"), ("surname", "close")}


# Letters of every script, signs that combine or turn the direction, digits of other scripts; no halves of surrogate pairs.
texts = st.one_of(
    st.just(""),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    st.text("aAİıßſĳéñøŁ.-'’/, \u0301\u0327\u200f\u202e\u200b\x00\n\"٣६４½²Ⅷ😀ﬁ한가ㅎ이ابو徐王田あアДжγςΣאשदेवी", max_size=9),
    st.sampled_from(
        [
            "محمد",
            "Иванов",
            "Παπαδόπουλος",
            "王小明",
            "김민수",
            "शर्मा",
            "Nguyễn",
            "Şahin",
            "O'Brien",
            "Vries, A. de",
            "de",
            "-",
            "geb. Berg",
        ]
    ),
)
dates = st.one_of(
    texts, st.dates().map(str), st.sampled_from(["0000-00-00", "1980-00-00", "9999-99-99", "198", "1-1-1980", "١٩٨٠-٠١-٠٢"])
)
numbers = st.one_of(texts, st.sampled_from(["0012", "12-14", "12 bis", "999999999999999999999", "0", "-1", "१२", "12a hs"]))
odd = st.fixed_dictionaries({name: texts for name in lines.WORDS} | {"birth_date": dates, "house_number": numbers})


@slowly
@given(st.lists(odd, min_size=1, max_size=6))
def test_any_text_of_any_script_can_be_compared_and_agrees_with_itself(rows):
    rows = [*rows, *rows]
    records = clean(lines.frame(*rows)).records
    assert len(records) <= len(rows)
    one, other = np.array(plain.every_pair(len(records)), dtype=np.int64).reshape(-1, 2).T
    assert_as_in_plain(records, one, other)
    itself = np.arange(len(records))
    for here in in_words(agreements(records, itself, itself)):
        # Half an address, a street without a town for one, tells no house from another.
        assert {said for name, said in here.items() if name != "address"} <= {"missing", "same", "name", "first", "partly"}


NAMES = [
    "محمد الأحمد",
    "Иванов",
    "Παπαδόπουλος",
    "王小明",
    "김민수",
    "शर्मा",
    "Nguyễn",
    "Şahin",
    "Łukasiewicz",
    "Øster",
    "יעקב",
    "ابو\u200fبكر",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_a_name(name):
    row = {"surname": name, "initials": "A.", "birth_date": "1980-05-06", "partner": "woning"}
    others = [{**row, "surname": other} for other in NAMES if other != name]
    records = clean(lines.frame(row, {**row, "partner": "zorg", "surname": name.upper()}, *others)).records
    rest = np.arange(1, len(records))
    against = in_words(agreements(records, np.zeros(len(rest), np.int64), rest))
    assert len(records) == len(NAMES), "the same in capitals is the same"
    assert {here["surname"] for here in against} == {"different"}


def test_composed_and_decomposed_letters_are_the_same():
    row = {"initials": "A.", "birth_date": "1980-05-06", "partner": "woning"}
    assert len(clean(lines.frame({**row, "surname": "Ren\u00e9e"}, {**row, "surname": "Rene\u0301e"})).records) == 1


ALIKE = {
    "surname": [
        ("van der Berg", "Berg, van der", "v.d. Berg", "VAN DEN BERG", "Vandenberg", "Mevr. Berg", "Berg"),
        ("de Vries-Jansen", "Vries e/v Jansen", "De Vries--Jansen", "vries geb. Jansen"),
        ("'s-Gravesande", "’s-Gravesande", "GRAVESANDE"),
        ("Öztürk", "Ozturk", "O\u0308ztu\u0308rk"),
    ],
    "initials": [("J.P.", "JP", "J P", "j.p.", "J. P."), ("IJ.", "Y.", "ij")],
    "birth_date": [("1980-01-31", "1980/01/31", "19800131", "1980-01-31 00:00:00"), ("", "0000-00-00", "1900-01-01")],
    "postcode": [("9999 ab", "9999AB", "9999-AB")],
    "phone": [
        ("06-00012345", "+31600012345", "0031 6 00012345", "(06)00012345", "06/00012345", "06–00012345", "06\u00a000012345")
    ],
    "email": [("Een@Voorbeeld.test", " een@voorbeeld.test ")],
    "sex": [("V", "v", "F", "vrouw", "Vrouw ")],
}


@pytest.mark.parametrize(("column", "ways"), [(column, ways) for column, groups in ALIKE.items() for ways in groups])
def test_what_is_written_in_several_ways_is_cleaned_to_one(column, ways):
    row = {"surname": "Zandstra", "initials": "A.", "birth_date": "1980-05-06", "house_number": "4", "postcode": "9999AA"}
    assert len(clean(lines.frame(*({**row, column: way} for way in ways))).records) == 1


# --- pairs under a key


def values(person: plain.Told, key: tuple[str, ...], sound: int) -> tuple[object, ...] | None:
    """What a record has under a key, in plain words; None where something is missing."""
    month, day = person.birth[4:6], person.birth[6:]
    first, last = sorted((month, day))
    known = first > "00"
    parts = {
        "born": (person.birth[:4], first, last) if known else None,
        "day": (first, last) if known else None,
        "year": person.birth[:4].strip("0") and person.birth[:4],
        "initial": person.initials[:1],
        "door": (person.postcode, person.number) if person.postcode and person.number else None,
        "area": person.postcode[:4],
        "names": tuple(sorted((person.given, person.surname))) if person.given and person.given != person.surname else None,
        "sound": sound,
        "given": person.given,
        **{
            name: getattr(person, name)
            for name in ("number", "head", "tail", "phone", "email", "account", "bsn", "street", "postcode", "extra", "city")
        },
    }
    found = tuple(parts[name] for name in key)
    return found if all(found) else None


def pairs_in_plain(records: Records, *, wide: bool) -> set[tuple[int, int]]:
    people, found = plain.told(records), set()
    for key in KEYS:
        if key.wide and not wide:
            continue
        under = defaultdict(list)
        for row, person in enumerate(people):
            for second, sound in enumerate((person.sound, person.sound2) if "sound" in key.fields else (0,)):
                value = values(person, key.fields, sound)
                if value:
                    under[value].append((row, bool(second)))
        for rows in under.values():
            firsts = [people[row] for row, second in rows if not second]
            lacks = wide or not key.lacking or any(not person.initials for person in firsts)
            has = wide or not key.some or len(firsts) < len(rows) or any(person.sound2 for person in firsts)
            taken = [row for row, second in rows if second or (lacks and has)]
            if len(taken) <= LARGEST:
                found |= {(min(a, b), max(a, b)) for a in taken for b in taken if a != b}
    return found


@pytest.mark.parametrize("wide", [True, False])
def test_whatever_shares_a_key_is_compared_and_nothing_else(wide, monkeypatch):
    monkeypatch.setattr(block, "SMALL_FILE", 10**6 if wide else 0)
    for records in (made(), clean(lines.at_random(60, 5)).records):
        found = list(zip(*(side.tolist() for side in block.pairs(records)), strict=True))
        assert len(found) == len(set(found))
        assert set(found) == pairs_in_plain(records, wide=wide)


def test_of_a_batch_only_pairs_with_something_new_are_compared():
    records = made()
    known = len(records) * 4 // 5
    one, other = block.pairs(records, known)
    expected = {(a, b) for a, b in pairs_in_plain(records, wide=True) if b >= known}
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == expected


# --- weights


def test_a_score_is_the_sum_of_its_fields_with_a_household_up_to_its_ceiling():
    records = made()
    one, other = pairs_of(records, 1500)
    agreed = compare(records, *block.pairs(records))
    by = scale(records, agreed)
    here = compare(records, one, other)
    scored, words, people = scores(records, one, here, by), in_words(here), plain.told(records)
    commonness = Counter(person.surname for person in people if person.surname)
    for row, said in enumerate(words):
        parts = {name: int(by.weights[name][LEVELS[name].index(agreement)]) for name, agreement in said.items()}
        person = people[one[row]]
        if said["surname"] == "same":
            usual = COMMON_NAMES.get(person.surname, 1 / 1000)
            bits = math.log2(0.9 * (len(people) + 2000) / (commonness[person.surname] + 2000 * usual))
            parts["surname"] = 130 if person.surname2 else min(130, max(55, round(bits * 10)))
        family = [name for name in parts if name in SHARED or (name in TWINS and said["initials"] == "different")]
        shared = sum(parts[name] for name in family)
        own = sum(weight for name, weight in parts.items() if name not in family)
        assert scored.total[row] == own + min(shared, by.ceiling)
        assert scored.raw[row] == own + shared
        for name in parts:
            left = {other_name: 0 if other_name == name else weight for other_name, weight in parts.items()}
            without = sum(w for n, w in left.items() if n not in family) + min(sum(left[n] for n in family), by.ceiling)
            assert scored.without(name, by)[row] == without


# --- merging


@st.composite
def graphs(draw):
    size = draw(st.integers(2, 14))
    every = plain.every_pair(size)
    some = draw(st.lists(st.sampled_from(every), unique=True, min_size=1))
    score = draw(st.lists(st.integers(1, 6), min_size=len(some), max_size=len(some)))
    votes = draw(st.lists(st.sampled_from([0, 0, 0, 1, 1, -1]), min_size=len(every), max_size=len(every)))
    return size, some, score, dict(zip(every, votes, strict=True)), draw(st.randoms(use_true_random=False))


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_merging_in_rounds_is_merging_one_by_one_best_first(graph):
    size, some, score, votes, dice = graph
    content = np.array(dice.sample(range(1, 10**6), size), dtype=np.uint64)

    def vote(a: int, b: int) -> int:
        return votes[min(a, b), max(a, b)]

    one, other = np.array(some).T
    edges = Edges(one, other, np.array(score, dtype=np.int64), np.ones(len(some), bool))
    found = merge(
        edges,
        content,
        lambda label: np.ones(len(label), bool),
        lambda a, b: np.array([vote(x, y) == 1 for x, y in zip(a, b, strict=True)], dtype=bool),
        lambda a, b: np.array([vote(x, y) for x, y in zip(a, b, strict=True)], dtype=np.int64),
    )
    best = sorted(zip(score, some, strict=True), key=lambda told: (-told[0], *sorted(content[list(told[1])].tolist())))
    expected = plain.merged(size, [pair for _, pair in best], lambda a, b: vote(a, b) == 1, vote)
    assert lines.partition(range(size), found.tolist()) == expected
    assert all(found[row] <= row and found[found[row]] == found[row] for row in range(size))
