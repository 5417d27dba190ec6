"""The inputs of a corpus folder, the catalog that says which are second readings, and what each of them says."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from corpus.clauses.readings import merge
from corpus.collecting import seldom_collected
from corpus.corrections import CORRECTIONS, Corrections, corrected, read_corrections
from corpus.errors import CorpusError
from corpus.findings import LEFT_OUT, FindingCode
from corpus.formats import HTML, OLD_WORD, PICTURES, READABLE, PageCache, PageProgress, TextFile, read_file
from corpus.formats.archives import ArchiveError, ArchiveMember, members, suffixes
from corpus.formats.opening import NotOpenedError, open_inside
from corpus.model import Coverage, Finding, Gazette, Source
from corpus.parse import parse
from corpus.printed.printed_text import FormatError, located
from corpus.tables_beside import sums_beside, table_beside

ARCHIVE = ".zip"
CATALOG = "catalog.toml"
#: Files of a corpus folder that say something of the others.
BESIDE = (CATALOG, CORRECTIONS)
#: What an error says that is no fault of a file: too many open files, of the process or of the machine; no memory.
SHORTAGES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
_NOTHING = hashlib.sha256().hexdigest()
_KINDS = ", ".join(sorted(READABLE))
_TO_BYTES = msgspec.msgpack.Encoder()
_GAZETTES = msgspec.msgpack.Decoder(list[Gazette])


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input file of a corpus ``folder``. ``name`` is its path there.

    ``second_reading_of`` is the number of the document of which this file is another reading. ``corrections`` are those
    of all files of the folder. ``is_text`` is false where ``name`` only shows a name that is no text.
    """

    folder: Path
    name: str
    second_reading_of: str | None = None
    corrections: Corrections = field(default_factory=dict, compare=False)
    is_text: bool = True

    @classmethod
    def named(cls, folder: Path, name: str, readings: Mapping[str, str], corrections: Corrections) -> "SourceFile":
        """The file of a name as the system gives it; bytes that are no text are shown by their numbers."""
        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
        return cls(folder, shown, readings.get(name), corrections, is_text=shown == name)

    @property
    def suffix(self) -> str:
        """The kind of the file by its name."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def is_read(self) -> bool:
        """Whether files of this kind are read."""
        return self.is_text and (self.suffix in READABLE or self.suffix == ARCHIVE)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The gazettes of one input file, and the SHA-256 of the bytes that were read, of none where it was not opened."""

    content_hash: str
    gazettes: Sequence[Gazette]


@dataclass(frozen=True, slots=True)
class Pages:
    """How files of pages are read: ``cache`` keeps their pages, ``tell`` hears of each by name, number and count."""

    cache: PageCache | None = None
    tell: Callable[[str, int, int], None] | None = None

    def teller(self, name: str) -> PageProgress | None:
        """What hears of the pages of one file."""
        return partial(self.tell, name) if self.tell else None


NO_PAGES = Pages()


def source_files(folder: Path) -> tuple[SourceFile, ...]:
    """The inputs of a corpus folder by name, those that will not be read among them.

    Raises :class:`CorpusError` when there are none. Hidden files are no inputs; a link to a folder is not followed.
    """
    if not folder.is_dir():
        raise CorpusError(
            f"no corpus folder at {folder}: name one with --corpus or GONGBAO_CORPUS",
            f"没有语料目录 {folder}：请用 --corpus 或 GONGBAO_CORPUS 指定",
        )
    readings, corrections = _catalog(folder), read_corrections(folder)
    names = sorted(_names(folder), key=lambda name: PurePosixPath(name).parts)
    found = [SourceFile.named(folder, name, readings, corrections) for name in names if name not in BESIDE]
    if not any(file.is_read for file in found):
        raise CorpusError(
            f"no gazettes in {folder}: put {_KINDS} or .zip files there",
            f"{folder} 中没有公报文件：请放入 {_KINDS.replace(', ', '、')} 或 .zip 文件",
        )
    return tuple(found)


