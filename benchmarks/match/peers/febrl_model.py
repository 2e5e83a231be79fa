"""Splink's model for FEBRL: small files of badly typed people, so wide keys and fuzzy comparisons of every column."""

from __future__ import annotations

import splink.comparison_level_library as levels
from splink import Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison, DamerauLevenshteinAtThresholds, ExactMatch, JaroWinklerAtThresholds

KEYS = ("first", "surname", "birth", "street", "postcode")
SAMPLE = 1e6


def _name(column: str, other: str) -> CustomComparison:
    """Exact with term frequency, swapped with the other name, alike, else."""
    swapped = f"{column}_l = {other}_r and {other}_l = {column}_r"
    return CustomComparison(
        [
            levels.NullLevel(column),
            levels.ExactMatchLevel(column).configure(tf_adjustment_column=column),
            levels.CustomLevel(swapped, "swapped"),
            levels.JaroWinklerLevel(column, 0.92),
            levels.JaroWinklerLevel(column, 0.8),
            levels.ElseLevel(),
        ],
        output_column_name=column,
    )


def settings(filled: set[str]) -> SettingsCreator:
    """The model; `filled` is not needed, as FEBRL fills all of these."""
    del filled
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            _name("first", "surname"),
            _name("surname", "first"),
            DamerauLevenshteinAtThresholds("birth", [1, 2]),
            JaroWinklerAtThresholds("street", [0.9, 0.8]),
            JaroWinklerAtThresholds("city", [0.9, 0.8]),
            DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            ExactMatch("number"),
            JaroWinklerAtThresholds("addition", [0.9]),
        ],
        blocking_rules_to_generate_predictions=[block_on(key) for key in KEYS],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def train(linker: Linker) -> None:
    """Prior by rules, u by sampling, m by expectation maximisation on two keys."""
    certain = [block_on("first", "birth"), block_on("surname", "birth"), block_on("surname", "street", "number")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=1)
    for key in ("birth", "postcode", "surname"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(key), max_pairs=SAMPLE)
