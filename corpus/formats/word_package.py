"""The parts of a Word file: a zip archive of XML, whose parts name one another by relationships.

No part is unpacked further than any gazette needs.
"""

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO

from corpus.findings import FindingCode
from corpus.formats.archives import DAMAGE
from corpus.formats.limited_xml import LARGEST_PART, Element, read_xml
from corpus.formats.word_xml import child
from corpus.printed.printed_text import FormatError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = "WordDocument".encode("utf-16-le")
_ENCRYPTED_MEMBER = 0x1
_RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: The strict form of the standard has other names for the same elements.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)


@dataclass(frozen=True, slots=True)
class _Relationship:
    id: str
    kind: str
    target: str


class WordPackage:
    """A Word file that was opened. Raises :class:`FormatError` for what is none or cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._archive = _archive(data)
        self._infos = {info.filename.replace("\\", "/").lower(): info for info in self._archive.infolist()}
        start = next((one for one in self._relationships("") if one.kind == "officeDocument"), None)
        self._main = start.target if start else "word/document.xml"
        root = self._part(self._main)
        if root is None or child(root, "body") is None:
            raise FormatError(FindingCode.DAMAGED, "no Word file: the archive holds no document; save it as .docx anew")
        self.document = root
        self._related = self._relationships(self._main)

    def related(self, kind: str) -> Element | None:
        """The part of a kind: ``styles``, ``numbering``, ``footnotes``."""
        return next((self._part(one.target) for one in self._related if one.kind == kind), None)

    def referenced(self, reference: Element) -> Element | None:
        """The part that an element names by its ``r:id``."""
        wanted = reference.get(_RELATIONSHIP_ID)
        return next((self._part(one.target) for one in self._related if one.id == wanted), None)

    def _relationships(self, part: str) -> list[_Relationship]:
        folder, file = posixpath.split(part)
        root = self._part(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [
            _Relationship(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in (root if root is not None else ())
            if one.get("TargetMode") != "External"
        ]

    def _part(self, part: str) -> Element | None:
        """The root of a part; ``None`` where there is no such part."""
        info = self._infos.get(part.lower())
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED_MEMBER:
            raise FormatError(FindingCode.ENCRYPTED)
        try:
            with self._archive.open(info) as opened:
                data = opened.read(LARGEST_PART + 1)
        except DAMAGE as error:
            raise FormatError(FindingCode.DAMAGED, f"{part} cannot be unpacked ({error})") from error
        return _root(part, data)


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        raise FormatError(FindingCode.OLD_WORD if _OLD_WORD in data else FindingCode.ENCRYPTED)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except DAMAGE as error:
        raise FormatError(FindingCode.DAMAGED, f"no readable Word file ({error}): save it as .docx anew") from error


def _root(part: str, data: bytes) -> Element:
    """The root of the XML of a part."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return read_xml(part, data)
