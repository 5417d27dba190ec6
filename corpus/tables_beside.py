"""The files of a corpus folder that say something of the others, in TOML. They come with gazettes, from anybody."""

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.formats.opening import open_inside

#: Bytes of one such file.
LARGEST = 8 * 1024 * 1024


def table_beside(folder: Path, name: str) -> dict[str, Any]:
    """What the file says, nothing where there is none.

    Raises ``OSError`` where it is no file of this folder, and ``ValueError`` where it is no TOML.
    """
    try:
        return tomllib.loads(_content(folder, name).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except RecursionError:
        raise ValueError("it nests too deeply") from None


def sums_beside(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 by name of those that are there."""
    there = [name for name in names if (folder / name).exists()]
    return {name: hashlib.sha256(_content(folder, name)).hexdigest() for name in there}


def _content(folder: Path, name: str) -> bytes:
    with open_inside(folder, folder / name) as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"it is longer than {LARGEST // 1024 // 1024} MB")
    return content
