"""The data files of this package, each read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def table(file: str, name: str) -> Mapping[str, str]:
    """One table of a TOML file of this package: Chinese words with their English."""
    found: Mapping[str, str] = _file(file)[name]
    return found


@cache
def _file(file: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("search_service.english").joinpath(f"{file}.toml").read_text("utf-8"))
