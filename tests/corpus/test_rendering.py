"""Pages as pictures: what is drawn, how light it is, and what happens with files that nobody should trust."""

import zlib
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from corpus.findings import FindingCode
from corpus.formats.draw_page import LARGEST
from corpus.formats.rendering import PageSize, draw_page, page_sizes
from corpus.printed.printed_text import FormatError
from tests.typesetting import A4, Page, assembled, printed, typeset

SECONDS = 60.0
LINES = ("某市人民政府令", "", "第一条 为了规范水表的安装，制定本规定。", "第二条 水表应当安装在公共部位。")


@pytest.fixture
def kept(tmp_path: Path):
    """Puts bytes into a file that a child can read, and asks for its sizes or a page."""

    def ask(data: bytes, suffix: str, page: int | None = None):
        path = tmp_path / f"file{suffix}"
        path.write_bytes(data)
        with path.open("rb") as file:
            return page_sizes(file, suffix, SECONDS) if page is None else draw_page(file, suffix, page, SECONDS)

    return ask


def refusal(ask, *asked) -> FindingCode:
    with pytest.raises(FormatError) as caught:
        ask(*asked)
    return caught.value.code


def picture_file(kind: str, picture: Image.Image, **options) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


def ink(picture: Image.Image, box: tuple[float, ...] | None = None) -> int:
    """Dark pixels of a picture, or of a part of it."""
    part = picture.crop(tuple(round(edge) for edge in box)) if box else picture
    return sum(part.histogram()[:128])


def test_a_page_is_light_and_as_wide_as_a_screen(kept) -> None:
    data = kept(typeset([Page(LINES * 8)]), ".pdf", 1)
    assert data[:4] == b"RIFF"
    assert len(data) <= LARGEST
    assert 1000 <= opened(data).width <= 1240


def test_the_ink_of_a_line_stands_in_its_box_and_nowhere_else(kept) -> None:
    pages = [Page(("总则",)), Page(LINES)]
    drawn = opened(kept(typeset(pages), ".pdf", 2))
    scale = drawn.width / A4[0]
    boxes = [box for line in printed(pages).boxes for box in line if box.page == 2]
    inside = [ink(drawn, tuple(edge * scale for edge in (box.x0, box.y0, box.x1, box.y1))) for box in boxes]
    assert all(inside)
    assert sum(inside) == ink(drawn)


def test_the_text_of_a_line_stands_in_its_box() -> None:
    pages = [Page(LINES)]
    text = pypdfium2.PdfDocument(typeset(pages))[0].get_textpage()
    found = [
        text.get_text_bounded(box.x0, A4[1] - box.y1, box.x1, A4[1] - box.y0)
        for line in printed(pages).boxes
        for box in line
    ]
    assert found == [line for line in LINES if line]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_rotated_page_is_drawn_and_measured_as_it_is_shown(kept, rotate: int) -> None:
    data = typeset([Page(LINES, rotate=rotate)])
    width, height = A4 if rotate in (0, 180) else A4[::-1]
    drawn = opened(kept(data, ".pdf", 1))
    assert kept(data, ".pdf") == (PageSize(width, height),)
    assert drawn.width / drawn.height == pytest.approx(width / height, rel=0.01)
    corners = {0: (0, 0, 1, 0.5), 90: (0.5, 0, 1, 1), 180: (0, 0.5, 1, 1), 270: (0, 0, 0.5, 1)}
    x0, y0, x1, y1 = corners[rotate]
    part = (x0 * drawn.width, y0 * drawn.height, x1 * drawn.width, y1 * drawn.height)
    assert ink(drawn, part) == ink(drawn) > 0


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpeg"), ("TIFF", ".tif")])
def test_a_scan_is_measured_by_its_resolution(kept, kind: str, suffix: str) -> None:
    data = picture_file(kind, Image.new("L", (1654, 2339), "white"), dpi=(200, 200))
    ((size),) = kept(data, suffix)
    assert (size.width, size.height) == pytest.approx((595.4, 842.0), abs=0.2)
    assert opened(kept(data, suffix, 1)).size[0] == 1240


