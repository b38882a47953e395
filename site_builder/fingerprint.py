"""Digests of values: what a thing was made from, in one line of text."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any


def canonical(value: object) -> Any:
    """Turn a frozen value into JSON types, the same for equal values in any process.

    Frames become CSV text: their float formatting is the shortest that reads back.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: canonical(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return [[canonical(k), canonical(v)] for k, v in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(json.dumps(canonical(v), sort_keys=True) for v in value)
    if isinstance(value, (list, tuple)):
        return [canonical(v) for v in value]
    return _scalar(value)


def _scalar(value: object) -> Any:
    """Turn a value without parts into a JSON type."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value.to_csv(index=False) if hasattr(value, "to_csv") else value


def digest(*values: object) -> str:
    """Return the SHA-256 of values, in hexadecimal."""
    text = json.dumps(canonical(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
