"""`voordeur link`: fixed shapes, exit codes, whole files or none; nothing that a user can give it ends in a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from stages.match.lines import COLUMNS, at_random, frame
from voordeur.demo.generator.generate import generate
from voordeur.site.command import main
from voordeur.stages.match.rules.agree import LEVELS
from voordeur.stages.match.rules.said import FIELDS, OUTCOMES, SAID
from voordeur.stages.match.rules.weights import TABLE

BERK = {
    "surname": "Berkhout",
    "initials": "J.",
    "birth_date": "1951-03-12",
    "postcode": "9999AA",
    "house_number": "4",
    "sex": "M",
}
HEADER = ["signal_id", "person_id", "household_id", "verdict", "score"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def signals(place):
    other = {"signal_id": "3", "surname": "Zandstra", "initials": "C.", "birth_date": "1953-04-05", "sex": "V"}
    rows = ({**BERK, "signal_id": "1"}, {**BERK, "signal_id": "2", "initials": "J.P."}, {**BERK, **other})
    frame(*rows).write_csv(place / "signals.csv")
    return place / "signals.csv"


def link(*words: object) -> int:
    return main(["link", *map(str, words)])


def refused(capsys, *words: object) -> str:
    """What is said of a call that cannot be carried out: one sentence or two on the error output, nothing else."""
    capsys.readouterr()
    assert link(*words) == 2
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err
    assert said.err.strip().endswith(".") and len(said.err.splitlines()) == 1
    return said.err


def rows_of(file) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path(file).read_bytes().decode(), newline="")))


def names_in(place: Path) -> list[str]:
    return sorted(file.name for file in place.iterdir())


# --- what comes out


def test_one_line_per_signal_in_the_order_of_the_files(place, signals, capsys):
    frame({**BERK, "signal_id": "9"}).select(
        "signal_id", "surname", "initials", "birth_date", "postcode", "house_number"
    ).write_csv("more.csv")
    assert link("signals.csv", "more.csv", "--out", "links.csv", "--times") == 0
    header, *rows = rows_of("links.csv")
    assert header == HEADER
    assert [row[0] for row in rows] == ["1", "2", "3", "9"]
    assert [row[3] for row in rows] == ["new", "auto", "new", "auto"]
    assert rows[0][1] == rows[1][1] == rows[3][1] != rows[2][1]
    assert len({row[2] for row in rows}) == 1
    said = capsys.readouterr()
    assert said.out == "" and {"read", "link", "write"} <= set(json.loads(said.err))
    assert names_in(place) == ["links.csv", "more.csv", "signals.csv"]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfsignal_id,surname\nS1,Jansen\nS2,Jansen\n",
        b"signal_id,surname\r\nS1,Jansen\r\nS2,Jansen\r\n",
        b'"signal_id","surname"\n"S1","Jan\nsen, ""A"""\n"S2",Jansen',
        b"signal_id\nS1\nS2\n",
        b"surname,something else,signal_id\n,x,S1\n,,S2\n",
        "signal_id,surname\nS1,محمد\nS2,王\n".encode(),
    ],
)
def test_every_usual_shape_of_csv_is_read(place, text):
    (place / "some.csv").write_bytes(text)
    assert link("some.csv", "--out", "links.csv") == 0
    assert [row[0] for row in rows_of("links.csv")[1:]] == ["S1", "S2"]


def test_names_of_signals_come_back_as_they_were(place):
    names = ["007", "a,b", 'say "x"', "twee\nregels", "", "é", "007"]
    frame(*({**BERK, "signal_id": name} for name in names)).write_csv("some.csv")
    assert link("some.csv", "--out", "links.csv") == 0
    assert [row[0] for row in rows_of("links.csv")[1:]] == names


def test_a_header_alone_gives_a_header_alone(place):
    (place / "some.csv").write_text(",".join(COLUMNS))
    assert link("some.csv", "--out", "links.csv", "--save", "state") == 0
    assert rows_of("links.csv") == [HEADER]
    frame(BERK).write_csv("more.csv")
    assert link("more.csv", "--registry", "state", "--out", "links.csv") == 0


