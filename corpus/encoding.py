"""Bytes to text: UTF-8, UTF-16 by its mark, GB18030; anything else is named for what it is."""

import codecs
import re
from dataclasses import dataclass

from corpus.findings import FindingCode

#: Characters that stand in any page of Chinese text; text decoded by the wrong table does not hold them.
_COMMON = re.compile("[的、。，和工作市区政府]")
_BROKEN_SHARE = 0.01
_PROBE = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, or ``None`` when there is none; ``code`` and ``message`` say what was wrong, if anything."""

    text: str | None
    code: FindingCode | None = None
    message: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of a file by its bytes."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"))
    if b"\0" in data[:_PROBE]:
        return Decoded(None, FindingCode.BINARY, "a binary file, not text: convert it to UTF-8 text first")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        broken = error
    repaired = data.decode("utf-8", errors="replace")
    if repaired.count("\ufffd") <= len(repaired) * _BROKEN_SHARE:
        line = data.count(b"\n", 0, broken.start) + 1
        return Decoded(
            repaired,
            FindingCode.BROKEN_ENCODING,
            f"line {line} holds bytes that are not UTF-8; they are shown as \ufffd",
        )
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        return Decoded(None, FindingCode.UNKNOWN_ENCODING, "neither UTF-8 nor GB18030: save it as UTF-8")
    if not _COMMON.search(chinese):
        return Decoded(None, FindingCode.UNKNOWN_ENCODING, "no Chinese text in UTF-8 or GB18030: save it as UTF-8")
    return Decoded(chinese)
