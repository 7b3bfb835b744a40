"""Temporary."""

from importlib import import_module
from typing import Any


def happen(path: str, **kw: Any) -> Any:
    module, name = path.rsplit(".", 1)
    return getattr(import_module(f"unbilled.{module}"), name)(**kw)
