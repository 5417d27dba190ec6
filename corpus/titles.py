"""Titles: the normal form, and the key by which two prints of a title are compared."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.text import BODY_END, BODY_START, HAN, key, without_spaces

#: Where one issuing body ends and the next begins; there, and only there, a title keeps its print space.
_BODY_GAP = re.compile(rf"(?<={BODY_END})[ \u3000]+(?={BODY_START})")
_TITLED = re.compile(r"《[^《》]{1,200}》")
_DOC_TYPES = (
    "通知", "通告", "通报", "公告", "公报", "意见", "决定", "决议", "命令", "令", "批复", "函", "报告", "请示",
    "议案", "纪要", "办法", "规定", "细则", "方案", "规划", "计划", "纲要",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RealSpaces:
    """Names in 《》 of running text that really contain a space, by the name without it."""

    names: dict[str, str]

    @classmethod
    def collect(cls, texts: Iterable[str]) -> "RealSpaces":
        """From cleaned running text, where a print line break leaves no space behind."""
        found = (m.group() for text in texts if " " in text for m in _TITLED.finditer(text))
        return cls({without_spaces(name): name for name in found if re.search(f"[{HAN}] [{HAN}]", name)})

    def restore(self, title: str) -> str:
        """The title with its real spaces put back."""
        for bare, name in self.names.items():
            title = title.replace(bare, name)
        return title


def normal_title(text: str, spaces: RealSpaces | None = None) -> str:
    """A title without print spaces, except between issuing bodies and where ``spaces`` proves one real."""
    parts = [_close(part) for part in _BODY_GAP.split(text.strip())]
    title = " ".join(parts)
    return spaces.restore(title) if spaces else title


def _close(text: str) -> str:
    """No space beside a Chinese character or mark; one space inside Latin words stays."""
    return re.sub(r"(?<![0-9A-Za-z,.])\s+|\s+(?![0-9A-Za-z])", "", text)


def title_key(text: str) -> str:
    """The title for comparison: no spaces, one width, no quotes, brackets or title marks."""
    return re.sub(r"[《》\"()]", "", key(text))


def tail_key(text: str) -> str:
    """The key from 关于 or 印发 on: what is left of a title when its issuers are printed apart."""
    folded = title_key(text)
    cut = min((i for i in (folded.find("关于"), folded.find("印发")) if i > 0), default=0)
    return folded[cut:]


def doc_type(title: str) -> str | None:
    """The type of paper that the title ends in (通知, 意见, …), else ``None``."""
    bare = re.sub(r"[（(][^（）()]*[)）]$", "", title.strip())
    return next((t for t in _DOC_TYPES if bare.endswith(t)), None)


def issued_title(title: str) -> str | None:
    """X of a title that reads 印发《X》的通知, or the like; ``None`` when the title issues nothing."""
    start = title.find("《")
    if start < 0 or not re.search(r"(?:印发|发布|公布|转发|批转|下发)[^《]{0,12}$", title[:start]):
        return None
    return next(nested(title, start), None)


def nested(text: str, start: int = 0) -> Iterator[str]:
    """The names in 《》 from ``start`` on, outermost only, with 《》 and 〈〉 inside kept."""
    depth, begin = 0, 0
    for at in range(start, len(text)):
        if text[at] == "《":
            begin = at + 1 if depth == 0 else begin
            depth += 1
        elif text[at] == "》" and depth:
            depth -= 1
            if depth == 0:
                yield text[begin:at]
