"""Make a new generation beside the serving one, verify it, switch to it."""

import errno
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from math import floor
from pathlib import Path
from shutil import rmtree
from time import monotonic, sleep

from corpus.findings import FindingCode
from corpus.sources import source_files
from index.engines import Address, parse_address
from index.errors import EngineError, IndexOutdatedError, RebuildError, StoreError
from index.generation.building import Builder, Plan, Progress, TakeoverError
from index.generation.checking import Problem, verify
from index.generation.durability import tree_size
from index.generation.generations import (
    Manifest,
    generation_folder,
    generation_folders,
    other_generations,
    read_manifest,
    require_whole,
    serve_generation,
    serving_generation,
)
from index.generation.integrity import MANIFEST
from index.generation.limits import advice
from index.generation.locking import alone
from index.generation.preparing import fingerprint
from index.generation.takeover import Previous, previous_generation
from index.snapshot import open_generation


@dataclass(frozen=True, slots=True)
class RebuildOptions:
    """``workers`` processes read and analyse; with less than ``min_coverage`` of the lines placed nothing is switched.

    Of files that were left out no lines are counted there: one of them does not hold up all others.

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

    ``coverage`` is the share of placed lines, see :attr:`index.generation.generations.Manifest.total_coverage`;
    ``read`` of ``files`` files, members of archives among them, were read; ``bytes`` is the size on disk. ``notes``
    name what was left out or hardly understood, ``findings`` say how many of each kind there are.
    """

    generation: str
    issues: int
    documents: int
    clauses: int
    coverage: float
    seconds: float
    bytes: int
    files: int
    read: int
    notes: tuple[str, ...] = ()
    findings: Mapping[FindingCode, int] = field(default_factory=dict)


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
    with _writable(address.path), alone(address.path):
        _remove_unfinished(address.path)
        plan = Plan(corpus, address, options.workers, options.progress, program=fingerprint(), vectors=options.vectors)
        previous = previous_generation(url, address, plan.program) if options.reuse else None
        builder, manifest = _built(url, plan, previous, options.min_coverage)
        with _removed_on_failure(builder.folder):
            size = tree_size(builder.folder)
            before = _worth_keeping(url, address, manifest.generation)
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
        files=len(manifest.lines),
        read=len(manifest.lines) - len(manifest.left_out),
        notes=tuple(builder.notes),
        findings=dict(builder.findings),
    )


def _built(url: str, plan: Plan, previous: Previous | None, min_coverage: float) -> tuple[Builder, Manifest]:
    """A verified generation; built without the previous one where that turns out to be in the way, or damaged."""
    if previous is not None:
        with suppress(TakeoverError, EngineError, sqlite3.Error, StoreError, _UnsoundError):
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
        poor = [f"{name}: {percent(share)}" for name, share in manifest.coverage.items() if share < min_coverage]
        builder.notes += [f"few lines were placed in {file}; look at `gongbao parse FILE`" for file in poor]
        _require_coverage(manifest.placed, min_coverage, poor)
        if note := advice(manifest.engine, manifest.clauses):
            builder.notes.append(note)
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


def percent(share: float) -> str:
    """A share in percent, rounded down, so that 100 % is said of the whole only."""
    return f"{floor(share * 10_000) / 100:.2f}%"


def _require_coverage(coverage: float, least: float, poor: Sequence[str]) -> None:
    if coverage < least:
        raise RebuildError(
            f"The parser placed {percent(coverage)} of the lines, less than {least:.0%} ({', '.join(poor)}); "
            "look at `gongbao parse FILE`, then repair or remove the file, or lower GONGBAO_MIN_COVERAGE.",
            f"能识别的行为 {percent(coverage)}，不足 {least:.0%}（{'、'.join(poor)}）；"
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
        if in_the_way := getattr(error, "filename2", None):
            reason = f"{in_the_way}: {reason}"
        raise RebuildError(
            f"The index cannot be written at {path} ({reason}); make that folder writable or choose another --index.",
            f"无法在 {path} 写入索引（{reason}），请检查该目录的权限，或用 --index 另选位置。",
        ) from error


def _is_full(error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _remove(folder)
        raise


def _worth_keeping(url: str, address: Address, new: str) -> str | None:
    """The generation to go back to: the serving one, or where it is damaged the newest that is not."""
    serving = serving_generation(address.path)
    for name in (serving, *(one.generation for one in other_generations(url, address))):
        with suppress(IndexOutdatedError):
            if name and name != new:
                folder = generation_folder(address.path, name)
                require_whole(url, folder, read_manifest(url, address, folder))
                return name
    return serving


def _remove_unfinished(path: Path) -> None:
    """What a rebuild left that was killed."""
    for folder in generation_folders(path):
        if not (folder / MANIFEST).exists():
            _remove(folder)


def _keep_only(path: Path, kept: set[str | None]) -> None:
    for folder in generation_folders(path):
        if folder.name not in kept:
            _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a generation, also where a thread of an engine that gave up still writes its last file into it."""
    # Without its manifest a generation that is removed in part is no generation.
    with suppress(OSError):
        (folder / MANIFEST).unlink()
    for _ in range(_ATTEMPTS):
        rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        sleep(_PAUSE)
