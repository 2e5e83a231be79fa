"""recordlinkage's own ECM classifier (Fellegi-Sunter by expectation maximisation) on files in our columns.

python recordlinkage_run.py FILE… --out LABELS.csv
"""

from __future__ import annotations

import argparse
import json
import resource
import time

import numpy as np
import pandas as pd
import recordlinkage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

KEYS = (["surname"], ["first_names"], ["birth_date"], ["postcode", "house_number"], ["street"])
COMPARED = {
    "first_names": ("jarowinkler", 0.85),
    "surname": ("jarowinkler", 0.85),
    "birth_date": ("damerau_levenshtein", 0.85),
    "street": ("jarowinkler", 0.85),
    "city": ("jarowinkler", 0.85),
    "postcode": ("damerau_levenshtein", 0.7),
}
EXACT = ("house_number", "addition")


def pairs_of(records: pd.DataFrame) -> pd.MultiIndex:
    """The candidate pairs that the classifier calls links."""
    indexer = recordlinkage.Index()
    for key in KEYS:
        indexer.block(key)
    candidates = indexer.index(records)
    compare = recordlinkage.Compare()
    for column, (method, threshold) in COMPARED.items():
        compare.string(column, column, method=method, threshold=threshold, label=column)
    for column in EXACT:
        compare.exact(column, column, label=column)
    vectors = compare.compute(candidates, records)
    return recordlinkage.ECMClassifier(binarize=0.5).fit_predict(vectors)


def main() -> None:
    """Link and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--out", required=True)
    asked = parser.parse_args()
    began = time.perf_counter()
    records = pd.concat([pd.read_csv(file, dtype=str) for file in asked.files], ignore_index=True)
    pairs = pairs_of(records)
    left, right = pairs.get_level_values(0).to_numpy(), pairs.get_level_values(1).to_numpy()
    graph = coo_matrix((np.ones(len(left)), (left, right)), shape=(len(records), len(records)))
    persons = connected_components(graph, directed=False)[1]
    seconds = time.perf_counter() - began
    pd.DataFrame({"signal_id": records["signal_id"], "person_id": persons}).to_csv(asked.out, index=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": seconds, "steps": {"all": seconds}, "gib": peak, "version": recordlinkage.__version__}))


if __name__ == "__main__":
    main()