def _names(folder: Path) -> Iterator[str]:
    """All that is no folder, and each folder that cannot be opened or lies elsewhere, by its path below ``folder``."""
    closed: list[OSError] = []
    found: list[Path] = []
    for inside, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(inside, name) for name in files if not name.startswith(".")]
        found += [path for name in folders if _leads_out(folder, path := Path(inside, name))]
    found += [Path(error.filename) for error in closed]
    return (path.relative_to(folder).as_posix() for path in found)


def _leads_out(folder: Path, path: Path) -> bool:
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _catalog(folder: Path) -> dict[str, str]:
    """Second readings by file name."""
    path = folder / CATALOG
    try:
        entries = table_beside(folder, CATALOG).get("file", ())
        return {str(one["name"]): str(one["of"]) for one in entries if one.get("kind") == "second_reading"}
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorpusError(f"{path} is no valid catalog: {error}", f"目录文件 {path} 无效：{error}") from error


def content_hash(source: SourceFile) -> str:
    """SHA-256 of the bytes, or of nothing where they are not read."""
    if source.is_read:
        with suppress(OSError), open_inside(source.folder, source.folder / source.name) as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    return _NOTHING


def hashes_beside(folder: Path) -> dict[str, str]:
    """SHA-256 by name of the files of a corpus folder that say something of the others."""
    return sums_beside(folder, BESIDE)


def parse_file(path: Path) -> tuple[Gazette, ...]:
    """What one file says: one gazette, or one for each member of an archive. Links are followed."""
    real = Path(os.path.realpath(path))
    return tuple(read_source(SourceFile.named(real.parent, real.name, {}, read_corrections(real.parent))).gazettes)


def was_read(gazette: Gazette) -> bool:
    """Whether there was a text to read, whatever was found in it."""
    return not any(finding.code in LEFT_OUT for finding in gazette.findings)


def read_corpus(folder: Path, *, workers: int = 1) -> Iterator[Gazette]:
    """The gazettes of a folder in order of their names, second readings merged into what they read.

    A file that cannot be read becomes a gazette without documents whose finding says why; the others are read on.
    """
    files = source_files(folder)
    seconds, others = second_readings(read_seconds(files))
    for gazette in _parsed([f for f in files if not f.second_reading_of], workers):
        numbers = {d.number for d in gazette.documents}
        for number in [n for n in seconds if n in numbers]:
            second = seconds.pop(number)
            gazette, rest = merge(gazette, second, number)  # noqa: PLW2901 - the gazette with its second reading
            yield rest
        yield gazette
    yield from (*seconds.values(), *others)  # readings of documents that are not here stand for themselves


def read_seconds(files: Iterable[SourceFile], pages: Pages = NO_PAGES) -> list[tuple[SourceFile, SourceReading]]:
    """What the second readings among the files say, in order of the files."""
    return [(file, read_source(file, pages)) for file in files if file.second_reading_of]


def second_readings(
    read: Iterable[tuple[SourceFile, SourceReading]],
) -> tuple[dict[str, Gazette], tuple[Gazette, ...]]:
    """The first second reading of each document by its number, and the further ones of the same number."""
    first: dict[str, Gazette] = {}
    numbered = ((file.second_reading_of or "", gazette) for file, reading in read for gazette in reading.gazettes)
    others = tuple(gazette for number, gazette in numbered if first.setdefault(number, gazette) is not gazette)
    return first, others


