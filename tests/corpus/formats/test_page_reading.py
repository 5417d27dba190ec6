"""Rules of reading files of pages: what a bad file costs, and that no page is read twice."""

import hashlib
import signal
import subprocess
import sys
import time
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from corpus import Gazette, parse_file, read_corpus
from corpus.findings import FindingCode
from corpus.formats import page_reading
from corpus.formats.page_cache import PageCache
from corpus.formats.page_reading import PageRequest, PagesRead, read_pages
from corpus.formats.process_limits import DRAWING_MEMORY
from corpus.printed.printed_text import FormatError
from tests.corpus.formats.pdf_files import encrypted_pdf, endless_pdf, recursive_pdf, simple_pdf
from tests.typesetting import assembled

NOTICE = (
    "北京市人民政府办公厅\n关于加强管理的通知\n京政办发〔2024〕4号\n各区人民政府：\n一、加强管理。\n二、落实责任。\n"
)


def read(path: Path, cache: PageCache | None = None, **more: Any) -> PagesRead:
    with path.open("rb") as file:
        return read_pages(PageRequest(file, "pdf", hashlib.sha256(path.read_bytes()).hexdigest(), cache, **more))


def program(path: Path, *arguments: str) -> list[str]:
    """The command that runs a program in place of the child's."""
    return [sys.executable, str(path), *arguments]


def put_worker(folder: Path, monkeypatch: pytest.MonkeyPatch, changes: str) -> None:
    """Puts a child in place of the usual one that first changes how pages are read."""
    begin = "import os, sys, time\nfrom corpus.formats import page_worker, pdf\n"
    worker = folder / "worker.py"
    worker.write_text(f"{begin}{changes}page_worker.main(sys.argv[1:])\n", "utf-8")
    monkeypatch.setattr(page_reading, "WORKER", partial(program, worker))


def only_finding(path: Path) -> str:
    (gazette,) = parse_file(path)
    (finding,) = (f for f in gazette.findings if f.code not in (FindingCode.NO_CONTENTS, FindingCode.NO_DOCUMENTS))
    return finding.code.value


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("protected.pdf", encrypted_pdf(), "encrypted"),
        ("cut.pdf", simple_pdf()[:200], "damaged"),
        ("nothing.pdf", b"", "damaged"),
        ("no.pdf", b"%PDF-1.7\n" + b"x" * 10_000, "damaged"),
        ("endless.pdf", endless_pdf(), "damaged"),
        pytest.param("recursive.pdf", recursive_pdf(), "damaged", marks=pytest.mark.long),
        ("no.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100, "damaged"),
        ("no.jpg", b"\xff\xd8\xff\xe0" + b"x" * 100, "damaged"),
        ("no.tiff", b"II*\x00" + b"\xff" * 100, "damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "old_word"),
        ("old.wps", b"\xd0\xcf\x11\xe0", "old_word"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_in(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(NOTICE, "utf-8")
    found: dict[str, Gazette] = {gazette.file: gazette for gazette in read_corpus(tmp_path)}
    assert [f.code.value for f in found[name].findings] == [code]
    assert len(found["z.txt"].documents) == 1


def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    Image.new("1", (16_000, 16_000)).save(tmp_path / "bomb.png")
    assert only_finding(tmp_path / "bomb.png") == "too_large"


def test_a_page_as_large_as_a_field_is_read(tmp_path: Path) -> None:
    (tmp_path / "large.pdf").write_bytes(simple_pdf(box="0 0 1000000 1000000"))
    (content,) = read(tmp_path / "large.pdf").contents
    assert [s.text for s in content.segments] == ["Gongbao"]


def test_scripts_and_attachments_are_not_looked_at(tmp_path: Path) -> None:
    action = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\);) >>"
    objects = [f"<< /Type /Catalog /Pages 2 0 R {action} >>", "<< /Type /Pages /Kids [] /Count 0 >>"]
    (tmp_path / "script.pdf").write_bytes(assembled(objects))
    assert only_finding(tmp_path / "script.pdf") == "damaged"


@pytest.mark.long
def test_a_page_that_ends_the_process_costs_that_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf(pages=6))
    put_worker(
        tmp_path,
        monkeypatch,
        "whole = pdf.page_contents\n"
        "def contents(page, number):\n"
        "    if number in (2, 5):\n"
        "        os._exit(9)\n"
        "    return whole(page, number)\n"
        "pdf.page_contents = contents\n",
    )
    found = read(path)
    assert ([c.page for c in found.contents], found.failed) == ([1, 3, 4, 6], [2, 5])


@pytest.mark.long
def test_a_page_that_takes_too_long_costs_that_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf(pages=2))
    put_worker(
        tmp_path,
        monkeypatch,
        "whole = pdf.page_contents\n"
        "pdf.page_contents = lambda page, number: time.sleep(600) if number == 1 else whole(page, number)\n",
    )
    monkeypatch.setattr(page_reading, "LONGEST_WAIT", 5.0)
    found = read(path)
    assert ([c.page for c in found.contents], found.failed) == ([2], [1])


