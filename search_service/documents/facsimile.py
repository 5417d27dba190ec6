"""The printed page beside the text: on which pages of a file a clause stands, and where on each."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from corpus import Clause, Document, NotFoundError, Source
from corpus.formats.rendering import PageSize
from search_service.answer.links import document_path, with_query
from search_service.documents.page_pictures import PagePictures

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintedPageView:
    """A page of a file as it is shown, its size and the rectangles of a clause in points from the top left corner."""

    page: int
    width: float
    height: float
    image: str
    url: str
    original: str
    boxes: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class FacsimileView:
    """The printed pages of a clause; ``original`` is its first page in the file that it was read from."""

    clause: str
    file: str
    original: str
    pages: tuple[PrintedPageView, ...]


@dataclass(frozen=True, slots=True)
class PrintPosition:
    """Where a document, or a clause of it, is printed in ``source``, which has boxes.

    The file may be another than that of the document where a second reading has what the first one lacks.
    """

    document: Document
    clause: Clause | None
    source: Source

    @classmethod
    def of(cls, document: Document, clause: Clause | None = None) -> "PrintPosition":
        """Raises :class:`NotFoundError` where it was read from a text."""
        source = printed_source(clause) if clause else document.source
        if source is None or not source.boxes:
            raise _no_pages((clause or document).source)
        return cls(document, clause, source)

    @property
    def is_own_file(self) -> bool:
        """Whether it is printed in the file of its document."""
        return self.source.file == self.document.source.file

    @property
    def pages(self) -> range:
        """The pages of the document in this file."""
        source = self.document.source if self.is_own_file and self.document.source.boxes else self.source
        pages = [box.page for box in source.boxes]
        return range(min(pages), max(pages) + 1)

    def boxes(self, page: int) -> tuple[Rectangle, ...]:
        """Where the clause stands on a page; nothing where there is no clause."""
        return tuple((box.x0, box.y0, box.x1, box.y1) for box in self.source.boxes if self.clause and box.page == page)

    def require(self, page: int) -> None:
        """Raise :class:`NotFoundError` for a page that is not one of the document."""
        if page not in self.pages:
            raise NotFoundError(
                f"{self.document.id} stands on pages {self.pages.start} to {self.pages.stop - 1} of the file",
                f"{self.document.id} 见于文件第 {self.pages.start} 至 {self.pages.stop - 1} 页",
            )

    def view(self, page: int, pictures: PagePictures) -> PrintedPageView:
        """A page with its size and its addresses."""
        self.require(page)
        file = self.source.file
        sizes = pictures.sizes(file)
        size = sizes[page - 1] if page <= len(sizes) else PageSize(0, 0)
        if not (size.width and size.height):
            raise NotFoundError(f"page {page} of {file} is damaged", f"{file} 第 {page} 页已损坏")
        image = with_query(f"{self._path(page)}.webp", [*self._other_file(), ("v", pictures.mark(file))])
        return PrintedPageView(
            page, size.width, size.height, image, self.url(page), self.original(page), self.boxes(page)
        )

    def url(self, page: int) -> str:
        """The address at which people see the page beside its text."""
        return printed_page_path(self.document.id, page, self.clause)

    def original(self, page: int) -> str:
        """The page in the file that was read."""
        return with_query(f"{document_path(self.document.id)}/original", self._other_file()) + f"#page={page}"

    def _path(self, page: int) -> str:
        return f"{document_path(self.document.id)}/pages/{page}"

    def _other_file(self) -> Iterable[tuple[str, str]]:
        return [("clause", self.clause.eid)] if self.clause and not self.is_own_file else []


def facsimile(document: Document, clause: Clause, pictures: PagePictures) -> FacsimileView:
    """The pages on which a clause is printed."""
    found = PrintPosition.of(document, clause)
    pages = list(dict.fromkeys(box.page for box in found.source.boxes))
    views = tuple(found.view(page, pictures) for page in pages)
    return FacsimileView(clause.id, found.source.file, found.original(pages[0]), views)


def printed_source(clause: Clause) -> Source | None:
    """The lines of a clause that stand on pages, those of a second reading where the first was a text."""
    return next((source for source in (clause.source, *clause.alternates) if source.boxes), None)


def printed_page_path(document: str, page: int, clause: Clause | None = None) -> str:
    """The address of a printed page, with a frame around a clause."""
    path = f"{document_path(document)}/pages/{page}"
    return f"{path}?clause={quote(clause.eid)}" if clause else path


def clauses_printed_on(document: Document, file: str, page: int) -> tuple[Clause, ...]:
    """The clauses of a whole document of which something stands on a page of a file, in printed order."""
    return tuple(
        clause
        for clause in document.clauses
        if any(source.file == file and _is_on(source, page) for source in (clause.source, *clause.alternates))
    )


def _is_on(source: Source, page: int) -> bool:
    return any(box.page == page for box in source.boxes)


def original_path(document: Document, clause: Clause) -> str:
    """The address of the file that a clause was read from, at its page where it has pages."""
    other = [("clause", clause.eid)] if clause.source.file != document.source.file else []
    fragment = f"#page={clause.source.boxes[0].page}" if clause.source.boxes else ""
    return with_query(f"{document_path(document.id)}/original", other) + fragment


def print_link(clause: Clause) -> str | None:
    """The address of the page that a clause is printed on; ``None`` where it was read from a text."""
    source = printed_source(clause)
    return printed_page_path(clause.document, source.boxes[0].page, clause) if source else None


def _no_pages(source: Source) -> NotFoundError:
    return NotFoundError(
        f"{source.file} has no pages, it was read as text; see its lines {source.line_start} to {source.line_end}",
        f"{source.file} 按文本读入，没有页面；见第 {source.line_start} 至 {source.line_end} 行",
    )