def _parsed(files: Sequence[SourceFile], workers: int) -> Iterator[Gazette]:
    if workers <= 1 or len(files) < 2:  # noqa: PLR2004
        for file in files:
            yield from read_source(file).gazettes
        return
    with ProcessPoolExecutor(workers) as pool:
        for packed in pool.map(_packed, files, chunksize=min(4, 1 + len(files) // (4 * workers))):
            yield from _GAZETTES.decode(packed)


def _packed(file: SourceFile) -> bytes:
    """What one file says, packed to pass from one process to another in a fraction of the time that pickle takes."""
    return _TO_BYTES.encode(read_source(file).gazettes)


@seldom_collected()
def read_source(file: SourceFile, pages: Pages = NO_PAGES) -> SourceReading:
    """What one input file says, second readings not merged; it is opened once and never raises for what it holds.

    Raises ``OSError`` where the machine lacks open files or memory: the file is not to be left out for that.
    """
    if not file.is_read:
        return _not_read(file.name, _reason(file))
    try:
        with open_inside(file.folder, file.folder / file.name) as opened:
            given = TextFile.of(opened, file.suffix)
            return SourceReading(given.content_hash, _gazettes(file, given, pages))
    except NotOpenedError as error:
        return _not_read(file.name, error.code)
    except OSError as error:
        if error.errno in SHORTAGES:
            raise
        return _not_read(file.name, FindingCode.UNREADABLE, f"cannot be read: {error.strerror or error}")


def _gazettes(file: SourceFile, given: TextFile, pages: Pages) -> list[Gazette]:
    if file.suffix != ARCHIVE:
        return [_parsed_file(file.name, given, file.corrections, pages)]
    try:
        found = [_member(file, one, pages) for one in members(given.file, _kinds_inside(given.file))]
    except ArchiveError as error:
        return [_left_out(file.name, FindingCode.ARCHIVE_REFUSED, str(error))]
    return found or [_left_out(file.name, FindingCode.EMPTY_ARCHIVE)]


def _not_read(name: str, code: FindingCode, message: str = "") -> SourceReading:
    return SourceReading(_NOTHING, [_left_out(name, code, message)])


def _kinds_inside(archive: BinaryIO) -> frozenset[str]:
    """What is read in an archive: pictures beside pages of HTML belong to them and are no pages of a gazette."""
    return READABLE - PICTURES if suffixes(archive) & HTML else READABLE


def _reason(file: SourceFile) -> FindingCode:
    """Why a name is left out that is not one of a text, a page or an archive."""
    path = file.folder / file.name
    if not file.is_text:
        return FindingCode.NAME_NOT_TEXT
    if _leads_out(file.folder, path):
        return FindingCode.FILE_OUTSIDE
    if path.is_dir():
        return FindingCode.UNREADABLE
    return FindingCode.OLD_WORD if file.suffix in OLD_WORD else FindingCode.KIND_NOT_READ


def _member(archive: SourceFile, member: ArchiveMember, pages: Pages) -> Gazette:
    name = f"{archive.name}/{member.name}"
    if member.data is None:
        return _left_out(name, member.code or FindingCode.MEMBER_REFUSED, member.message)
    with tempfile.TemporaryFile() as file:
        file.write(member.data)
        file.flush()
        suffix = PurePosixPath(member.name).suffix.lower()
        return _parsed_file(name, TextFile.of(file, suffix), archive.corrections, pages)


def _parsed_file(name: str, opened: TextFile, corrections: Corrections, pages: Pages) -> Gazette:
    """What an open file says; left out where it cannot be read as what its name says."""
    try:
        printed = read_file(opened, pages.cache, pages.teller(name))
    except FormatError as error:
        return _left_out(name, error.code, str(error))
    if corrections:
        printed = corrected(printed, corrections.get(opened.content_hash, ()))
    gazette = located(parse(printed.text, name, printed.furniture), printed)
    findings = [_finding(name, code, message) for code, message in printed.findings]
    return replace(gazette, findings=(*gazette.findings, *findings)) if findings else gazette


def _left_out(name: str, code: FindingCode, message: str = "") -> Gazette:
    return Gazette(name, None, (), (), (_finding(name, code, message or code.en),), Coverage())


def _finding(name: str, code: FindingCode, message: str) -> Finding:
    return Finding(code, f"{name}: {message}", Source(name, 1, 1))


def original_bytes(file: SourceFile, member: str | None, expected: str) -> bytes | None:
    """The bytes of a file or of a member, ``None`` where the file's SHA-256 is not the expected one.

    Raises ``OSError``, and :class:`corpus.formats.archives.ArchiveError` among them, where it cannot be read.
    """
    with open_inside(file.folder, file.folder / file.name) as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != expected:
            return None
        opened.seek(0)
        if member is None:
            return opened.read()
        return next((one.data for one in members(opened, _kinds_inside(opened), only=member)), None)