BUSY = (
    "def work(seconds):\n"
    "    end = time.process_time() + seconds\n"
    "    while time.process_time() < end:\n"
    "        pass\n"
    "whole = pdf.page_contents\n"
    "def contents(page, number):\n"
    "    work(600 if number == {endless} else 2)\n"
    "    return whole(page, number)\n"
    "pdf.page_contents = contents\n"
)


def slow_file(folder: Path, monkeypatch: pytest.MonkeyPatch, endless: int) -> Path:
    """A file of two pages that each take two seconds of a processor, but for one that takes ten minutes."""
    put_worker(folder, monkeypatch, BUSY.format(endless=endless))
    (folder / "a.pdf").write_bytes(simple_pdf(pages=2))
    return folder / "a.pdf"


@pytest.mark.long
def test_a_page_that_is_being_read_may_take_any_time_on_a_busy_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = slow_file(tmp_path, monkeypatch, endless=0)
    # Shorter than a page takes, longer than the clock of the processes takes to go on.
    monkeypatch.setattr(page_reading, "LONGEST_WAIT", 1.5)
    monkeypatch.setattr(page_reading, "_OFTEN", 0.1)
    assert [c.page for c in read(path).contents] == [1, 2]


@pytest.mark.long
def test_a_page_that_takes_too_much_of_a_processor_costs_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = slow_file(tmp_path, monkeypatch, endless=1)
    monkeypatch.setattr(page_reading, "PAGE_SECONDS", 5)
    found = read(path)
    assert ([c.page for c in found.contents], found.failed) == ([2], [1])


def test_a_page_of_more_characters_than_are_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_worker(tmp_path, monkeypatch, "pdf.MOST_CHARACTERS = 5\n")
    (tmp_path / "full.pdf").write_bytes(simple_pdf())
    assert only_finding(tmp_path / "full.pdf") == "page_cut"


def test_without_the_recognition_pictures_are_named_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_worker(
        tmp_path,
        monkeypatch,
        "page_worker.is_installed = lambda: False\n",
    )
    Image.new("L", (800, 1100), 255).save(tmp_path / "scan.png")
    assert only_finding(tmp_path / "scan.png") == "needs_ocr"
    scanned = Image.new("L", (400, 560), 200)
    scanned.save(tmp_path / "scan.pdf")
    assert only_finding(tmp_path / "scan.pdf") == "needs_ocr"
    (tmp_path / "mixed.pdf").write_bytes(joined(tmp_path / "scan.pdf", simple_pdf()))
    assert only_finding(tmp_path / "mixed.pdf") == "pages_need_ocr"


def joined(one: Path, other: bytes) -> bytes:
    """The pages of two PDFs in one."""
    whole = pypdfium2.PdfDocument.new()
    for pages in (pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)):
        whole.import_pages(pages)
    data = BytesIO()
    whole.save(data)
    return data.getvalue()


@pytest.mark.long
def test_a_file_whose_pages_all_fail_is_given_up_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf(pages=300))
    put_worker(
        tmp_path,
        monkeypatch,
        "pdf.page_contents = lambda page, number: os._exit(9)\n",
    )
    found = read(path)
    assert (found.contents, found.failed) == ([], list(range(1, 301)))
    assert found.is_given_up


