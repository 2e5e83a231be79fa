"""The project's own code as the architecture tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "voordeur"
STAGES = ("deliver", "match", "triage", "reach", "visit", "help", "answer", "report")


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module of the package but the migrations, parsed."""
    files = [p for p in sorted(PACKAGE.rglob("*.py")) if "migrations" not in p.parts]
    return tuple((p, ast.parse(p.read_text(encoding="utf-8"))) for p in files)


def dotted(path: Path) -> str:
    """`src/voordeur/stages/match/models.py` → `voordeur.stages.match.models`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module) -> Iterator[str]:
    """Every imported name, dotted, type-checking blocks and inner imports included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
