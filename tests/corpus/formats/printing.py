"""Gazettes set as pages: the lines of a text as HTML, printed to PDF by Chromium, and its pages as noisy pictures."""

import html
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from corpus.issue.furniture import furniture, without_furniture
from corpus.language.numbering import marker
from corpus.language.text import ends_sentence
from corpus.printed.lines import Line, scan

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass(frozen=True)
class Style:
    """How a page is set."""

    size: str = "A4"
    margin: str = "26mm 22mm"
    columns: int = 1
    type_size: str = "12pt"
    leading: float = 1.7
    indent: str = "2em"
    gap: str = "0"
    font: str = "Noto Serif CJK SC"
    head: str = ""
    foot: str = "— %s —"
    borders: str = "1px solid #000"


def as_html(text: str, style: Style) -> str:
    """The lines of a text, its furniture left out, as a page of HTML to be printed."""
    scanned = scan(text)
    lines = without_furniture(scanned, furniture(scanned))
    foot = "".join(
        f'"{part}" counter(page) ' if at == 0 else f'"{part}"' for at, part in enumerate(style.foot.split("%s"))
    )
    css = f"""
      @page {{ size: {style.size}; margin: {style.margin};
        @top-center {{ content: "{style.head}"; font: 9pt "{style.font}"; }}
        @bottom-center {{ content: {foot if style.foot else '""'}; font: 10pt "{style.font}"; }} }}
      body {{ font: {style.type_size}/{style.leading} "{style.font}"; margin: 0; columns: {style.columns};
        column-gap: 2em; text-align: justify; }}
      p {{ text-indent: {style.indent}; margin: 0 0 {style.gap}; white-space: pre-wrap; }}
      p.line {{ text-align: center; text-indent: 0; }}
      p.title {{ text-align: center; text-indent: 0; font-size: 150%; column-span: all; }}
      table {{ border-collapse: collapse; width: 100%; }}
      tr {{ break-inside: avoid; }}
      td {{ border: {style.borders}; padding: 2pt 4pt; }}
    """
    return f"<!doctype html><html lang=zh><meta charset=utf-8><style>{css}</style><body>{''.join(_blocks(lines))}"


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    for is_row, group in groupby(lines, lambda line: line.is_row):
        if is_row:
            yield f"<table>{''.join(map(_row, group))}</table>"
        else:
            yield from (f'<p class="{_class(line)}">{html.escape(_as_printed(line))}</p>' for line in group)


def _row(line: Line) -> str:
    cells = line.row.cells if line.row else ()
    across = ' colspan="9"' if len(cells) == 1 else ""
    return "<tr>" + "".join(f"<td{across}>{html.escape(c.text).replace(chr(10), '<br>')}</td>" for c in cells) + "</tr>"


def _as_printed(line: Line) -> str:
    """The line with the spaces inside it, without what marks it as a heading or bold."""
    return line.raw.strip(" \t\u3000").lstrip("# ").replace("**", "")


def _class(line: Line) -> str:
    if line.raw.lstrip().startswith("#"):
        return "title"
    return "text" if ends_sentence(line.text) or marker(line.text) or len(line.text) > 36 else "line"


def print_pdf(page: str, folder: Path, name: str = "gazette") -> Path:
    """The page printed to a PDF by Chromium."""
    source, target = folder / f"{name}.html", folder / f"{name}.pdf"
    source.write_text(page, "utf-8")
    subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", f"--user-data-dir={folder / 'browser'}",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", str(source),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return target


def as_scan(pdf: Path, target: Path, *, dpi: int = 200, skew: float = 0.0, noise: float = 0.0) -> Path:
    """The pages of a PDF as a TIFF of grey pictures, rotated by ``skew`` degrees and with noise of this deviation."""
    noisy = np.random.default_rng(7)
    pages: list[Image.Image] = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        if noise:
            grey = np.asarray(picture, np.float32) + noisy.normal(0, noise, picture.size[::-1])
            picture = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
        pages.append(picture)
    pages[0].save(target, save_all=True, append_images=pages[1:], dpi=(dpi, dpi), compression="tiff_deflate")
    document.close()
    return target