def test_pages_in_the_cache_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, cache = tmp_path / "a.pdf", PageCache(tmp_path / "cache")
    path.write_bytes(simple_pdf(pages=5))
    first = read(path, cache)
    monkeypatch.setattr(page_reading, "WORKER", partial(program, tmp_path / "nowhere"))
    again = read(path, cache)
    assert again == first
    assert len(first.contents) == 5


def test_a_damaged_page_of_the_cache_is_read_again(tmp_path: Path) -> None:
    path, cache = tmp_path / "a.pdf", PageCache(tmp_path / "cache")
    path.write_bytes(simple_pdf(pages=3))
    whole = read(path, cache)
    for kept in (tmp_path / "cache").rglob("2"):
        kept.write_bytes(b"\xc1")
    assert read(path, cache) == whole


@pytest.mark.long
def test_a_rebuild_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """Of 400 pages, those that were read before the kill are not read after it."""
    corpus, cache = tmp_path / "corpus", tmp_path / "cache"
    corpus.mkdir()
    path = corpus / "a.pdf"
    path.write_bytes(simple_pdf(pages=400))
    program = (
        "import sys\nfrom pathlib import Path\nfrom corpus.formats import PageCache\n"
        "from corpus.sources import Pages, SourceFile, read_source\n"
        f"read_source(SourceFile(Path({str(corpus)!r}), 'a.pdf'), Pages(PageCache(Path({str(cache)!r}))))\n"
    )
    child = subprocess.Popen([sys.executable, "-c", program])
    while not list(cache.rglob("70")) and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    kept = {int(p.name) for p in cache.rglob("*") if p.name.isdecimal() and p.stat().st_size > 10}
    assert 70 <= len(kept) < 400, "the kill came too late"
    before = {page: next(cache.rglob(str(page))).stat().st_mtime_ns for page in kept}
    found = read(path, PageCache(cache))
    assert [content.page for content in found.contents] == list(range(1, 401))
    assert {page: next(cache.rglob(str(page))).stat().st_mtime_ns for page in kept} == before


def test_what_is_no_number_of_pages_is_counted_anew(tmp_path: Path) -> None:
    path, cache = tmp_path / "a.pdf", PageCache(tmp_path / "cache")
    path.write_bytes(simple_pdf(pages=2))
    read(path, cache)
    for count in (tmp_path / "cache").rglob("count"):
        count.write_text("many")
    assert read(path, cache).count == 2


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf(pages=3))
    told: list[tuple[int, int]] = []
    read(path, tell=lambda page, count: told.append((page, count)))
    assert sorted(set(told)) == [(1, 3), (2, 3), (3, 3)]


def test_a_protected_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(encrypted_pdf())
    with pytest.raises(FormatError) as error:
        read(tmp_path / "a.pdf")
    assert error.value.code is FindingCode.ENCRYPTED


def test_text_that_replaces_another_in_a_form_stands_where_it_is_drawn(tmp_path: Path) -> None:
    drawn = "BT /F 20 Tf 100 500 Td (Gong) Tj /Span << /ActualText <FEFF00620061006F> >> BDC (BAO) Tj EMC ET"
    font = "/Resources << /Font << /F 6 0 R >> >>"
    box = "/BBox [0 0 595 842] /Matrix [1 0 0 1 0 0]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        "<< /Length 28 >>\nstream\nq 0.5 0 0 0.5 0 0 cm /X Do Q\nendstream",
        f"<< /Type /XObject /Subtype /Form {box} {font} /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    (tmp_path / "a.pdf").write_bytes(assembled(objects))
    (content,) = read(tmp_path / "a.pdf").contents
    assert ["".join(s.text for s in content.segments)] == ["Gongbao"]
    assert {round(s.top) for s in content.segments} == {842 - 250 - 9}


@pytest.mark.long
def test_a_page_of_a_pdf_may_not_take_what_the_recognition_needs(tmp_path: Path) -> None:
    """The system counts the most memory that any child of these tests has taken, so a process of its own asks."""
    path = tmp_path / "a.pdf"
    path.write_bytes(recursive_pdf())
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom corpus import parse_file\n"
        "parse_file(Path(sys.argv[1]))\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    said = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True).stdout
    assert int(said) * 1024 < 1.5 * DRAWING_MEMORY
