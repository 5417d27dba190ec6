"""The names that a document goes by, so that 票据法 finds 中华人民共和国票据法."""

import re
from collections.abc import Iterator

from corpus import Document
from index.language.folding import fold

_NOT_NAMING = re.compile(r"[\W_]")
#: What is left out of a title where it is named shortly: who issued it, and which version it is.
_ISSUER = re.compile(
    r"^(?:中华人民共和国|最高人民法院|最高人民检察院|国务院|全国人民代表大会(?:常务委员会)?|[^关于]{2,6}[省市区县])+(?:关于)?"
)
_VERSION = re.compile(r"[(（](?:试行|暂行|\d{4}年?.{0,6}(?:修[正订]|版)|.{0,8}修[正订]).{0,12}?[)）]")
_SHORTEST, _SHORTEST_LAW = 3, 2


def names_of(document: Document) -> tuple[str, ...]:
    """Every name of a document and of the texts that it issues, as :func:`plain_name` gives them."""
    titles = [document.title, *(part.title for part in document.parts)]
    found = (name for title in titles if title for name in _names(title))
    return tuple(dict.fromkeys(name for name in found if _is_significant(name)))


def plain_name(text: str) -> str:
    """A text as names are compared: folded, without blanks, brackets and marks."""
    return _NOT_NAMING.sub("", fold(text).text)


def _names(title: str) -> Iterator[str]:
    for whole in (title, _VERSION.sub("", title)):
        yield plain_name(whole)
        yield plain_name(_ISSUER.sub("", whole))


def _is_significant(name: str) -> bool:
    return len(name) >= _SHORTEST or (len(name) == _SHORTEST_LAW and name.endswith("法"))
