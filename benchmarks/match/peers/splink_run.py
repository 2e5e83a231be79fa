"""Splink on signals: CSV to person label, cold or with a saved model, and a month onto a saved state.

    python splink_run.py link FILE… --out LABELS.csv [--model MODEL | --save-model MODEL] [--save-state STATE] [--threshold P …]
    python splink_run.py month FILE --state STATE --model MODEL --out LABELS.csv --threshold P

Seconds for each step and the peak of memory come out as JSON on the last line. With several thresholds `--out` holds `{}`.
STATE is a DuckDB file: the collapsed records with their person and the term frequencies. A month adds to it in place, and writes
the persons that it united to LABELS.csv + `.merged` (old,new).
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import time
from pathlib import Path

import clean
import duckdb
import febrl_model
import model
from splink import DuckDBAPI, Linker
from splink.clustering import cluster_pairwise_predictions_at_threshold

BEGAN = time.perf_counter()


class Clock:
    """Seconds for each named step."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self._last = time.perf_counter()

    def step(self, name: str) -> None:
        """What passed since the last call was `name`."""
        now = time.perf_counter()
        self.steps[name] = self.steps.get(name, 0.0) + now - self._last
        self._last = now

    def report(self, **more: object) -> None:
        """Print all as JSON."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(json.dumps({"seconds": sum(self.steps.values()), "steps": self.steps, "gib": peak} | more))


def filled_columns(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Columns of `records` that hold anything."""
    counts = ", ".join(f"count({name})" for name in clean.CLEANED)
    row = connection.execute(f"select {counts} from records").fetchall()[0]
    return {name for name, count in zip(clean.CLEANED, row, strict=True) if count}


def label(connection: duckdb.DuckDBPyConnection, persons: str) -> None:
    """`labels`: signal_id and person_id of every signal; `persons` is a table of h and person_id."""
    rows = f"select signal_id, person_id from signals join {persons} using (h)"
    connection.execute(f"create or replace temp table labels as {rows}")


def link(asked: argparse.Namespace) -> None:
    """All signals at once."""
    clock = Clock()
    connection = duckdb.connect(asked.save_state or ":memory:")
    clean.clean(connection, asked.files)
    clock.step("read and clean")
    api = DuckDBAPI(connection)
    records = api.register("records")
    made = febrl_model if asked.febrl else model
    linker = Linker(records, asked.model or made.settings(filled_columns(connection)), log_level=None)
    clock.step("set up")
    if not asked.model:
        made.train(linker)
        if asked.save_model:
            linker.misc.save_model_to_json(asked.save_model, overwrite=True)
        clock.step("train")
    edges = linker.inference.predict(threshold_match_probability=min(asked.threshold), warning_mode="never")
    clock.step("predict")
    for threshold in asked.threshold:
        groups = cluster_pairwise_predictions_at_threshold(
            records, edges, api, "unique_id", threshold_match_probability=threshold
        )
        persons = f"select r.h, g.cluster_id as person_id from records r join {groups.physical_name} g using (unique_id)"
        connection.execute(f"create or replace table persons as {persons}")
        clock.step("cluster")
        label(connection, "persons")
        clock.step("label")
        connection.execute(f"copy labels to '{asked.out.replace('{}', str(threshold))}' (header)")
        clock.step("write")
    counts = connection.execute(f"select count(*), (select count(*) from {edges.physical_name}) from records").fetchall()[0]
    if asked.save_state:
        save_state(connection, linker)
        clock.step("save state")
    clock.report(records=counts[0], edges=counts[1], version=duckdb.__version__)


def save_state(connection: duckdb.DuckDBPyConnection, linker: Linker) -> None:
    """Keep the records with their person and the term frequencies, and nothing else."""
    connection.execute("create table registry as select r.*, p.person_id from records r join persons p using (h)")
    for column in model.FREQUENCIES:
        table = linker.table_management.compute_tf_table(column)
        connection.execute(f"create table frequency_{column} as select * from {table.physical_name}")
    drop_all_but_state(connection)
    connection.close()


