"""Make a new generation beside the serving one, verify it, switch to it."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import floor
from pathlib import Path
from time import monotonic

from corpus import FindingCode
from corpus.collecting import seldom_collected
from corpus.sources import SHORTAGES, source_files
from index.checking import verify
from index.durability import tree_size
from index.engines import EngineSpace, open_space
from index.errors import EngineUnavailableError, IndexOutdatedError, RebuildError
from index.generation.building import Builder, RebuildOptions
from index.generation.generations import Manifest, other_generations, read_manifest, require_whole
from index.snapshot import open_generation


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


@seldom_collected()
def rebuild(corpus: Path, url: str, *, options: RebuildOptions = _DEFAULTS) -> Summary:
    """Index the gazettes of a folder into a new generation at ``url`` and switch to it.

    Raises :class:`corpus.errors.CorpusError` for the folder, :class:`index.errors.AddressError` for the URL and
    :class:`index.errors.RebuildError` for anything else that stops it; then the serving generation is untouched and
    nothing half-written stays. The generation that served before is kept until the next rebuild.
    """
    started = monotonic()
    files = source_files(corpus)
    space = open_space(url)
    with _writable(space), space.alone():
        _drop_unfinished(space)
        builder = Builder(files, space, options)
        manifest = _built(builder)
        with _dropped_on_failure(space, manifest.generation):
            size = tree_size(builder.folder)
            before = _worth_keeping(space, manifest.generation)
            space.serve(manifest.generation)
        _keep_only(space, {manifest.generation, before})
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
        notes=tuple(builder.tally.notes),
        findings=dict(builder.tally.findings),
    )


def _built(builder: Builder) -> Manifest:
    """A verified generation, or none of its files."""
    space, least, notes = builder.space, builder.options.min_coverage, builder.tally.notes
    with _dropped_on_failure(space, builder.generation):
        manifest = builder.build()
        poor = [f"{name}: {percent(share)}" for name, share in manifest.coverage.items() if share < least]
        notes += [f"few lines were placed in {file}; look at `gongbao parse FILE`" for file in poor]
        _require_coverage(manifest.placed, least, poor)
        if note := advice(manifest.engine, manifest.clauses):
            notes.append(note)
        _require_sound(builder)
    return manifest


def _require_sound(builder: Builder) -> None:
    index = open_generation(builder.space, builder.generation)
    try:
        problems = verify(index, builder.tally.samples)
    finally:
        index.close()
    if problems:
        raise RebuildError(
            f"The new generation failed its verification: {problems[0].message_en}",
            f"新一代索引未通过核验：{problems[0].message_zh}",
        )


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
def _writable(space: EngineSpace) -> Iterator[None]:
    """Whatever a disk or a cluster refuses as an error that says what to do."""
    path = space.local
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except EngineUnavailableError as error:
        raise RebuildError(error.message_en, error.message_zh) from error
    except BrokenProcessPool as error:
        raise RebuildError(
            "A process of the rebuild was ended, most often for lack of memory; free some, or choose fewer --workers.",
            "重建的一个进程被终止，多因内存不足；请释放内存，或减少 --workers。",
        ) from error
    except (OSError, sqlite3.Error) as error:
        if _is_full(error):
            raise RebuildError(
                f"The disk of {path} is full; free some space and run `gongbao rebuild` again.",
                f"{path} 所在磁盘空间不足，请腾出空间后重新运行 `gongbao rebuild`。",
            ) from error
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, OSError) and error.errno in SHORTAGES:
            raise RebuildError(
                f"The machine refused to open a file ({reason}); raise the limit (`ulimit -n`) or free memory.",
                f"系统无法再打开文件（{reason}）；请提高限制（`ulimit -n`）或释放内存。",
            ) from error
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
def _dropped_on_failure(space: EngineSpace, generation: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        # What cannot be removed now is unfinished, and goes with the next rebuild.
        with suppress(EngineUnavailableError):
            space.drop(generation)
        raise


def _worth_keeping(space: EngineSpace, new: str) -> str | None:
    """The generation to go back to: the serving one, or where it is damaged the newest that is not."""
    serving = space.serving()
    for name in (serving, *(one.generation for one in other_generations(space))):
        with suppress(IndexOutdatedError):
            if name and name != new:
                require_whole(space.url, space.fetch(name), read_manifest(space, name))
                return name
    return serving


def _drop_unfinished(space: EngineSpace) -> None:
    """What a rebuild left that was killed."""
    for generation in space.generations():
        if space.manifest(generation) is None:
            space.drop(generation)


def _keep_only(space: EngineSpace, kept: set[str | None]) -> None:
    for generation in space.generations():
        if generation not in kept:
            space.drop(generation)


#: Engines that are not named here have no limit that was met.
FIT: Mapping[str, int] = {"whoosh": 50_000}


def advice(engine: str, clauses: int) -> str | None:
    """What to say of an engine that serves more clauses than it is fit for."""
    most = FIT.get(engine)
    if most is None or clauses <= most:
        return None
    return (
        f"{clauses} clauses are many for {engine}, which answers without delay up to {most}; "
        "for more install `gongbao[tantivy]` and choose --index tantivy:PATH"
    )
