"""Go back to the generation before."""

from contextlib import suppress
from pathlib import Path

from corpus.errors import OperatorError
from index.engines import Address, parse_address
from index.errors import RollbackError
from index.generation.generations import (
    Manifest,
    generation_folder,
    other_generations,
    read_manifest,
    require_whole,
    serve_generation,
    serving_generation,
)
from index.generation.locking import alone
from index.snapshot import open_generation


def rollback(url: str) -> str:
    """Let the newest whole generation serve that was built before the serving one; its id.

    Where ``current`` names none that can be read it is the newest whole one. Raises
    :class:`index.errors.RollbackError` when there is none.
    """
    address = parse_address(url)
    if not address.path.is_dir():
        raise RollbackError(url)
    with alone(address.path):
        serving = _serving(url, address)
        for manifest in other_generations(url, address):
            if (serving is None or manifest.built_at < serving.built_at) and is_whole(url, address, manifest):
                serve_generation(address.path, manifest.generation)
                return manifest.generation
    raise RollbackError(url)


def is_whole(url: str, address: Address, manifest: Manifest) -> bool:
    """Whether every byte of a generation is as it was written, and it can be opened."""
    folder: Path = generation_folder(address.path, manifest.generation)
    with suppress(OperatorError):
        require_whole(url, folder, manifest, compared=None)
        open_generation(url, address, manifest.generation).close()
        return True
    return False


def _serving(url: str, address: Address) -> Manifest | None:
    name = serving_generation(address.path)
    with suppress(OperatorError):
        return read_manifest(url, address, generation_folder(address.path, name)) if name else None
    return None
