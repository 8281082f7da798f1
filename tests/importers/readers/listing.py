"""Gives plain values."""

from typing import Any


def read(data: bytes, name: str) -> list[Any]:
    return [name, len(data), None, 1.5, {"a": ["b\ud800"]}]
