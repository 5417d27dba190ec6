"""Go back to the generation before."""

from contextlib import suppress

from corpus import OperatorError
from index.engines import EngineSpace, open_space
from index.errors import RollbackError
from index.generation.generations import Manifest, other_generations, read_manifest, require_whole
from index.snapshot import open_generation


def rollback(url: str) -> str:
    """Let the newest whole generation serve that was built before the serving one; its id.

    Where none serves that can be read it is the newest whole one. Raises :class:`index.errors.RollbackError` when there
    is none.
    """
    space = open_space(url)
    if not space.generations():
        raise RollbackError(url)
    with space.alone():
        serving = _serving(space)
        for manifest in other_generations(space):
            if (serving is None or manifest.built_at < serving.built_at) and is_whole(space, manifest):
                space.serve(manifest.generation)
                return manifest.generation
    raise RollbackError(url)


def is_whole(space: EngineSpace, manifest: Manifest) -> bool:
    """Whether every byte of a generation is as it was written, and it can be opened."""
    with suppress(OperatorError):
        require_whole(space.url, space.fetch(manifest.generation), manifest, compared=None)
        open_generation(space, manifest.generation).close()
        return True
    return False


def _serving(space: EngineSpace) -> Manifest | None:
    name = space.serving()
    with suppress(OperatorError):
        return read_manifest(space, name) if name else None
    return None
