"""The only room that opens files: folders, text, HTML, zip archives, and the catalog that says what each file is."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from corpus.archives import ArchiveError, members
from corpus.encoding import decode
from corpus.errors import CorpusError
from corpus.findings import FindingCode
from corpus.html import html_to_print
from corpus.model import Coverage, Finding, Gazette, Source
from corpus.parse import parse
from corpus.readings import merge
from corpus.relations import linked

TEXT = frozenset({".txt", ".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
#: A larger file is no gazette; it is reported and left out.
LARGEST = 256 * 1024 * 1024
CATALOG = "catalog.toml"
_TO_BYTES = msgspec.msgpack.Encoder()
_GAZETTES = msgspec.msgpack.Decoder(list[Gazette])


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input: a file, or a member of a zip archive. ``name`` is its path under the corpus folder.

    ``second_reading_of`` is the number of the document of which this file is another reading.
    """

    name: str
    path: Path
    member: str | None
    second_reading_of: str | None = None

    def read(self) -> bytes:
        """The bytes; :class:`OSError` where they cannot be read."""
        if self.member is None:
            return self.path.read_bytes()
        return next(data for name, data in members(self.path) if name == self.member)


def source_files(folder: Path) -> tuple[SourceFile, ...]:
    """The inputs of a corpus folder by name. :class:`CorpusError` when there are none."""
    if not folder.is_dir():
        raise CorpusError(
            f"no corpus folder at {folder}: name one with --corpus or GONGBAO_CORPUS",
            f"没有语料目录 {folder}：请用 --corpus 或 GONGBAO_CORPUS 指定",
        )
    readings = _catalog(folder)
    found = [f for path in sorted(folder.rglob("*")) if path.is_file() for f in _inputs(folder, path, readings)]
    if not found:
        raise CorpusError(
            f"no gazettes in {folder}: put .txt, .md, .html or .zip files there",
            f"{folder} 中没有公报文件：请放入 .txt、.md、.html 或 .zip 文件",
        )
    return tuple(found)


def _inputs(folder: Path, path: Path, readings: dict[str, str]) -> Iterator[SourceFile]:
    name = path.relative_to(folder).as_posix()
    if path.suffix.lower() in TEXT | HTML:
        yield SourceFile(name, path, None, readings.get(name))
    elif path.suffix.lower() == ".zip":
        yield SourceFile(name, path, None)


def _catalog(folder: Path) -> dict[str, str]:
    """Second readings by file name."""
    path = folder / CATALOG
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return {entry["name"]: entry["of"] for entry in table.get("file", ()) if entry.get("kind") == "second_reading"}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{path} is no valid catalog: {error}", f"目录文件 {path} 无效：{error}") from error


def content_hash(source: SourceFile) -> str:
    """SHA-256 of the bytes, or of nothing where they cannot be read."""
    try:
        return hashlib.sha256(source.read()).hexdigest()
    except OSError:
        return hashlib.sha256(b"").hexdigest()


def parse_file(path: Path) -> tuple[Gazette, ...]:
    """What one file says: one gazette, or one for each member of an archive."""
    return tuple(read_source(SourceFile(path.name, path, None)))


def read_corpus(folder: Path, *, workers: int = 1) -> Iterator[Gazette]:
    """The gazettes of a folder in order of their names, second readings merged into what they read.

    A file that cannot be read becomes a gazette without documents whose finding says why; the others are read on.
    """
    files = source_files(folder)
    readings = [f for f in files if f.second_reading_of]
    seconds = {f.second_reading_of or "": gazette for f in readings for gazette in read_source(f)}
    for gazette in _parsed([f for f in files if not f.second_reading_of], workers):
        numbers = {d.number for d in gazette.documents}
        for number in [n for n in seconds if n in numbers]:
            second = seconds.pop(number)
            gazette, rest = merge(gazette, second, number)  # noqa: PLW2901 - the gazette with its second reading
            yield rest
        yield gazette
    yield from seconds.values()  # readings of documents that are not here stand for themselves


def read_linked_corpus(folder: Path, *, workers: int = 1) -> Iterator[Gazette]:
    """The same with relations linked to documents of the corpus; reads everything twice, so that nothing is held."""
    ids = {d.number: d.id for g in read_corpus(folder, workers=workers) for d in g.documents if d.number}
    for gazette in read_corpus(folder, workers=workers):
        yield linked(gazette, ids)


def _parsed(files: Sequence[SourceFile], workers: int) -> Iterator[Gazette]:
    if workers <= 1 or len(files) < 2:  # noqa: PLR2004
        for file in files:
            yield from read_source(file)
        return
    with ProcessPoolExecutor(workers) as pool:
        for packed in pool.map(_packed, files, chunksize=min(4, 1 + len(files) // (4 * workers))):
            yield from _GAZETTES.decode(packed)


def _packed(file: SourceFile) -> bytes:
    """What one file says, packed to pass from one process to another in a fraction of the time that pickle takes."""
    return _TO_BYTES.encode(read_source(file))


def read_source(file: SourceFile) -> list[Gazette]:
    """The gazettes of one input file, second readings not merged; never raises for what the file holds."""
    try:
        if file.path.suffix.lower() == ".zip":
            return [_parse_bytes(f"{file.name}/{name}", data) for name, data in members(file.path)]
        if file.path.stat().st_size > LARGEST:
            return [_refused(file.name, FindingCode.TOO_LARGE, f"larger than {LARGEST} bytes: split it into issues")]
        return [_parse_bytes(file.name, file.read())]
    except ArchiveError as error:
        return [_refused(file.name, FindingCode.ARCHIVE_REFUSED, str(error))]
    except OSError as error:
        return [_refused(file.name, FindingCode.UNREADABLE, f"cannot be read: {error.strerror or error}")]


def _parse_bytes(name: str, data: bytes) -> Gazette:
    decoded = decode(data)
    if decoded.text is None:
        return _refused(name, decoded.code or FindingCode.BINARY, decoded.message or "")
    is_page = PurePosixPath(name).suffix.lower() in HTML
    gazette = parse(html_to_print(decoded.text) if is_page else decoded.text, name)
    return gazette if decoded.code is None else _with_finding(gazette, decoded.code, decoded.message or "")


def _refused(name: str, code: FindingCode, message: str) -> Gazette:
    return Gazette(name, None, (), (), (Finding(code, f"{name}: {message}", Source(name, 1, 1)),), Coverage())


def _with_finding(gazette: Gazette, code: FindingCode, message: str) -> Gazette:
    finding = Finding(code, f"{gazette.file}: {message}", Source(gazette.file, 1, 1))
    return Gazette(
        gazette.file, gazette.issue, gazette.toc, gazette.documents, (*gazette.findings, finding), gazette.coverage
    )
