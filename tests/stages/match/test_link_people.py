"""The whole linking: what may not change its outcome, whom it never joins, and who lives together."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import polars as pl
import pytest

from stages.match import lines
from stages.match.lines import frame, homes, partition, people, verdicts
from voordeur.demo.generator.generate import Generated, generate
from voordeur.stages.match.rules.columns import SIGNAL, NoSignalColumn
from voordeur.stages.match.rules.explain import explain
from voordeur.stages.match.rules.link import Linked, link, nothing

SMALL = [lines.at_random(40, seed) for seed in range(3)]


@cache
def made(seed: int = 11) -> Generated:
    return generate(1500, seed=seed)


def shuffled(signals: pl.DataFrame, seed: int = 1) -> pl.DataFrame:
    return signals[np.random.default_rng(seed).permutation(len(signals))]


def together(one: pl.DataFrame, linked: Linked, *names: str) -> bool:
    """Whether these signals are about one person."""
    return len({int(linked.person[one[SIGNAL].to_list().index(name)]) for name in names}) == 1


# --- what may not change anything


def test_the_order_of_a_file_changes_nothing():
    for signals in (*SMALL, made().signals):
        mixed = shuffled(signals)
        one, other = link(signals), link(mixed)
        assert people(signals, one) == people(mixed, other)
        assert homes(signals, one) == homes(mixed, other)
        assert dict(one.registry.scale.weights).keys() == other.registry.scale.weights.keys()
        for name, weights in one.registry.scale.weights.items():
            assert weights.tolist() == other.registry.scale.weights[name].tolist()
        assert sorted(one.registry.edges.score.tolist()) == sorted(other.registry.edges.score.tolist())


def test_the_same_file_twice_is_the_same_people_once():
    for signals in (*SMALL[:2], made().signals):
        once, twice = link(signals), link(pl.concat([signals, signals]))
        size = len(signals)
        assert twice.person[:size].tolist() == twice.person[size:].tolist() == once.person.tolist()
        assert twice.household[:size].tolist() == twice.household[size:].tolist()
        assert partition(signals[SIGNAL], twice.household[:size]) == homes(signals, once)
        again = link(signals, once.registry)
        assert again.person.tolist() == once.person.tolist()
        assert again.household.tolist() == once.household.tolist()
        assert set(verdicts(again)) == {"auto"}


def in_batches(signals: pl.DataFrame, *sizes: int) -> Linked:
    """Month after month, and then what is known of every signal in the end."""
    registry, start = None, 0
    for size in (*sizes, len(signals)):
        registry = link(signals[start:size], registry).registry
        start = size
    return link(signals, registry)


def test_a_batch_more_is_all_at_once_by_the_scale_of_the_first_batch():
    """To the letter, as long as no key is shared by so many that it says nothing (`block.LARGEST`): the later that is found out,
    the more pairs were compared before. The scale is that of the first batch: weights that move with every month would weigh
    again what somebody has judged."""
    for signals in (*SMALL[:2], made().signals):
        first = len(signals) * 6 // 10
        scale = link(signals[:first]).registry.scale
        whole, parts = link(signals, replace(nothing(), scale=scale)), in_batches(signals, first, len(signals) * 8 // 10)
        assert people(signals, whole) == people(signals, parts)
        assert homes(signals, whole) == homes(signals, parts)


def test_measuring_the_scale_again_moves_few_signals():
    signals = made().signals
    whole, parts = link(signals), in_batches(signals, 1200)
    anew = {signal: group for group in people(signals, whole) for signal in group}
    kept = {signal: group for group in people(signals, parts) for signal in group}
    moved = sum(anew[signal] != kept[signal] for signal in anew)
    assert moved / len(signals) <= 0.01


def test_columns_that_are_not_there_are_empty():
    signals = made().signals.head(300)
    given = [name for name in signals.columns if name not in ("phone", "email", "sex", "month")]
    bare = signals.with_columns(pl.lit("").alias(name) for name in ("phone", "email", "sex", "month"))
    assert link(signals.select(given)).person.tolist() == link(bare).person.tolist()
    nulls = bare.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep())
    assert link(nulls).person.tolist() == link(bare).person.tolist()
    with pytest.raises(NoSignalColumn):
        link(signals.drop(SIGNAL))


def test_no_signals_and_signals_that_say_nothing():
    assert link(frame()).person.tolist() == []
    alone = pl.DataFrame({SIGNAL: ["a", "b", "b"]})
    linked = link(alone)
    assert linked.person.tolist() == [0, 1, 1]
    assert verdicts(linked) == ["new", "new", "auto"]
    assert link(frame(*[{"city": "Waterstad", "sex": "M", "partner": "woning"}] * 3)).person.tolist() == [0, 1, 2]


# --- whom it never joins

JANSEN = {"surname": "Jansen", "initials": "A.B.", "postcode": "9999AA", "house_number": "4", "street": "Merelstraat"}
BERK = {"surname": "Berkhout", "initials": "J.", "postcode": "9999AA", "house_number": "4", "street": "Merelstraat"}


def test_two_birth_dates_are_never_one_person_through_a_record_without_one():
    signals = frame(
        {**BERK, "birth_date": "1951-03-12", "phone": "06-00012345", "email": "een@voorbeeld.test", "partner": "a"},
        {**BERK, "birth_date": "1984-11-27", "phone": "06-00054321", "email": "twee@voorbeeld.test", "partner": "b"},
        {**BERK, "phone": "06-00012345", "email": "twee@voorbeeld.test", "partner": "c"},
    )
    for order in ([0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]):
        some = signals[order]
        assert not together(some, link(some), "S0", "S1")


def test_generated_people_hardly_ever_hold_birth_dates_far_apart():
    """Where they do, all the rest of two signals outweighs it: a wrong date, or a parent and a child with one e-mail address."""
    signals = made().signals
    known = signals.with_columns(person=link(signals).person, year=pl.col("birth_date").str.head(4).cast(pl.Int32, strict=False))
    known = known.filter(pl.col("birth_date").is_not_null() & ~pl.col("birth_date").is_in(["", "1900-01-01"]))
    year = pl.col("year")
    year = pl.col("year")
    spread = known.group_by("person").agg(year.max() - year.min(), pl.col("birth_date").str.tail(5).n_unique().alias("days"))
    assert spread.filter((pl.col("year") > 15) & (pl.col("days") > 1)).height <= 3


def test_a_surname_and_an_address_of_different_creditors_are_not_one_person_however_alike():
    thin = {name: JANSEN[name] for name in ("surname", "postcode", "house_number")}
    signals = frame(*({**thin, "partner": partner} for partner in ("woning", "zorg", "woning", "energie")))
    assert people(signals, link(signals)) == {frozenset({"S0", "S2"}), frozenset({"S1"}), frozenset({"S3"})}


def test_father_and_son_twins_and_a_couple_at_one_address_stay_apart():
    home = {"street": "Merelstraat", "house_number": "4", "postcode": "9999AA", "city": "Waterstad", "phone": "06-00012345"}
    signals = frame(
        {**home, "surname": "Berkhout", "initials": "A.J.", "birth_date": "1951-03-12", "sex": "M"},
        {**home, "surname": "Berkhout", "initials": "A.P.", "birth_date": "1979-08-01", "sex": "M"},
        {**home, "surname": "Berkhout", "initials": "M.", "birth_date": "1979-08-01", "sex": "V", "email": "wij@voorbeeld.test"},
        {**home, "surname": "Berkhout", "initials": "C.", "birth_date": "1953-04-05", "sex": "V", "email": "wij@voorbeeld.test"},
    )
    linked = link(pl.concat([signals, others()]))
    assert len(set(linked.person[:4])) == 4
    assert len(set(linked.household[:4])) == 1


def test_a_shared_contract_or_mailbox_makes_no_couple_or_mother_and_daughter_one():
    home = {"street": "Merelstraat", "house_number": "4", "postcode": "9999AA", "surname": "Berkhout"}
    contract, mailbox = {"partner": "zorg", "customer_number": "77"}, {"email": "wij@voorbeeld.test"}
    signals = frame(
        {**home, **contract, "initials": "A.", "birth_date": "1951-03-12"},
        {**home, **contract, "initials": "C.", "birth_date": "1953-04-05"},
        {**home, **contract, **mailbox, "first_names": "Ingrid", "birth_date": "1976-05-09"},
        {**home, **contract, **mailbox, "first_names": "Iris", "birth_date": "2007-12-09"},
        {**home, **contract, **mailbox, "first_names": "Iris", "birth_date": "2007-12-19"},
    )
    linked = link(pl.concat([signals, others()]))
    assert len(set(linked.person[:4])) == 4 and linked.person[3] == linked.person[4]
    assert verdicts(linked)[1] == verdicts(linked)[3] == "review"
    letter = {**home, **mailbox, "sex": "M"}
    father_and_sons = frame(
        {**letter, "initials": "J.", "birth_date": "1951-03-12"},
        {**letter, "initials": "", "birth_date": "1990-07-08"},
        {**letter, "initials": "P.J.", "birth_date": "1971-09-27"},
    )
    assert len(set(link(pl.concat([father_and_sons, others()])).person[:3])) == 3


def others() -> pl.DataFrame:
    """Other people, so that names and fields have their usual frequencies."""
    return frame(*made().signals.head(300).to_dicts())


def test_the_explanation_of_a_pair_says_what_the_linking_did():
    signals = made().signals
    known = link(signals).registry
    edges, names = known.edges, signals[SIGNAL]
    some = np.random.default_rng(1).choice(len(edges), 40, replace=False)
    for row in some.tolist():
        one, other = (names[int(known.first[side[row]])] for side in (edges.one, edges.other))
        told = explain(signals, one, other, known.scale)
        assert (told.outcome == "linked") is bool(edges.sure[row])
        assert told.total == edges.score[row] / 10


# --- who lives together


def lives(**address: str) -> dict[str, str]:
    return {"postcode": "9999AA", "house_number": "12", "street": "Merelstraat", "city": "Waterstad", "sex": "", **address}


def person(number: int, surname: str = "Berkhout", **more: str) -> dict[str, str]:
    """Somebody of their own: another birth date and initial than any other number."""
    born = f"19{50 + 3 * number}-0{1 + number % 9}-1{number % 9}"
    return {"surname": surname, "initials": f"{'ABCDEFGHIJKLM'[number]}.", "birth_date": born, **lives(), **more}


def behind(number: str, letter: str = "", addition: str = "") -> dict[str, str]:
    return {"house_number": number, "house_letter": letter, "addition": addition}


SAME_DOOR = [
    (behind("12", "", "II"), behind("12 2")),
    (behind("12", "", "II"), behind("12", "", "-2")),
    (behind("12-2"), behind("12", "", "2")),
    (behind("12", "A", "hoog"), behind("12", "", "a hoog")),
    (behind("12", "", "bis"), behind("12bis")),
    (behind("12", "", "hs"), behind("12", "", "huis")),
    (behind("12", "", "3 hoog"), behind("12", "", "III")),
    (behind("12", "b"), behind("12B")),
    ({**behind(""), "street": "Merelstraat 12 hs"}, behind("12", "", "HS")),
    (behind("012"), behind("12")),
]
NEIGHBOURS = [
    (behind("12", "", "1"), behind("12", "", "2")),
    (behind("12", "", "hs"), behind("12", "", "1")),
    (behind("12", "A"), behind("12", "B")),
    (behind("12", "", "bis"), behind("12", "", "hs")),
    (behind("12"), behind("14")),
    (behind("12"), behind("122")),
    (behind("12", "", "II"), behind("12", "", "III")),
    (behind("12", "A", "1"), behind("12", "A", "2")),
]


@pytest.mark.parametrize(("one", "other"), SAME_DOOR)
def test_a_door_is_the_same_however_its_addition_is_written(one, other):
    signals = frame(person(0, **one), person(1, **other))
    linked = link(signals)
    assert len(people(signals, linked)) == 2 and len(homes(signals, linked)) == 1


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_are_no_household_even_with_one_surname(one, other):
    signals = frame(person(0, **one), person(1, **other))
    assert len(homes(signals, link(signals))) == 2


def test_who_moved_lives_where_most_or_the_latest_say_and_takes_nobody_along():
    new = {"postcode": "9999BB", "house_number": "7", "street": "Vinkstraat"}
    signals = frame(
        person(0, month="2026-01", partner="a"), person(1, month="2026-01", partner="a"),
        person(0, month="2026-03", partner="b", **new), person(2, "Zandstra", month="2026-03", **new),
    )  # fmt: skip
    linked = link(signals)
    assert people(signals, linked) == {frozenset({"S0", "S2"}), frozenset({"S1"}), frozenset({"S3"})}
    assert homes(signals, linked) == {frozenset({"S0", "S2", "S3"}), frozenset({"S1"})}


def test_the_divorced_live_apart_though_a_creditor_is_behind():
    new = {"postcode": "9999BB", "house_number": "7", "street": "Vinkstraat"}
    signals = frame(
        person(0, month="2026-01", partner="a"), person(1, month="2026-01", partner="a"),
        person(1, month="2026-02", partner="b", **new), person(1, month="2026-03", partner="c", **new),
    )  # fmt: skip
    assert homes(signals, link(signals)) == {frozenset({"S0"}), frozenset({"S1", "S2", "S3"})}


def test_a_house_of_strangers_is_no_household_and_a_couple_of_two_names_is():
    names = ("Zandstra", "Okonkwo", "Kowalski", "Nguyen")
    strangers = frame(*(person(k, name) for k, name in enumerate(names)))
    assert len(homes(strangers, link(strangers))) == 4
    couple = frame(person(0, "Zandstra"), person(1, "Okonkwo"))
    assert len(homes(couple, link(couple))) == 1


def test_without_an_address_everybody_is_a_household_of_their_own():
    nowhere = dict.fromkeys(("postcode", "house_number", "street", "city"), "")
    signals = frame(person(0, **nowhere), person(1, **nowhere), person(2, **{**nowhere, "postcode": "9999AA"}))
    assert len(homes(signals, link(signals))) == 3
