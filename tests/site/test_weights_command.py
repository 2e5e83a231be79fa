"""voordeur weights, and voordeur link --weights: a table is measured, written, read again and used."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from stages.match.town import TODAY, Counted, signal
from voordeur.demo.generator.generate import Generated, generate
from voordeur.site.command import main
from voordeur.site.commands.weights_file import load
from voordeur.stages.match import actions
from voordeur.stages.match.models import Link
from voordeur.stages.match.rules.weights import TABLE, WEIGHTS


@pytest.fixture(scope="module")
def made() -> Generated:
    return generate(1_500, seed=12)


@pytest.fixture
def folder(tmp_path: Path, made: Generated) -> Path:
    made.signals.write_csv(tmp_path / "signals.csv")
    return tmp_path


def weights(folder: Path, *words: str) -> int:
    return main(["weights", str(folder / "signals.csv"), "--out", str(folder / "weights.csv"), *words])


def test_a_table_measured_without_labels_is_used_by_the_linking(folder, capsys):
    assert weights(folder) == 0
    assert "housemates" in capsys.readouterr().err
    table = pl.read_csv(folder / "weights.csv")
    rows = {(row.field, row.agreement) for row in TABLE if row.often and row.agreement != "same_common"}
    assert set(table.select("field", "agreement").iter_rows()) == rows
    near = table.filter((pl.col("field") == "birth") & (pl.col("agreement") == "same"))["bits"][0]
    assert near == pytest.approx(WEIGHTS["birth", "same"], abs=3)
    # By a table in which nothing speaks for anybody, only lines that are repeated word for word are one person.
    table.with_columns(pl.lit(-1.0).alias("bits")).write_csv(folder / "mute.csv")
    links = [_linked(folder), _linked(folder, "--weights", str(folder / "mute.csv"))]
    assert links[1]["person_id"].n_unique() > 1.5 * links[0]["person_id"].n_unique()


def _linked(folder: Path, *words: str) -> pl.DataFrame:
    assert main(["link", str(folder / "signals.csv"), "--out", str(folder / "links.csv"), *words]) == 0
    return pl.read_csv(folder / "links.csv")


def test_labelled_pairs_are_counted(folder, made, capsys):
    people = made.truth.group_by("person_id", maintain_order=True).agg("signal_id").filter(pl.col("signal_id").list.len() > 1)
    pairs = people.select(pl.col("signal_id").list.first().alias("one"), pl.col("signal_id").list.last().alias("other"))
    pairs.with_columns(pl.lit("ja").alias("answer")).write_csv(folder / "pairs.csv")
    assert weights(folder, "--pairs", str(folder / "pairs.csv")) == 0
    told = int(capsys.readouterr().err.split()[0])
    assert 0 < told < len(pairs), "word for word repeats are one record and no pair"
    assert load(folder / "weights.csv").often["sex", "same"] > 0.9


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ("one,other\na,b\n", "lacks a column: answer"),
        ("one,other,answer\na,b,perhaps\n", "yes or no, not: perhaps"),
        ("one,other,answer\na,b,yes\n", "signal a, which is in none of the files"),
        ("one,other,answer\n", "nobody has judged a pair to be one person yet"),
    ],
)
def test_labels_that_cannot_be_used_are_refused_with_a_reason(folder, capsys, labels, reason):
    (folder / "pairs.csv").write_text(labels)
    assert weights(folder, "--pairs", str(folder / "pairs.csv")) == 2
    assert reason in capsys.readouterr().err
    assert not (folder / "weights.csv").exists()


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("field,agreement\nbirth,same\n", "no table of weights"),
        ("field,agreement,m,bits\nbirth,often,0.5,3\n", "no field has this agreement: birth often"),
        ("field,agreement,m,bits\nbirth,same,0,3\n", "needs m above 0"),
        ("field,agreement,m,bits\nbirth,same,0.9,99\n", "not beyond 60"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_a_reason(folder, capsys, table, reason):
    (folder / "weights.csv").write_text(table)
    words = ["link", str(folder / "signals.csv"), "--out", str(folder / "links.csv")]
    assert main([*words, "--weights", str(folder / "weights.csv")]) == 2
    assert reason in capsys.readouterr().err


def test_what_people_decided_here_is_counted(cast, tmp_path, capsys):
    words = ["weights", "--from-decisions", "--out", str(tmp_path / "weights.csv")]
    assert main(words) == 2
    assert "nobody has judged a pair to be one person yet" in capsys.readouterr().err
    doubt = signal(cast, number="30", surname="Tweeling", initials="M.")
    actions.link_signals([doubt.pk], register=Counted(), today=TODAY)
    link = Link.objects.get(signal=doubt)
    actions.decide(link, same_as=link.candidates.first(), by=cast.clara)
    assert main(words) == 0
    table = pl.read_csv(tmp_path / "weights.csv")
    seen = dict(table.filter(pl.col("pairs") > 0).select("field", "agreement").iter_rows())
    assert seen["surname"] == "same" and "birth" not in seen, "the signal had a surname and no birth date"
