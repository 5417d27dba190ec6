"""The one table of settings: every field of :class:`Settings` is also the environment variable ``GONGBAO_<NAME>``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import corpus
from corpus import OperatorError


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
            "help": "percent of the lines of what was read that a rebuild must place, or it does not switch",
            "low": 0,
            "high": 100,
        },
    )
    host: str = field(default="127.0.0.1", metadata={"help": "address that the web service listens on"})
    port: int = field(default=8000, metadata={"help": "port that the web service listens on", "low": 1, "high": 65535})
    workers: int = field(default=1, metadata={"help": "processes of the web service", "low": 1, "high": 256})
    threads: int = field(
        default=4, metadata={"help": "requests that each of them works on at once", "low": 1, "high": 256}
    )
    queue: int = field(
        default=32,
        metadata={
            "help": "requests that wait for one of these threads, two seconds at most; more are answered 503",
            "low": 0,
            "high": 1024,
        },
    )
    time_limit: int = field(
        default=10,
        metadata={"help": "seconds that a request may take; then it is answered 503", "low": 1, "high": 600},
    )
    base_url: str = field(
        default="", metadata={"help": "address under which readers reach the service, such as https://host/path"}
    )
    hosts: str = field(
        default="", metadata={"help": "names, with commas, that a request may give as its Host; others are refused"}
    )
    proxy: str = field(
        default="",
        metadata={"help": "address of the proxy whose X-Forwarded-For, -Host and -Proto are believed; empty: nobody's"},
    )
    rate_limit: str = field(
        default="", metadata={"help": "requests of one address to each process, such as 120/minute; empty: no limit"}
    )
    metrics: int = field(
        default=0, metadata={"help": "1: give metrics for Prometheus at /metrics", "low": 0, "high": 1}
    )
    log_queries: int = field(
        default=0, metadata={"help": "1: write the parameters of requests into the log", "low": 0, "high": 1}
    )

    @property
    def prefix(self) -> str:
        """The path of the base URL, without a slash at its end."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def host_names(self) -> frozenset[str]:
        """The names of the service in small letters, that of its base URL among them; empty where any name will do."""
        named = {name.strip().lower() for name in self.hosts.split(",") if name.strip()}
        base = urlsplit(self.base_url).hostname
        return frozenset(named | {base} if named and base else named)

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
        settings = cls(**values)
        _require_base_url(settings.base_url)
        return settings


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


def _require_base_url(text: str) -> None:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        name = variable("base_url")
        message_en = f"{name} must be an address such as https://host/path, not {text[:80]!r}"
        raise OperatorError(message_en, f"{name} 应为 https://主机/路径 形式的网址，而不是“{text[:80]}”")
