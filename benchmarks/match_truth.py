"""How well the matching does against labelled deliveries: right, wrong, in review, refused, by kind of damage.

    ./demo --no-serve --deliveries DIR --register DIR/register.csv --lines lines.csv
    .venv/bin/python benchmarks/match_truth.py lines.csv DIR/truth.csv

An automatic link is wrong when two automatic rows share a person_id and are about two people. A person is found when all
their rows that were linked (auto, or new as the first of a person) share one id that is nobody else's.

A line is right by itself when it was not put in front of a person and stands under the id that most lines of its person have, and
the same for its household, and those ids are mostly theirs. It is findable when its damage leaves two of surname, birth date and
present address: by the wide reading any form of the surname will do (a typing error, the partner's, a double name), so only lines
with both birth date and address damaged fall out; by the narrow one each of these three forms is a damaged surname.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

Row = dict[str, str]

BIRTH = {"no birth date", "birth year off", "birth 1 January", "day/month swapped"}
ADDRESS = {"earlier address", "postcode typo", "addition in number", "addition lost"}
SURNAME = {"surname typo", "partner's name", "double name"}


def read(place: str) -> list[Row]:
    """The rows of a CSV file."""
    with Path(place).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def owners(rows: list[tuple[Row, Row]], ours: str, theirs: str) -> dict[str, str]:
    """Whose each of our ids is: of the truth that most of its automatic rows have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line, truth in rows:
        if line["link"] in ("auto", "new"):
            votes[line[ours]][truth[theirs]] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def mostly(rows: list[tuple[Row, Row]], ours: str, theirs: str) -> dict[str, str]:
    """The id that most automatic rows of each true person or household have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line, truth in rows:
        if line["link"] in ("auto", "new"):
            votes[truth[theirs]][line[ours]] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def findable(damage: str, *, narrow: bool) -> bool:
    """Whether two of surname, birth date and present address are right."""
    parts = set(damage.split("; "))
    harmed = bool(parts & BIRTH) + bool(parts & ADDRESS) + (narrow and bool(parts & SURNAME))
    return harmed <= 1


def by_themselves(rows: list[tuple[Row, Row]]) -> list[tuple[Row, bool]]:
    """The truth of each accepted row, and whether its person and its household are right without anybody's help."""
    person, home = owners(rows, "person_id", "person_bsn"), owners(rows, "household_id", "household")
    main_id, main_home = mostly(rows, "person_id", "person_bsn"), mostly(rows, "household_id", "household")
    found = []
    for line, truth in rows:
        whom, where = truth["person_bsn"], truth["household"]
        own = person.get(line["person_id"]) == whom and main_id.get(whom) == line["person_id"]
        at_home = home.get(line["household_id"]) == where and main_home.get(where) == line["household_id"]
        found.append((truth, line["link"] != "review" and own and at_home))
    return found


def tell_findable(rows: list[tuple[Row, Row]]) -> None:
    """Print the two readings."""
    judged = by_themselves(rows)
    for name, narrow in (("wide", False), ("narrow", True)):
        among = [right for truth, right in judged if findable(truth["damage"], narrow=narrow)]
        print(f"findable ({name}): right by themselves {sum(among)} of {len(among)} ({sum(among) / max(len(among), 1):.1%})")


def main() -> None:
    """Print the tables."""
    truth = {(row["month"], row["partner"], row["line"]): row for row in read(sys.argv[2])}
    rows = [(line, truth[line["month"], line["partner"], line["line"]]) for line in read(sys.argv[1])]
    refused = Counter((t["expect"], line["verdict"] == "refused") for line, t in rows)
    print("refused as expected:", refused["refuse", True] + refused["repeat", True], "missed:",
          refused["refuse", False] + refused["repeat", False], "wrongly refused:", refused["accept", True])  # fmt: skip
    accepted = [(line, t) for line, t in rows if t["expect"] == "accept" and line["verdict"] != "refused"]
    print("links:", dict(Counter(line["link"] for line, _ in accepted)))

    people: dict[str, Counter[str]] = defaultdict(Counter)
    for line, t in accepted:
        if line["link"] in ("auto", "new"):
            people[line["person_id"]][t["person_bsn"]] += 1
    pairs = sum(a * b for counted in people.values() for a, b in combinations(counted.values(), 2))
    print("ids that are two people:", sum(len(c) > 1 for c in people.values()), "wrong pairs:", pairs)

    person, home = owners(accepted, "person_id", "person_bsn"), owners(accepted, "household_id", "household")
    by_damage: dict[str, Counter[str]] = defaultdict(Counter)
    for line, t in accepted:
        right = person.get(line["person_id"]) == t["person_bsn"] and home.get(line["household_id"]) == t["household"]
        outcome = line["link"] if line["link"] == "review" else "right" if right else "wrong"
        by_damage[t["damage"] or "(none)"][outcome] += 1
    ids = defaultdict(set)
    for line, t in accepted:
        if line["link"] in ("auto", "new"):
            ids[t["person_bsn"]].add(line["person_id"])
    print("people:", len({t["person_bsn"] for _, t in accepted}), "in one piece:", sum(len(found) == 1 for found in ids.values()))
    tell_findable(accepted)
    print(f"{'right':>6} {'review':>6} {'wrong':>6}  damage")
    for damage, counted in sorted(by_damage.items(), key=lambda item: -item[1].total()):
        print(f"{counted['right']:6} {counted['review']:6} {counted['wrong']:6}  {damage}")


if __name__ == "__main__":
    main()