@pytest.mark.parametrize("dpi", [None, (1, 1), (72, 72), (9600, 9600)])
def test_a_picture_that_states_no_resolution_of_a_scanner_is_as_large_as_a4(kept, dpi) -> None:
    data = picture_file("PNG", Image.new("L", (1000, 1414), "white"), **({"dpi": dpi} if dpi else {}))
    ((size),) = kept(data, ".png")
    assert (size.width, size.height) == pytest.approx(A4, abs=1)


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("TIFF", ".tiff")])
def test_a_picture_that_lies_on_its_side_is_set_upright(kept, kind: str, suffix: str) -> None:
    lying = Image.new("L", (1414, 1000), "white")
    lying.paste("black", (0, 0, 1414, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # its top is on the right when it is shown
    data = picture_file(kind, lying, **({"tiffinfo": {0x0112: 6}} if kind == "TIFF" else {"exif": exif}))
    ((size),) = kept(data, suffix)
    drawn = opened(kept(data, suffix, 1))
    assert size.width < size.height
    assert drawn.width < drawn.height
    assert ink(drawn, (drawn.width * 0.85, 0, drawn.width, drawn.height)) > ink(drawn) * 0.95


def test_every_page_of_a_tiff_is_drawn(kept) -> None:
    pages = [Image.new("1", (400, 600), "white") for _ in range(3)]
    pages[2].paste("black", (0, 0, 400, 300))
    data = picture_file("TIFF", pages[0], save_all=True, append_images=pages[1:], compression="group4")
    assert len(kept(data, ".tiff")) == 3
    assert [ink(opened(kept(data, ".tiff", page))) > 0 for page in (1, 2, 3)] == [False, False, True]
    assert refusal(kept, data, ".tiff", 4) is FindingCode.PAGE_FAILED


def test_noise_is_drawn_smaller_until_it_is_light(kept) -> None:
    data = picture_file("PNG", Image.effect_noise((2480, 3508), 120))
    drawn = kept(data, ".png", 1)
    assert len(drawn) <= LARGEST


def test_what_is_transparent_is_paper(kept) -> None:
    data = picture_file("PNG", Image.new("RGBA", (600, 800), (0, 0, 0, 0)))
    assert ink(opened(kept(data, ".png", 1))) == 0


ENCRYPTED = assembled(
    ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>",
     f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{'a1' * 32}> /U <{'b2' * 32}> >>"],
    f"/Encrypt 3 0 R /ID [<{'00' * 16}> <{'00' * 16}>]",
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "suffix", "code"),
    [
        (ENCRYPTED, ".pdf", FindingCode.ENCRYPTED),
        (b"%PDF-1.7\n" + b"\0" * 1000, ".pdf", FindingCode.DAMAGED),
        (b"", ".pdf", FindingCode.DAMAGED),
        (b"<html><script>alert(1)</script>", ".pdf", FindingCode.DAMAGED),
        (b"\x89PNG\r\n\x1a\n cut", ".png", FindingCode.DAMAGED),
        (b"GIF89a" + b"\0" * 100, ".png", FindingCode.DAMAGED),
        (b"", ".tif", FindingCode.DAMAGED),
    ],
)
def test_a_file_that_is_locked_or_broken_is_refused_by_its_name(kept, data: bytes, suffix: str, code) -> None:
    assert refusal(kept, data, suffix, 1) is code
    assert refusal(kept, data, suffix) is code


@pytest.mark.parametrize("page", [0, 2, -1, 10**9])
def test_a_page_that_there_is_not_is_refused(kept, page: int) -> None:
    assert refusal(kept, typeset([Page(LINES)]), ".pdf", page) is FindingCode.PAGE_FAILED


@pytest.mark.parametrize("size", [(1_000_000, 1_000_000), (1_000_000, 3), (3, 1_000_000), (0.01, 0.01), (595, 14_400)])
def test_a_page_of_any_size_is_drawn_within_bounds(kept, size: tuple[float, float]) -> None:
    drawn = opened(kept(typeset([Page(("字",), size=size)]), ".pdf", 1))
    assert drawn.width <= 1240
    assert drawn.height <= 2600


def test_a_cut_file_gives_the_pages_it_has_or_a_refusal(kept) -> None:
    data = typeset([Page(LINES)] * 3)
    for part in (0.3, 0.6, 0.9, 0.99):
        try:
            assert opened(kept(data[: int(len(data) * part)], ".pdf", 1)).width == 1240
        except FormatError as error:
            assert error.code in (FindingCode.DAMAGED, FindingCode.PAGE_FAILED)  # noqa: PT017 - either is right


def test_a_tree_of_pages_that_never_ends_is_refused(kept) -> None:
    data = assembled(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
         "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2000000000 >>"]
    )  # fmt: skip
    for page in (1, 77_777, 1_999_999_999):
        assert refusal(kept, data, ".pdf", page) in (FindingCode.DAMAGED, FindingCode.PAGE_FAILED)


