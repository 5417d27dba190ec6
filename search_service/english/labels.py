"""Labels of provisions in English: 第三章 -> Chapter 3, 第十三条 -> Article 13, 附件1 -> Annex 1, （一） -> (1)."""

import re
from functools import lru_cache

from corpus import Clause, ClauseKind, PathStep
from corpus.language.numerals import numeral
from search_service.english.names import english_name

_UNITS = {
    "编": "Part", "篇": "Part", "部分": "Part", "章": "Chapter", "节": "Section", "目": "Subsection", "条": "Article",
    "款": "Paragraph", "项": "Item",
}  # fmt: skip
_SHEETS = {"附件": "Annex", "附表": "Table", "附录": "Appendix", "附图": "Figure", "附": "Annex", "专栏": "Box",
           "表": "Table", "图": "Figure"}  # fmt: skip
#: In a citation.
_SHORT = {"Chapter": "ch.", "Article": "art.", "Section": "sec.", "Paragraph": "para.", "Annex": "annex", "Part": "pt."}
_ORDINAL = re.compile(rf"第(?P<number>[^第]{{1,12}}?)(?P<unit>{'|'.join(_UNITS)})(?:之(?P<sub>[^之]{{1,6}}))?")
_SHEET = re.compile(rf"(?P<sheet>{'|'.join(_SHEETS)})(?P<number>.{{0,8}})")
_TOP = re.compile(r"(?P<number>[^、(（]{1,8})、")
_IN_BRACKETS = re.compile(r"[(（](?P<number>[^()（）]{1,8})[)）]")
_DASH = re.compile(r"[—－―–-]+")


@lru_cache(maxsize=8192)
def english_label(label: str) -> str | None:
    """A printed label in English, ``None`` for one that is no number of a kind."""
    text = "".join(label.split())
    if _DASH.fullmatch(text):
        return "Item"
    if match := _ORDINAL.fullmatch(text):
        numbers = [numeral(text) for text in (match["number"], match["sub"]) if text]
        return f"{_UNITS[match['unit']]} {'-'.join(map(str, numbers))}" if None not in numbers else None
    if match := _SHEET.fullmatch(text):
        number = numeral(match["number"])
        name = _SHEETS[match["sheet"]]
        return f"{name} {number}" if number is not None else name if not match["number"] else None
    return _numbered(text)


def english_provision(clause: Clause, *, short: bool = False) -> str:
    """Where a clause stands in its document: ``Chapter 3, Article 13``; ``ch. 3, art. 13`` in a citation."""
    pieces = [piece for piece in (*map(_step, clause.path), _own(clause)) if piece]
    return ", ".join(_shortened(piece) if short else piece for piece in pieces)


def _numbered(text: str) -> str | None:
    if match := _TOP.fullmatch(text):
        number = numeral(match["number"])
        return f"Section {number}" if number is not None else None
    if match := _IN_BRACKETS.fullmatch(text):
        number = numeral(match["number"])
        return f"({number})" if number is not None else None
    number = None if text.isascii() else numeral(text)
    return f"({number})" if number is not None else text if text.isascii() else None


def _step(step: PathStep) -> str | None:
    return english_label(step.label) if step.label else None


def _own(clause: Clause) -> str | None:
    label = clause.label
    if label is None:
        return None
    if clause.kind is ClauseKind.TABLE_ROW:
        return f"row {label}" if label.isascii() else f"row “{english_name(label).text}”"
    return english_label(label)


def _shortened(piece: str) -> str:
    word, _, number = piece.partition(" ")
    return f"{_SHORT[word]} {number}".strip() if word in _SHORT else piece
