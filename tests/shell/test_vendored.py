"""The files of others stand here exactly as they were published."""

import hashlib
import tomllib
from pathlib import Path

import voordeur.shell

ROOM = Path(voordeur.shell.__file__).parent
LIST = tomllib.loads((ROOM / "VENDORED.toml").read_text(encoding="utf-8"))


def test_every_vendored_file_has_the_checksum_that_the_list_names():
    for folder, entry in LIST.items():
        for name, expected in entry["sha256"].items():
            found = hashlib.sha256((ROOM / "static/vendor" / folder / name).read_bytes()).hexdigest()
            assert found == expected, f"{folder}/{name} is not the file of {entry['name']} {entry['version']}"


def test_nothing_is_vendored_that_the_list_does_not_name():
    listed = {f"{folder}/{name}" for folder, entry in LIST.items() for name in entry["sha256"]}
    vendor = ROOM / "static/vendor"
    assert {str(p.relative_to(vendor)) for p in vendor.rglob("*") if p.is_file()} == listed


def test_every_vendored_package_names_its_licence_and_brings_the_text():
    for folder, entry in LIST.items():
        assert entry["licence"] in {"EUPL-1.2", "OFL-1.1"}
        assert any(name.startswith("LICENSE") for name in entry["sha256"]), folder