def test_a_picture_that_unpacks_to_more_than_memory_is_refused_before_it_is(kept) -> None:
    small = picture_file("PNG", Image.new("L", (8, 8)))
    bomb = small[:16] + (60_000).to_bytes(4, "big") * 2 + small[24:]
    assert refusal(kept, fixed_sum(bomb), ".png", 1) is FindingCode.TOO_LARGE


def fixed_sum(png: bytes) -> bytes:
    """A PNG with the checksum of its head as it should be."""
    return png[:29] + zlib.crc32(png[12:29]).to_bytes(4, "big") + png[33:]


def test_a_tiff_whose_pages_lead_round_in_a_circle_ends(kept) -> None:
    pages = [Image.new("1", (40, 60), "white") for _ in range(2)]
    data = bytearray(picture_file("TIFF", pages[0], save_all=True, append_images=pages[1:]))
    first = int.from_bytes(data[4:8], "little")
    entries = int.from_bytes(data[first : first + 2], "little")
    at = first + 2 + 12 * entries
    data[at : at + 4] = first.to_bytes(4, "little")
    try:
        assert len(kept(bytes(data), ".tif")) <= 10_000
    except FormatError as error:
        assert error.code in FindingCode  # noqa: PT017 - it may be refused as well
    assert opened(kept(bytes(data), ".tif", 1)).width > 0


def test_scripts_and_annotations_do_nothing(kept) -> None:
    red = (
        "<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /C [1 0 0] /IC [1 0 0] /F 4 "
        "/A << /S /JavaScript /JS (while(1);) >> >>"
    )
    data = assembled(
        ["<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(1);) >> >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [{red}] >>"]
    )  # fmt: skip
    assert Image.open(BytesIO(kept(data, ".pdf", 1))).convert("RGB").getextrema() == ((255, 255),) * 3


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(typeset([Page(LINES)]))
    with path.open("rb") as file, pytest.raises(TimeoutError):
        draw_page(file, ".pdf", 1, 0.001)


@pytest.mark.long
def test_a_page_that_takes_a_processor_for_ever_is_ended(kept) -> None:
    stream = "q 1 0 0 1 0 0 cm /X Do Q " * 40
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {} 0 R >> >> /Length {} >>\nstream\n{}\nendstream"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
               f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]  # fmt: skip
    objects += [form.format(number, len(stream), stream) for number in range(6, 14)]
    objects.append(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 26 >>\nstream\n0 0 100 100 re f 0 0 1 1 r\nendstream"
    )
    assert refusal(kept, assembled(objects), ".pdf", 1) is FindingCode.PAGE_FAILED
