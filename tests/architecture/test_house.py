"""The holes that import contracts leave, each closed by one small test (docs/house.md)."""

from __future__ import annotations

import ast
import re

from django.apps import apps

from architecture.source import PACKAGE, ROOT, STAGES, dotted, functions, imports, modules

NO_NAMES = {"utils", "util", "helpers", "misc", "common", "services", "signals"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def test_no_file_has_a_name_that_says_nothing():
    odd = [str(p) for p, _ in modules() if p.stem in NO_NAMES or any(part in NO_NAMES for part in p.parts)]
    assert odd == []


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {dotted(p): n for p, _ in modules() if (n := p.read_text().count("\n")) > LONGEST_FILE}
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{dotted(path)}.{f.name}": size
        for path, tree in modules()
        for f in functions(tree)
        if (size := (f.end_lineno or 0) - f.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_a_stages_tables_are_used_from_outside_only_by_foreign_keys():
    """Another stage is used through its actions and queries; only models.py may name its tables, for a foreign key."""
    wrong = []
    for path, tree in modules():
        here = dotted(path)
        if here == "voordeur.models":
            continue
        for name in imports(tree):
            found = re.match(r"voordeur\.stages\.(\w+)\.models", name)
            if found and not here.startswith(f"voordeur.stages.{found[1]}.") and not here.endswith(".models"):
                wrong.append(f"{here} imports {name}")
    assert wrong == []


def test_foreign_keys_point_to_the_record_or_backward():
    def place(label: str) -> int:
        found = re.match(r"voordeur\.stages\.(\w+)\.", label)
        return STAGES.index(found[1]) if found else -1

    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_app_config("voordeur").get_models()
        for field in model._meta.get_fields()
        if field.many_to_one and field.concrete and place(field.related_model.__module__) > place(model.__module__)
    ]
    assert wrong == []


def test_rules_have_no_clock_file_socket_or_chance_of_their_own():
    modules_out = {
        "socket",
        "random",
        "secrets",
        "time",
        "os",
        "subprocess",
        "requests",
        "urllib.request",
        "httpx",
        "pathlib",
    }
    calls_out = {"open", "today", "now", "utcnow", "uuid4", "getenv", "urandom"}
    wrong = []
    for path, tree in modules():
        here = dotted(path)
        if ".rules" not in here and not here.startswith("voordeur.calendar"):
            continue
        wrong += [f"{here} imports {name}" for name in imports(tree) if name.split(".")[0] in modules_out]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                owner = getattr(getattr(node.func, "value", None), "id", "")
                if name in calls_out and owner in {"", "date", "datetime", "uuid", "os", "io", "Path"}:
                    wrong.append(f"{here}:{node.lineno} calls {name}()")
    assert wrong == []


def test_no_flow_hides_in_django_signals_or_save():
    wrong = []
    for path, tree in modules():
        wrong += [f"{dotted(path)} imports {name}" for name in imports(tree) if name.startswith("django.dispatch")]
        wrong += [f"{dotted(path)} imports {name}" for name in imports(tree) if "models.signals" in name]
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                wrong += [
                    f"{dotted(path)}: {node.name}.{f.name}"
                    for f in node.body
                    if isinstance(f, ast.FunctionDef) and f.name in {"save", "delete"}
                ]
    assert wrong == []


def test_every_action_and_query_says_what_it_does():
    silent = [
        f"{dotted(path)}.{node.name}"
        for path, tree in modules()
        if re.search(r"\.(actions|queries|rules|forget)(\.|$)", dotted(path)) or dotted(path) == "voordeur.stream"
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_stage_says_what_enters_and_leaves():
    assert [s for s in STAGES if not (PACKAGE / "stages" / s / "README.md").exists()] == []


def test_requirement_lists_are_pinned_with_hashes_and_name_no_host():
    for name in ("app", "dev", "uv", "spark"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        pins = re.findall(r"^[\w.\-\[\]]+==\S+", text, flags=re.M)
        blocks = re.split(r"^(?=[\w.\-\[\]]+==)", text, flags=re.M)[1:]
        assert pins
        assert [b.split()[0] for b in blocks if "--hash=sha256:" not in b] == []
        assert not re.search(r"https?://|--index-url|--find-links", text)
