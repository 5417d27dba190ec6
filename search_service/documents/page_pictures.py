"""Pictures of the printed pages: drawn once, a few at a time, and kept beside the index."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from corpus import FindingCode, NotFoundError
from corpus.formats.rendering import DRAWING_VERSION, DRAWN, PageSize, draw_page, page_sizes
from corpus.printed.printed_text import FormatError
from index import Snapshot, TimeLimitError, open_space
from index.knowledge.encoding import CACHE
from index.time_limit import seconds_left
from search_service.documents.originals import content_mark, original_file
from search_service.documents.picture_cache import PictureCache
from search_service.web.admission import Admission

#: Seconds for one page, where a request has as many.
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What came of drawing: the bytes, or why there are none."""

    data: bytes
    refused: FindingCode | None = None


@dataclass(frozen=True, slots=True)
class PagePictures:
    """The pages of the files that an index was built from; ``inputs`` are their SHA-256 sums at that time.

    Every method raises :class:`NotFoundError` where the folder no longer has the file, or it cannot be drawn;
    :class:`search_service.web.admission.OverloadedError` where too many pages are being drawn;
    :class:`TimeLimitError` where it takes too long.
    """

    folder: Path
    cache: PictureCache
    admission: Admission
    inputs: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot, folder: Path, admission: Admission) -> "PagePictures":
        """The pages of a generation, kept where the index keeps what it can make again."""
        kept = open_space(snapshot.url).local / CACHE / "pages"
        return cls(folder, PictureCache(kept), admission, snapshot.manifest.inputs)

    def mark(self, file: str) -> str:
        """What changes with the bytes of a file, and with the way in which pages are drawn."""
        return f"{content_mark(file, self.inputs)}-{DRAWING_VERSION}"

    def sizes(self, file: str) -> tuple[PageSize, ...]:
        """The sizes of all pages of a file."""
        return msgspec.json.decode(self._made(file, "sizes", _sizes), type=tuple[PageSize, ...])

    def picture(self, file: str, page: int) -> bytes:
        """One page (1-based) in WebP."""

        def picture(opened: BinaryIO, suffix: str, seconds: float) -> bytes:
            return draw_page(opened, suffix, page, seconds)

        return self._made(file, str(page), picture)

    def _made(self, file: str, what: str, make: Callable[[BinaryIO, str, float], bytes]) -> bytes:
        name = f"{self.mark(file)}-{what}"
        kept = self.cache.get(name)
        if kept is None:
            kept = msgspec.msgpack.encode(self._drawn(file, make))
            self.cache.put(name, kept)
        drawing = msgspec.msgpack.decode(kept, type=_Drawing)
        if drawing.refused:
            raise _refusal(file, drawing.refused)
        return drawing.data

    def _drawn(self, file: str, make: Callable[[BinaryIO, str, float], bytes]) -> _Drawing:
        suffix = PurePosixPath(file).suffix.lower()
        if suffix not in DRAWN:
            return _Drawing(b"", FindingCode.KIND_NOT_READ)
        entered = self.admission.enter()
        try:
            with original_file(self.folder, file, self.inputs) as opened:
                return _Drawing(make(opened, suffix, min(_SECONDS, seconds_left() or _SECONDS)))
        except FormatError as error:
            return _Drawing(b"", error.code)
        except TimeoutError as error:
            raise TimeLimitError from error
        finally:
            self.admission.leave(entered)


def _sizes(opened: BinaryIO, suffix: str, seconds: float) -> bytes:
    return msgspec.json.encode(page_sizes(opened, suffix, seconds))


def _refusal(file: str, code: FindingCode) -> NotFoundError:
    return NotFoundError(f"{file} cannot be shown: {code.en}", f"无法显示 {file} 的版面：{code.zh}")
