"""Make a new generation beside the serving one, verify it, switch to it."""

import errno
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from time import monotonic, sleep

from filelock import FileLock, Timeout

from corpus.sources import source_files
from index.engines import Address, parse_address
from index.errors import EngineError, RebuildError
from index.generation.building import Builder, Plan, Progress, TakeoverError
from index.generation.checking import Problem, verify
from index.generation.durability import tree_size
from index.generation.generations import (
    MANIFEST,
    Manifest,
    generation_folder,
    serve_generation,
    serving_generation,
)
from index.generation.limits import advice
from index.generation.preparing import fingerprint
from index.generation.takeover import Previous, previous_generation
from index.snapshot import open_generation


@dataclass(frozen=True, slots=True)
class RebuildOptions:
    """``workers`` processes read and analyse; with less than ``min_coverage`` of its lines placed nothing is switched.

    ``reuse`` takes unchanged files over from the serving generation; the result is the same without it, only later.
    Without ``vectors`` clauses are found and ranked by their words alone.
    """

    workers: int = 1
    min_coverage: float = 0.99
    reuse: bool = True
    vectors: bool = True
    progress: Callable[[Progress], None] | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a rebuild made.

    ``coverage`` is the share of placed lines, ``bytes`` the size on disk, ``notes`` say what was left out: files that
    are no gazettes or hardly understood, documents that were there already.
    """

    generation: str
    issues: int
    documents: int
    clauses: int
    coverage: float
    seconds: float
    bytes: int
    notes: tuple[str, ...] = ()


_DEFAULTS = RebuildOptions()
#: So often, and with so many seconds between, a folder is removed that fills again meanwhile.
_ATTEMPTS, _PAUSE = 20, 0.1


def rebuild(corpus: Path, url: str, *, options: RebuildOptions = _DEFAULTS) -> Summary:
    """Index the gazettes of a folder into a new generation at ``url`` and switch to it.

    Raises :class:`corpus.errors.CorpusError` for the folder, :class:`index.errors.AddressError` for the URL and
    :class:`index.errors.RebuildError` for anything else that stops it; then the serving generation is untouched and
    nothing half-written stays. The generation that served before is kept until the next rebuild.
    """
    started = monotonic()
    address = parse_address(url)
    source_files(corpus)
    with _writable(address.path), _alone(address.path):
        _remove_unfinished(address.path)
        plan = Plan(corpus, address, options.workers, options.progress, program=fingerprint(), vectors=options.vectors)
        previous = previous_generation(url, address, plan.program) if options.reuse else None
        builder, manifest = _built(url, plan, previous, options.min_coverage)
        with _removed_on_failure(builder.folder):
            size = tree_size(builder.folder)
            before = serving_generation(address.path)
            serve_generation(address.path, manifest.generation)
        _keep_only(address.path, {manifest.generation, before})
    return Summary(
        generation=manifest.generation,
        issues=manifest.issues,
        documents=manifest.documents,
        clauses=manifest.clauses,
        coverage=manifest.total_coverage,
        seconds=monotonic() - started,
        bytes=size,
        notes=tuple(builder.notes),
    )


def _built(url: str, plan: Plan, previous: Previous | None, min_coverage: float) -> tuple[Builder, Manifest]:
    """A verified generation; built without the previous one where that turns out to be in the way, or damaged."""
    if previous is not None:
        with suppress(TakeoverError, EngineError, sqlite3.Error, _UnsoundError):
            return _built_once(url, replace(plan, previous=previous), min_coverage)
    try:
        return _built_once(url, plan, min_coverage)
    except _UnsoundError as error:
        problem = error.problem
        raise RebuildError(
            f"The new generation failed its verification: {problem.message_en}",
            f"新一代索引未通过核验：{problem.message_zh}",
        ) from error


def _built_once(url: str, plan: Plan, min_coverage: float) -> tuple[Builder, Manifest]:
    builder = Builder(plan)
    with _removed_on_failure(builder.folder):
        manifest = builder.build()
        poor = [f"{name}: {share:.2%}" for name, share in manifest.coverage.items() if share < min_coverage]
        builder.notes += [f"few lines were placed in {file}; look at `gongbao parse FILE`" for file in poor]
        _require_coverage(manifest.total_coverage, min_coverage, poor)
        if told := advice(manifest.engine, manifest.clauses):
            builder.notes.append(told)
        _verify(url, plan.address, builder)
    return builder, manifest


class _UnsoundError(Exception):
    """The new generation is not what it should be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message_en)
        self.problem = problem


def _verify(url: str, address: Address, builder: Builder) -> None:
    index = open_generation(url, address, builder.generation)
    try:
        problems = verify(index, builder.samples)
    finally:
        index.close()
    if problems:
        raise _UnsoundError(problems[0])


def _require_coverage(coverage: float, least: float, poor: Sequence[str]) -> None:
    if coverage < least:
        raise RebuildError(
            f"The parser placed {coverage:.2%} of the lines, less than {least:.0%} ({', '.join(poor)}); "
            "look at `gongbao parse FILE`, then repair or remove the file, or lower GONGBAO_MIN_COVERAGE.",
            f"能识别的行为 {coverage:.2%}，不足 {least:.0%}（{'、'.join(poor)}）；"
            "请查看 `gongbao parse FILE`，修正或移除该文件，或调低 GONGBAO_MIN_COVERAGE。",
        )


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    """Whatever the disk refuses as an error that says what to do."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except (OSError, sqlite3.Error) as error:
        if _is_full(error):
            raise RebuildError(
                f"The disk of {path} is full; free some space and run `gongbao rebuild` again.",
                f"{path} 所在磁盘空间不足，请腾出空间后重新运行 `gongbao rebuild`。",
            ) from error
        reason = getattr(error, "strerror", None) or str(error)
        raise RebuildError(
            f"The index cannot be written at {path} ({reason}); make that folder writable or choose another --index.",
            f"无法在 {path} 写入索引（{reason}），请检查该目录的权限，或用 --index 另选位置。",
        ) from error


def _is_full(error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = FileLock(path / "rebuild.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise RebuildError(
            f"Another rebuild is writing to {path}; wait until it has finished.",
            f"另一个重建任务正在写入 {path}，请等它完成。",
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _remove(folder)
        raise


def _generations(path: Path) -> Iterator[Path]:
    folder = generation_folder(path, "x").parent
    return (entry for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else iter(())


def _remove_unfinished(path: Path) -> None:
    """What a rebuild left that was killed."""
    for folder in list(_generations(path)):
        if not (folder / MANIFEST).exists():
            _remove(folder)


def _keep_only(path: Path, kept: set[str | None]) -> None:
    for folder in list(_generations(path)):
        if folder.name not in kept:
            _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a generation, also where a thread of an engine that gave up still writes its last file into it."""
    for _ in range(_ATTEMPTS):
        rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        sleep(_PAUSE)
