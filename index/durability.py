"""Files that survive a power cut."""

import os
from pathlib import Path


def make_durable(path: Path) -> None:
    """Hand a file, or a folder's list of names, to the disk. Raises ``OSError``, so that a full disk is noticed."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_tree_durable(folder: Path) -> None:
    """Hand everything under a folder to the disk."""
    for path in (*folder.rglob("*"), folder):
        make_durable(path)


def tree_size(folder: Path) -> int:
    """Bytes in all files under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
