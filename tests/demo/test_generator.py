"""The generator of signals: the same for the same seed, as damaged as its rates say, whole in its truth, and about nobody."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import polars as pl
import pytest

from voordeur.demo.generator.generate import COLUMNS, ORDER, Generated, generate
from voordeur.demo.generator.rates import DAMAGE, Rates, names_of, undamaged

SEED = 20
SIZE = 20_000
GENERATOR = Path(__file__).parents[2] / "docs" / "generator.md"


@pytest.fixture(scope="module")
def clean() -> Generated:
    return generate(SIZE, seed=SEED, rates=undamaged(), months=1)


@pytest.fixture(scope="module")
def damaged() -> Generated:
    return generate(SIZE, seed=SEED)


def struck(clean: Generated, column: str, rates: Rates) -> pl.DataFrame:
    """The clean signals with the column as it is under these rates beside it."""
    after = generate(SIZE, seed=SEED, rates=rates, months=1).signals
    return clean.signals.join(after.select("signal_id", after=pl.col(column)), on="signal_id")


def test_the_same_seed_gives_the_same_signals_and_another_seed_others():
    one, again, other = (generate(500, seed=seed) for seed in (4, 4, 5))
    assert one.signals.equals(again.signals)
    assert one.truth.equals(again.truth)
    assert not one.signals.equals(other.signals)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_there_are_exactly_as_many_as_asked_for(size):
    made = generate(size, seed=1)
    assert made.signals.height == made.truth.height == size


def test_every_column_is_text_and_nothing_is_null(damaged):
    assert tuple(damaged.signals.columns) == COLUMNS
    assert set(damaged.signals.dtypes) == {pl.String}
    assert damaged.signals.null_count().sum_horizontal().item() == 0


def test_the_truth_names_each_signal_once_and_each_person_lives_in_one_household(damaged):
    assert damaged.truth["signal_id"].n_unique() == SIZE
    assert set(damaged.truth["signal_id"]) == set(damaged.signals["signal_id"])
    homes = damaged.truth.group_by("person_id").agg(pl.col("household_id").n_unique())
    assert homes["household_id"].max() == 1


def test_nobody_owes_more_than_four_creditors_and_households_have_at_most_four_adults(damaged):
    both = damaged.signals.join(damaged.truth, on="signal_id")
    assert both.group_by("person_id").agg(pl.col("partner").n_unique())["partner"].max() == 4
    assert damaged.truth.group_by("household_id").agg(pl.col("person_id").n_unique())["person_id"].max() <= 4


def test_phones_and_mail_can_reach_nobody_and_no_citizen_service_number_is_there(damaged):
    digits = damaged.signals["phone"].str.replace_all(r"\D", "").str.replace(r"^(0031|31)", "0")
    assert digits.str.contains(r"^(060\d{7}|0550\d{6}|)$").all()
    assert damaged.signals["email"].str.contains(r"(^|@voorbeeld\.test)$").all()
    assert "bsn" not in damaged.signals.columns


def test_without_damage_a_person_is_the_same_with_every_creditor(clean):
    both = clean.signals.join(clean.truth, on="signal_id").filter(pl.col("phone") != "")
    told = ("initials", "first_names", "prefix", "surname", "birth_date", "sex", "postcode", "house_number", "addition", "email")
    apart = both.group_by("person_id").agg(pl.col(column).n_unique() for column in told)
    # Those who move while the deliveries run have their former address before.
    assert apart.select(pl.col(column).max() for column in told).max_horizontal().item() == 1


def test_damage_is_struck_by_every_rate_and_no_other():
    assert sorted(ORDER) == sorted(names_of(DAMAGE))


@pytest.mark.parametrize(
    ("rate", "column", "able"),
    [
        ("surname_typo", "surname", pl.col("surname").str.len_chars() > 1),
        ("initials_only", "first_names", pl.col("first_names") != ""),
        ("birth_missing", "birth_date", pl.lit(True)),
        ("postcode_slip", "postcode", pl.lit(True)),
        ("phone_missing", "phone", pl.lit(True)),
        ("prefix_lost", "prefix", pl.col("prefix") != ""),
        ("number_in_street", "street", pl.lit(True)),
        ("sex_wrong", "sex", pl.lit(True)),
    ],
)
def test_each_damage_strikes_as_often_as_its_rate_says_and_nothing_else(clean, rate, column, able):
    both = struck(clean, column, replace(undamaged(), **{rate: 0.3})).filter(able)
    share = (both["after"] != both[column]).mean()
    assert share == pytest.approx(0.3, abs=4 * (0.21 / both.height) ** 0.5 + 0.004)
    untouched = generate(SIZE, seed=SEED, rates=replace(undamaged(), **{rate: 0.3}), months=1).truth
    assert untouched.equals(clean.truth)


def test_what_is_missing_is_missing_as_often_as_stated(damaged):
    rates, signals = Rates(), damaged.signals
    monthly = rates.per_delivery()
    for column, name in (("phone", "phone_missing"), ("email", "email_missing")):
        stated = 1 - (1 - getattr(rates, name)) * (1 - getattr(monthly, name))
        assert (signals[column] == "").mean() == pytest.approx(stated, abs=0.02)
    born = 1 - (1 - rates.birth_missing) * (1 - rates.birth_missing_again)
    assert (signals["birth_date"] == "").mean() == pytest.approx(born, abs=0.025)


def test_birth_dates_stay_possible_ones(damaged):
    days = damaged.signals.filter(pl.col("birth_date") != "")["birth_date"]
    assert days.str.to_date("%Y-%m-%d", strict=True).dt.year().is_between(1900, 2009).all()


def test_who_moved_has_the_former_address_with_some_creditors_and_the_household_stays(clean):
    both = struck(clean, "postcode", replace(undamaged(), old_address=1.0))
    assert (both["after"] != both["postcode"]).mean() == pytest.approx(Rates().moved * 0.93, abs=0.03)


def test_a_customer_number_stays_with_an_account_when_it_is_asked_for():
    made = generate(3000, seed=2, rates=replace(Rates(), customer_number=1.0))
    both = made.signals.join(made.truth, on="signal_id")
    assert (both["customer_number"] != "").all()
    assert both.group_by("partner", "customer_number").agg(pl.col("person_id").n_unique())["person_id"].max() == 1


def test_rates_can_all_be_made_more_frequent_without_passing_one():
    harder = Rates().times(3)
    assert harder.surname_typo == pytest.approx(3 * Rates().surname_typo)
    assert harder.initials_only == 1.0
    assert harder.owes == Rates().owes


def test_the_page_about_it_states_every_rate_as_it_is():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", GENERATOR.read_text(), re.M))
    assert {name: float(value) for name, value in rows.items()} == {
        rate.name: getattr(Rates(), rate.name) for rate in fields(Rates)
    }
