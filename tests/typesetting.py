"""PDFs that tests make: Chinese lines at places that are known, and files that no reader should trust."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import PageBox
from corpus.printed.printed_text import PrintedText

#: A4 in points.
A4 = (595.0, 842.0)
SIZE, LEADING, LEFT, TOP = 12.0, 20.0, 72.0, 90.0


@dataclass(frozen=True, slots=True)
class Page:
    """Lines from the top of a page; ``rotate`` turns it when it is shown, as a scanner would have to."""

    lines: tuple[str, ...]
    size: tuple[float, float] = A4
    rotate: int = 0


def typeset(pages: Sequence[Page]) -> bytes:
    """A PDF with a text layer, set in a font that is not embedded."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, _CID_FONT, _DESCRIPTOR]
    kids = []
    for page in pages:
        stream = _content(page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        width, height = page.size
        box = f"/MediaBox [0 0 {width} {height}] /Rotate {page.rotate}"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font << /F 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assembled(objects)


def assembled(objects: Iterable[str], trailer: str = "") -> bytes:
    """The objects, numbered from 1, as a file."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {trailer} >>\n"
    return out + end.encode() + f"startxref\n{len(out)}\n%%EOF\n".encode()


def printed(pages: Sequence[Page]) -> PrintedText:
    """What a reader of :func:`typeset` should know of pages that are not rotated: the lines, and a box for each."""
    lines = [(number, at, text) for number, page in enumerate(pages, start=1) for at, text in enumerate(page.lines)]
    boxes = tuple((_box(number, at, text),) if text else () for number, at, text in lines)
    return PrintedText("\n".join(text for *_, text in lines) + "\n", boxes)


def _box(page: int, at: int, text: str) -> PageBox:
    base = TOP + at * LEADING
    return PageBox(page, LEFT, base - 0.9 * SIZE, LEFT + SIZE * len(text), base + 0.2 * SIZE)


def _content(page: Page) -> str:
    height = page.size[1]
    shown = (
        f"BT /F {SIZE} Tf {LEFT} {height - TOP - at * LEADING} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for at, text in enumerate(page.lines)
        if text
    )
    return "\n".join(shown)


_FONT = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
_CID_FONT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
)
