"""Just enough of JSON Schema to hold questions and answers against the published OpenAPI description."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parents[4] / "shared" / "specs" / "brp-personen-bevragen.openapi.json"
_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


class Schemas:
    """The schemas of the description; `faults` names every place where a value breaks one."""

    def __init__(self) -> None:
        self._all = json.loads(PLACE.read_text(encoding="utf-8"))["components"]["schemas"]

    def faults(self, value: Any, name: str) -> list[str]:
        """What is wrong with a value as the named schema."""
        return self._check(value, self._all[name], name)

    def known(self, name: str) -> set[str]:
        """The properties of an object, those of its parts included."""
        return self._properties(self._all[name])

    def _properties(self, schema: dict[str, Any]) -> set[str]:
        if "$ref" in schema:
            return self._properties(self._all[schema["$ref"].rsplit("/", 1)[1]])
        parts = [self._properties(part) for part in schema.get("allOf", [])]
        return set(schema.get("properties", {})).union(*parts)

    def _check(self, value: Any, schema: dict[str, Any], path: str) -> list[str]:
        found: list[str] = []
        if "$ref" in schema:
            target = self._all[schema["$ref"].rsplit("/", 1)[1]]
            kinds = target.get("discriminator", {}).get("mapping", {})
            chosen = kinds.get(value.get("type")) if isinstance(value, dict) else None
            if chosen:
                target = self._all[chosen.rsplit("/", 1)[1]]
            found += self._check(value, target, path)
            if isinstance(value, dict):
                unknown = set(value) - self._properties(target)
                found += [f"{path}.{key}: unknown" for key in unknown]
        for part in schema.get("allOf", []):
            # a part is checked for what it asks; what it does not know may stand in another part
            target = self._all[part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part
            found += self._check(value, {k: v for k, v in target.items() if k != "discriminator"}, path)
        return found + self._own(value, schema, path)

    def _own(self, value: Any, schema: dict[str, Any], path: str) -> list[str]:
        """What the schema itself asks of a value."""
        kind = _TYPES.get(schema.get("type", ""))
        if kind and not isinstance(value, kind):
            return [f"{path}: not {schema['type']}"]
        found: list[str] = []
        if isinstance(value, dict):
            found += [f"{path}.{key}: missing" for key in schema.get("required", []) if key not in value]
            for key in set(schema.get("properties", {})) & set(value):
                found += self._check(value[key], schema["properties"][key], f"{path}.{key}")
        if isinstance(value, list) and "items" in schema:
            found += [fault for i, item in enumerate(value) for fault in self._check(item, schema["items"], f"{path}[{i}]")]
            found += [f"{path}: too many"] if len(value) > schema.get("maxItems", len(value)) else []
        if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{path}: {value!r} does not fit {schema['pattern']}")
        return found
