"""The data files of this package: what is true of one place, body or portal stands there and not in code."""

import tomllib
from importlib.resources import files
from typing import Any


def data(name: str) -> dict[str, Any]:
    """The table of a TOML file of this package."""
    return tomllib.loads(files("corpus").joinpath(name).read_text("utf-8"))