def drop_all_but_state(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave the registry and the term frequencies in the file, and write it out."""
    keep = {"registry", *(f"frequency_{column}" for column in model.FREQUENCIES)}
    for (name,) in connection.execute("select table_name from duckdb_tables() where not temporary").fetchall():
        if name not in keep:
            connection.execute(f"drop table {name}")
    connection.execute("checkpoint")


def new_records(connection: duckdb.DuckDBPyConnection, file: str) -> None:
    """`fresh`: the collapsed records of the month that the registry does not have."""
    first = connection.execute("select max(unique_id) + 1 from registry").fetchall()[0][0]
    clean.clean(connection, [file], first)
    connection.execute("create temp table fresh as select * from records anti join registry using (h)")
    connection.execute("drop table records")


def month(asked: argparse.Namespace) -> None:
    """A batch onto the state: new records against the registry and among themselves, then the state written back."""
    clock = Clock()
    connection = duckdb.connect(asked.state)
    clock.step("open")
    new_records(connection, asked.files[0])
    clock.step("read and clean")
    api = DuckDBAPI(connection)
    registry, fresh = api.register("registry"), api.register("fresh")
    linker = Linker(registry, asked.model, log_level=None)
    for column in model.FREQUENCIES:
        linker.table_management.register_term_frequency_lookup(api.register(f"frequency_{column}"), column)
    clock.step("set up")
    least = asked.threshold[0]
    between = linker.inference.predict_between(registry, fresh, threshold_match_probability=least, warning_mode="never")
    within = linker.inference.predict_within(fresh, threshold_match_probability=least, warning_mode="never")
    clock.step("predict")
    merge(connection, api, between.physical_name, within.physical_name, least)
    clock.step("cluster")
    label(connection, "registry")
    clock.step("label")
    count = connection.execute("select count(*) from fresh").fetchall()[0][0]
    connection.execute(f"copy labels to '{asked.out}' (header); copy merged to '{asked.out}.merged' (header)")
    clock.step("write")
    drop_all_but_state(connection)
    connection.close()
    clock.step("save state")
    clock.report(new=count)


def merge(connection: duckdb.DuckDBPyConnection, api: DuckDBAPI, between: str, within: str, least: float) -> None:
    """Add the new records to the registry under the person they belong to, and unite persons that a new record joins.

    The graph is small: its nodes are the new records (by number) and the persons they touch (by minus their number).
    """
    connection.execute(f"""
        create temp table small_edges as
          select -r.person_id - 1 as node_l, b.unique_id_r as node_r, match_probability
          from {between} b join registry r on r.unique_id = b.unique_id_l
          union all select unique_id_l, unique_id_r, match_probability from {within};
        create temp table small_nodes as
          select unique_id as node from fresh union select node_l from small_edges;
    """)
    groups = cluster_pairwise_predictions_at_threshold(
        api.register("small_nodes"), api.register("small_edges"), api, "node", "node_l", "node_r", least
    ).physical_name
    connection.execute(f"""
        create temp table united as select node, coalesce(min(-node - 1) filter (node < 0) over (partition by cluster_id),
          min(node) over (partition by cluster_id)) as person from {groups};
        create temp table merged as select -node - 1 as old, person as new from united where node < 0 and -node - 1 != person;
        update registry set person_id = merged.new from merged where registry.person_id = merged.old;
        insert into registry select fresh.*, united.person from fresh join united on united.node = fresh.unique_id;
    """)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["link", "month"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--febrl", action="store_true")
    parser.add_argument("--model")
    parser.add_argument("--save-model")
    parser.add_argument("--state")
    parser.add_argument("--save-state")
    parser.add_argument("--threshold", type=float, nargs="+", default=[0.99])
    asked = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    if asked.save_state:
        Path(asked.save_state).unlink(missing_ok=True)
    (link if asked.mode == "link" else month)(asked)


if __name__ == "__main__":
    main()
