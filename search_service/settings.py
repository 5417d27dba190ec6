"""The one table of settings: every field of :class:`Settings` is also the environment variable ``GONGBAO_<NAME>``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import corpus
from corpus.errors import OperatorError


def _corpus_folder() -> str:
    return str(Path(corpus.__file__).parent / "gazettes")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can choose. The ``help`` of each field is shown by the command line and the documentation."""

    index: str = field(default="whoosh:var/index", metadata={"help": "URL of the search index"})
    corpus: str = field(default_factory=_corpus_folder, metadata={"help": "folder with the gazettes and catalog.toml"})
    min_coverage: int = field(
        default=99,
        metadata={
            "help": "percent of the lines that a rebuild must place, or it does not switch",
            "low": 0,
            "high": 100,
        },
    )
    host: str = field(default="127.0.0.1", metadata={"help": "address that the web service listens on"})
    port: int = field(default=8000, metadata={"help": "port that the web service listens on", "low": 1, "high": 65535})
    workers: int = field(default=1, metadata={"help": "processes of the web service", "low": 1, "high": 256})
    threads: int = field(default=4, metadata={"help": "threads in each of them", "low": 1, "high": 256})

    @classmethod
    def read(cls, environ: Mapping[str, str], **chosen: Any) -> "Settings":
        """Take ``chosen`` values that are not ``None``, then the environment, then the defaults.

        Raises :class:`OperatorError` naming the variable when a number is no number or out of its range.
        """
        values = {name: value for name, value in chosen.items() if value is not None}
        for setting in fields(cls):
            text = environ.get(variable(setting.name), "")
            if setting.name not in values and text:
                values[setting.name] = _number(setting.name, text, setting.metadata) if setting.type is int else text
        return cls(**values)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"GONGBAO_{name.upper()}"


def _number(name: str, text: str, limits: Mapping[str, Any]) -> int:
    low, high = limits["low"], limits["high"]
    try:
        number = int(text)
    except ValueError:
        number = low - 1
    if low <= number <= high:
        return number
    message_en = f"{variable(name)} must be a whole number from {low} to {high}, not {text[:40]!r}"
    raise OperatorError(message_en, f"{variable(name)} 应为 {low} 至 {high} 之间的整数，而不是“{text[:40]}”")
