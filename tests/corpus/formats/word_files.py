"""Small Word files for tests: the XML of a body, with lists, styles and notes where a test needs them."""

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO

from corpus.formats.word import word_to_print

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word_file(body: str, **parts: str) -> bytes:
    """A Word file; ``parts`` are the insides of other parts by the kind of their relationship."""
    files = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>")}
    links = ""
    for at, (kind, inside) in enumerate(parts.items()):
        files[f"word/{kind}.xml"] = _part("hdr" if kind == "header" else kind, inside)
        links += f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
    main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files["_rels/.rels"] = f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>'
    return archive(files)


def archive(files: dict[str, str | bytes]) -> bytes:
    """A zip archive of files by name."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    return packed.getvalue()


def _part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{inside}</w:{root}>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", *, style: str = "", level: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph with a style, a place (list and level) in a list, and properties of its mark."""
    of_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    place = f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{level[0]}"/></w:numPr>' if level else ""
    inside = text if text.startswith(("<w:", "<m:")) else run(text) if text else ""
    return f"<w:p><w:pPr>{of_style}{place}<w:rPr>{mark}</w:rPr></w:pPr>{inside}</w:p>"


def lists(*levels: str, more: str = "") -> str:
    """Numbering with one abstract list of these levels and list 1 that follows it; ``more`` are other lists."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbered(1)}{more}'


def level(at: int, text: str, style: str = "decimal", more: str = "") -> str:
    """A level of a list: the text of its label and the format of its number."""
    start = "" if "w:start" in more else '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{at}">{start}<w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def numbered(number: int, overrides: str = "", abstract: int = 0) -> str:
    """A list that follows an abstract list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table; a cell is a text, or XML of ``cell``."""
    inside = "".join(row(each) for each in rows)
    return f"<w:tbl><w:tblPr/>{inside}</w:tbl>"


def row(cells: Iterable[str], properties: str = "") -> str:
    """A row of a table."""
    inside = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def cell(text: str, *, across: int = 1, merge: str = "") -> str:
    """A cell over columns; ``merge`` is ``restart`` for the first of merged cells and ``continue`` for those below."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = text if text.startswith("<w:") else paragraph(text)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merged}</w:tcPr>{inside}</w:tc>'


def box(text: str) -> str:
    """A run with a text box, in the writing of new and of old versions of Word."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def reference(number: int, more: str = "") -> str:
    """A run that refers to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"{more}/></w:r>'


def style(name: str, based_on: str, inside: str = "", more: str = "") -> str:
    """A style of paragraphs."""
    return f'<w:style w:type="paragraph" w:styleId="{name}"{more}><w:basedOn w:val="{based_on}"/>{inside}</w:style>'


#: Chapters, articles that are counted over the chapters, items and their points.
RULES = lists(
    level(0, "第%1章", "chineseCountingThousand"),
    level(1, "第%2条", "chineseCountingThousand", '<w:lvlRestart w:val="0"/>'),
    level(2, "（%3）", "chineseCounting", '<w:suff w:val="nothing"/>'),
    level(3, "%4."),
)
#: Two notes beside the line that parts them from the text.
FOOTNOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" 指建成区。"))}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph("按常住人口计。")}</w:footnote>'
)  # fmt: skip


def lines(body: str, **parts: str) -> list[str]:
    """The lines of the text of a file without indents."""
    return [line.strip() for line in word_to_print(word_file(body, **parts)).text.split("\n")]