# --- what cannot be used

UNUSABLE = {
    "empty": (b"", "is empty"),
    "no signal_id": (b"id,surname\n1,Jansen\n", "no column signal_id"),
    "semicolons": (b"signal_id;surname\n1;Jansen\n", "commas"),
    "tabs": (b"signal_id\tsurname\n1\tJansen\n", "commas"),
    "latin-1": ("signal_id,surname\n1,Renée\n".encode("latin-1"), "UTF-8"),
    "utf-16": ("signal_id,surname\n1,Jansen\n".encode("utf-16"), "UTF-16"),
    "carriage returns": (b"signal_id,surname\r1,Jansen\r", "line ends"),
    "too many fields": (b"signal_id,surname\n1,Jansen,x,y\n", "cannot be read"),
    "a quote too few": (b'signal_id,surname\n1,"Jansen\n2,Berg\n', "cannot be read"),
    "a column twice": (b"signal_id,surname,surname\n1,a,b\n", "twice"),
    "no text": (bytes(range(1, 256)) * 4, "no column signal_id"),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_file_that_cannot_be_used_is_named_with_its_reason(kind, place, capsys):
    text, reason = UNUSABLE[kind]
    (place / "some.csv").write_bytes(text)
    (place / "links.csv").write_text("of last month")
    said = refused(capsys, "some.csv", "--out", "links.csv")
    assert "some.csv" in said and reason in said
    assert (place / "links.csv").read_text() == "of last month"
    assert names_in(place) == ["links.csv", "some.csv"]


def test_places_that_cannot_be_read_or_written(place, signals, capsys):
    (place / "folder").mkdir()
    (place / "own").mkdir()
    (place / "own" / "precious.txt").write_text("x")
    out = ("--out", "links.csv")
    for words, named in (
        (("nowhere.csv", *out), "nowhere.csv"),
        (("folder", *out), "folder"),
        (("sig*.csv", *out), "sig*.csv"),
        ((signals,), "LINKS"),
        (out, "SIGNALS.csv"),
        ((signals, "--out", "folder"), "folder"),
        ((signals, "--out", "."), "folder"),
        ((signals, "--out", "no/links.csv"), "no"),
        ((signals, "--out", "signals.csv/links.csv"), "signals.csv"),
        ((signals, "--out", signals), "signals.csv"),
        ((signals, "--out", "x" * 300), "x"),
        ((signals, *out, "--save", signals), "signals.csv"),
        ((signals, *out, "--save", "signals.csv/state"), "state"),
        ((signals, *out, "--save", "own"), "precious.txt"),
        ((signals, *out, "--save", "."), "folder"),
        ((signals, *out, "--registry", "nowhere"), "--save nowhere"),
        ((signals, *out, "--registry", signals), "no saved registry"),
        ((signals, *out, "--weights", "nowhere.csv"), "nowhere.csv"),
        ((signals, *out, "--weights", signals), "no table of weights"),
    ):  # fmt: skip
        before = names_in(place)
        assert named in refused(capsys, *words), words
        assert names_in(place) == before
    assert (place / "own" / "precious.txt").read_text() == "x"
    assert rows_of(signals)[0] == list(COLUMNS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everywhere")
def test_without_the_right_to_write_or_read(place, signals, capsys):
    (place / "closed").mkdir(mode=0o500)
    assert "closed" in refused(capsys, signals, "--out", "closed/links.csv")
    signals.chmod(0)
    assert "signals.csv" in refused(capsys, signals, "--out", "links.csv")


# --- month after month


def saved(signals) -> None:
    assert link(signals, "--out", "links.csv", "--save", "state") == 0


def test_a_saved_registry_knows_the_people_of_before(place, signals):
    saved(signals)
    first = rows_of("links.csv")[1:]
    assert link(signals, "--registry", "state", "--save", "state", "--out", "again.csv") == 0
    again = rows_of("again.csv")[1:]
    assert [row[:3] for row in again] == [row[:3] for row in first]
    assert {row[3] for row in again} == {"auto"}
    assert len(names_in(place / "state")) == 5


def _about(change) -> None:
    file = Path("state/about.json")
    about = json.loads(file.read_text())
    change(about)
    file.write_text(json.dumps(about))


BROKEN = {
    "no json": lambda place: (place / "about.json").write_bytes(b"\xff\x00"),
    "another list": lambda place: (place / "about.json").write_text("[1]"),
    "another object": lambda place: (place / "about.json").write_text("{}"),
    "another form": lambda place: _about(lambda about: about.update(form=1)),
    "another polars": lambda place: _about(lambda about: about.update(frames="0.1")),
    "other fields": lambda place: _about(lambda about: about.update(fields=["surname"])),
    "no count": lambda place: _about(lambda about: about.pop("seen")),
    "a word for a count": lambda place: _about(lambda about: about.update(seen="many")),
    "too few weights": lambda place: _about(lambda about: about["scale"]["weights"].update(surname=[1])),
    "no records": lambda place: (place / "records.1.arrow").unlink(),
    "half the words": lambda place: (place / "words.1.arrow").write_bytes((place / "words.1.arrow").read_bytes()[:99]),
    "empty edges": lambda place: (place / "edges.1.arrow").write_bytes(b""),
    "foreign names": lambda place: (place / "names.1.arrow").write_bytes(b"x" * (place / "names.1.arrow").stat().st_size),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_or_foreign_registry_is_refused_with_what_to_do(kind, place, signals, capsys):
    saved(signals)
    Path("links.csv").unlink()
    BROKEN[kind](place / "state")
    assert "make it anew" in refused(capsys, signals, "--registry", "state", "--out", "links.csv")
    assert not Path("links.csv").exists()
    if kind not in ("another list", "another object", "no json"):
        saved(signals)
        assert link(signals, "--registry", "state", "--out", "again.csv") == 0


class Stopped(BaseException):
    """Somebody pulled the plug."""


class _Plug:
    """Stops what is done to files below a place, at the so manieth time. Without a place it rests: no hook can be taken out."""

    left = 0
    below = ""

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        touches = event in ("os.rename", "os.remove", "os.mkdir", "shutil.rmtree") or (
            event == "open" and str(args[1])[:1] in "wax"
        )
        if touches and self.below and self.below in str(Path(str(args[0])).absolute()):
            self.left -= 1
            if self.left == 0:
                raise Stopped


PLUG = _Plug()


def test_stopped_at_any_moment_a_save_leaves_the_old_registry_or_the_new_one_whole(place, signals):
    saved(signals)
    shutil.copytree("state", "kept")
    at_random(30, 1).write_csv("more.csv")
    assert link("more.csv", "--registry", "kept", "--out", "expected.csv", "--save", "new") == 0
    answers = {}
    for state in ("kept", "new"):
        link(signals, "more.csv", "--registry", state, "--out", f"{state}.csv")
        answers[Path(f"{state}.csv").read_text()] = state
    sys.addaudithook(PLUG)
    seen, moment, done = [], 0, False
    while not done:
        moment += 1
        shutil.rmtree("state")
        shutil.copytree("kept", "state")
        PLUG.left, PLUG.below = moment, str(place / "state")
        try:
            link("more.csv", "--registry", "state", "--out", "out.csv", "--save", "state")
            done = True
        except Stopped:
            pass
        finally:
            PLUG.below = ""
        assert link(signals, "more.csv", "--registry", "state", "--out", "after.csv") == 0
        seen.append(answers[Path("after.csv").read_text()])
    assert seen[0] == "kept" and seen[-1] == "new" and len(seen) >= 4
    assert seen == sorted(seen)


# --- why


def explained(capsys, *words: object) -> list[str]:
    assert link("--explain", *words) == 0
    return capsys.readouterr().out.splitlines()


def test_why_two_signals_are_one_person_in_two_languages(place, signals, capsys):
    dutch = explained(capsys, "1", "2", "--in", signals)
    english = explained(capsys, "1", "2", "--in", signals, "--language", "en")
    assert "zelfde geboortedatum" in "".join(dutch) and "same birth date" in "".join(english)
    assert OUTCOMES["linked"][0] in dutch[-1] and OUTCOMES["linked"][1] in english[-1]
    weights = [float(line[50:57]) for line in dutch[:-1]]
    assert weights == sorted(weights, reverse=True)
    assert all("│" in line for line in dutch[:-1]) and "█" in dutch[0].split("│")[1]
    assert "(J. / J.P.)" in "".join(dutch)


def test_why_is_told_by_the_weights_that_linked_them(place, capsys):
    others = generate(600, seed=4).signals.drop("signal_id").to_dicts()
    frame(BERK, {**BERK, "initials": "J.P.", "sex": ""}, *others).write_csv("town.csv")
    assert link("town.csv", "--out", "links.csv", "--save", "state") == 0
    weight = float(rows_of("links.csv")[2][4])
    for more in ((), ("--registry", "state")):
        assert float(explained(capsys, "S0", "S1", "--in", "town.csv", *more)[-1][50:57]) == weight


def test_what_speaks_against_points_left_and_a_household_counts_to_its_ceiling(place, capsys):
    home = {**BERK, "street": "Merelstraat", "phone": "06-00012345"}
    frame(home, {**home, "initials": "C.", "birth_date": "1953-04-05", "sex": "V"}).write_csv("home.csv")
    lines = explained(capsys, "S0", "S1", "--in", "home.csv")
    against = [line for line in lines[:-1] if line[50:57].strip().startswith("-")]
    assert {line.split()[0] for line in against} == {"Geboortedatum", "Voorletters", "Geslacht"}
    assert all(line.split("│")[0].endswith("█") for line in against)
    assert "telt tot 17" in lines[-1] and OUTCOMES["linked"][0] not in lines[-1]


def test_a_signal_that_is_not_there_and_a_question_without_a_file(signals, capsys):
    assert "no signal 99" in refused(capsys, "--explain", "1", "99", "--in", signals)
    assert "--in" in refused(capsys, "--explain", "1", "2")
    assert "nowhere.csv" in refused(capsys, "--explain", "1", "2", "--in", "nowhere.csv")


def test_signals_that_say_nothing_can_be_explained(place, capsys):
    pl.DataFrame({"signal_id": ["a", "b"]}).write_csv("bare.csv")
    assert OUTCOMES["apart"][0] in explained(capsys, "a", "b", "--in", "bare.csv")[-1]


def test_every_agreement_that_can_be_reached_has_words_in_two_languages_and_a_weight():
    reached = {(name, level) for name, levels in LEVELS.items() for level in levels if level != "missing"}
    assert set(SAID) == reached
    assert set(FIELDS) == set(LEVELS)
    assert reached <= {(row.field, row.agreement) for row in TABLE}
    assert all(dutch and english and dutch != english for dutch, english in (*SAID.values(), *OUTCOMES.values()))


# --- nothing that the call does not use

UNUSED = (
    *(
        "django",
        "sqlalchemy",
        "psycopg",
        "sqlite3",
        "pyspark",
        "pyarrow",
        "httpx",
        "requests",
        "openpyxl",
        "xlsxwriter",
        "pandas",
    ),
    *("reportlab", "weasyprint", "voordeur.record", "voordeur.privacy", "voordeur.accounts", "voordeur.demo", "voordeur.web"),
    *("scipy.stats", "scipy.optimize", "scipy.signal", "scipy.interpolate"),
)
CALL = (
    "import sys; from voordeur.site.command import main; code = main(sys.argv[1:]); print(*sorted(sys.modules)); sys.exit(code)"
)


def test_no_django_no_database_and_no_package_that_the_call_does_not_use(place, signals):
    generate(200, seed=1).signals.write_csv("some.csv")
    apart = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "VOORDEUR_DATA", "VOORDEUR_DATABASE")
    bare = {name: value for name, value in os.environ.items() if name not in apart}
    words = ["link", "some.csv", "--out", "links.csv", "--save", "state"]
    done = subprocess.run([sys.executable, "-c", CALL, *words], env=bare, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith(UNUSED)] == []
    assert names_in(place) == ["links.csv", "signals.csv", "some.csv", "state"]
