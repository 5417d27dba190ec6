"""Bytes to text: by the mark at the head, else by which encoding gives the most characters that Chinese texts hold.

A byte that is no character costs that character alone. What no encoding reads is named for what it is.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from corpus.findings import FindingCode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: In order of preference where two read a text equally well.
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
#: The share of usual characters in a text that was read in its own encoding, less what tables and rare names take.
_READABLE = 0.8
#: So many bytes, from the first that is not ASCII, show which encoding a text has.
_SAMPLE = 64 * 1024
_NOT_ASCII = re.compile(rb"[^\x01-\x7f]")
#: So many bytes behind a broken character show where the next one begins.
_AHEAD = 48
#: Characters of any official text, some of which stand in every few lines; other languages read as Chinese lack them.
_FREQUENT = frozenset(
    "的、。，和一在有不人中大市政府工作各年月日第部管理以及按为国区关于条项门发与应当对為國區關於條項門發與應當對"
)
_FREQUENT_SHARE = 0.03
#: Both sets list signs and common characters first: up to this lead byte.
_LAST_COMMON = {"gb2312": 0xD7, "big5": 0xC6}
#: Bytes that begin no character of UTF-8.
_STRAY = re.compile(rb"[\x80-\xc1\xf5-\xff]{0,3}")
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, or ``None`` when there is none; ``code`` and ``message`` say what was wrong, if anything."""

    text: str | None
    code: FindingCode | None = None
    message: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file by its bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _repaired(data, encoding)
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    sample = _sample(data)
    best = max(_ENCODINGS, key=lambda encoding: _share_of_usual(sample, encoding, _RESUME))
    if _share_of_usual(sample, best, _RESUME) >= _READABLE and _is_chinese(sample.decode(best, errors="replace")):
        return _repaired(data, best)
    if b"\0" in data:
        return Decoded(None, FindingCode.BINARY, "a binary file, not text: convert it to UTF-8 text")
    return Decoded(
        None, FindingCode.UNKNOWN_ENCODING, "no Chinese text in UTF-8, GB18030, Big5 or UTF-16: save it as UTF-8"
    )


def decode_name(raw: bytes) -> str:
    """A file name that some system wrote in UTF-8 or GB18030 without saying which."""
    return raw.decode(max(_ENCODINGS[:2], key=lambda encoding: _share_of_usual(raw, encoding)), errors="replace")


def _sample(data: bytes) -> bytes:
    """A piece that has characters of the encoding, from the beginning of one in UTF-16."""
    found = _NOT_ASCII.search(data)
    start = found.start() // 2 * 2 if found else 0
    return data[start : start + _SAMPLE]


def _repaired(data: bytes, encoding: str) -> Decoded:
    """The text with a sign in the place of each character that is none."""
    text = data.decode(encoding, errors=_RESUME).replace("\0", _LOST)
    lost = text.count(_LOST)
    if not lost:
        return Decoded(text)
    line = text.count("\n", 0, text.index(_LOST)) + 1
    return Decoded(
        text,
        FindingCode.BROKEN_ENCODING,
        f"{lost} characters are broken, the first in line {line}: they are shown as {_LOST}",
    )


def _resume(error: UnicodeError) -> tuple[str, int]:
    """The sign for a broken character, and where the next one begins."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding == "utf-8":
        return _LOST, _STRAY.match(error.object, error.start + 1).end()  # type: ignore[union-attr]
    if error.encoding.startswith("utf"):
        return _LOST, error.end
    ahead = error.object
    starts = (error.start + 1, min(error.start + 2, len(ahead)))
    return _LOST, max(starts, key=lambda at: _share_of_usual(ahead[at : at + _AHEAD], error.encoding))


_RESUME = "gongbao.resume"
codecs.register_error(_RESUME, _resume)


def _is_chinese(text: str) -> bool:
    """Whether characters that any official text holds are among those that are not ASCII."""
    counts = Counter(text)
    foreign = sum(count for character, count in counts.items() if not character.isascii())
    return sum(counts[character] for character in _FREQUENT) >= _FREQUENT_SHARE * foreign > 0


def _share_of_usual(data: bytes, encoding: str, errors: str = "replace") -> float:
    counts = Counter(data.decode(encoding, errors=errors))
    usual = sum(count for character, count in counts.items() if _is_usual(character))
    return usual / max(counts.total(), 1)


@lru_cache(maxsize=1 << 16)
def _is_usual(character: str) -> bool:
    """Whether it is ASCII to read, or a sign or one of the common characters of the simplified or traditional set."""
    if character.isascii():
        return character.isprintable() or character in "\t\n\r\f"
    return character == "\u00a0" or any(_lead(character, encoding) <= last for encoding, last in _LAST_COMMON.items())


def _lead(character: str, encoding: str) -> int:
    """The first byte of a character; more than any byte where the encoding lacks it."""
    encoded = character.encode(encoding, errors="ignore")
    return encoded[0] if encoded else 0x100
