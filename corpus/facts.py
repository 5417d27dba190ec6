"""The facts that a portal page states of its document beside the text: a table or list of labels and values.

The lines of a page come as :func:`corpus.html.html_to_print` makes them, cells apart by TABs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

#: What a label means, in order of preference; the rest is said of the page or of the record, not of the document.
_MEANT: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "文件名称", "信息名称", "名称"),
    "number": ("发文字号", "文号", "文件编号"),
    "issuers": ("发文机关", "发文机构", "制发机关", "制定机关", "发布机构", "发布机关"),
    "day": ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "生成日期"),
}
#: Labels that stand in no text of a document.
_OF_RECORDS = (
    "索引号", "信息索引号", "主题分类", "主题词", "主题类别", "组配分类", "服务对象分类", "体裁分类", "信息分类", "公文种类",
    "公文时效", "有效性", "时效性", "时效", "效力状态", "是否有效", "有效期", "公开方式", "公开形式", "公开范围", "公开主体",
    "公开责任部门", "公开属性", "生效日期", "实施日期", "废止日期", "失效日期", "公开日期", "发布日期", "发布时间", "发布单位",
    "更新时间", "内容概述", "关键词", "信息来源", "来源", "文章来源", "浏览次数", "阅读次数", "点击数", "访问量", "浏览量", "阅读量",
    "字体", "字号", "分类", "统一编号",
)  # fmt: skip
_ROLES = {label: role for role, labels in _MEANT.items() for label in labels}
#: Said of documents only; two labels of which one is such a label are no chance.
_SURE = frozenset({"索引号", "信息索引号", "发文字号", "发文机关", "发文机构", "成文日期", "主题分类", "有效性"})
_NAMES = "|".join(r"\s*".join(name) for name in sorted({*_ROLES, *_OF_RECORDS}, key=lambda name: (-len(name), name)))
_PAIR = re.compile(rf"(?:^|(?<=[\s|｜;；\]】]))[\[【]?\s*({_NAMES})\s*[\]】]?\s*[:：]\s*")
_ALONE = re.compile(rf"[\[【]?\s*({_NAMES})\s*[\]】]?\s*[:：]?")
#: A line of facts is short; a longer one is text.
_LONGEST = 400
#: So many labels in a row are no chance.
_MANY = 3


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states of its document; ``lines`` are the places of the lines that state it."""

    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    day: str | None
    lines: frozenset[int]


def read_facts(lines: Sequence[str]) -> PageFacts:
    """The facts of all tables of facts on a page, the first of each kind."""
    stated: dict[str, str] = {}
    places: set[int] = set()
    for group in _groups(lines):
        labels = {label for _, label, _ in group}
        if len(labels) >= _MANY or (len(labels) > 1 and labels & _SURE):
            places.update(at for at, _, _ in group)
            for label, value in ((label, value) for _, label, value in group if value):
                stated.setdefault(label, value)
    values = {role: next((stated[n] for n in names if stated.get(n)), None) for role, names in _MEANT.items()}
    issuers = tuple(filter(None, re.split(r"[\s、,，;；]+", values["issuers"] or "")))
    return PageFacts(values["title"], values["number"], issuers, values["day"], frozenset(places))


def _groups(lines: Sequence[str]) -> Iterator[list[tuple[int, str, str]]]:
    """Runs of lines that state facts, each fact as its line, its label and its value."""
    group: list[tuple[int, str, str]] = []
    waiting: str | None = None
    for at, line in enumerate(lines):
        found, waiting_after = _pairs(line, waiting)
        if not found and group:
            yield group
            group = []
        group += [(at, label, value) for label, value in found]
        waiting = waiting_after
    if group:
        yield group


def _pairs(line: str, waiting: str | None) -> tuple[list[tuple[str, str]], str | None]:
    """The labels of a line with their values, and the label whose value the next line may be.

    ``waiting`` is such a label of the line before: this line is its value, where it has no label itself.
    """
    if len(line) > _LONGEST:
        return [], None
    found: list[tuple[str, str]] = []
    for cell in line.split("\t"):
        if alone := _ALONE.fullmatch(cell.strip()):
            waiting = _plain(alone[1])
            found.append((waiting, ""))
        elif pairs := list(_PAIR.finditer(cell)):
            ends = [*(pair.start() for pair in pairs[1:]), len(cell)]
            found += [
                (_plain(pair[1]), cell[pair.end() : end].strip(" |｜;；[【"))
                for pair, end in zip(pairs, ends, strict=True)
            ]
            waiting = None
        elif waiting:
            found.append((waiting, cell.strip()))
            waiting = None
    return found, waiting


def _plain(label: str) -> str:
    return re.sub(r"\s+", "", label)
