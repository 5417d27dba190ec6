"""The back matter of an issue: how the gazette is published. It stands behind the last document and belongs to none."""

import re
from collections.abc import Sequence

from corpus.printed.lines import Line

_BEGINS = re.compile(
    r"(?:政府公报|公报)查询方式|《[^《》]{2,30}(?:公报|政报|文告)》(?:简介|征订.*|发行.*)?|政府公报网络版|(?:主\s?办|主\s?管|主管、?主办|编\s?辑|编印|出版|编辑、?出版)(?:单位)?\s*[:：].{2,40}|扫描二维码|欢迎订阅.*"
)
_BELONGS = re.compile(
    r"公报|政报|文告|主办|主管|编辑|编印|出版|地址|邮编|邮政编码|电话|传真|网址|网站|邮箱|印刷|印数|刊号|ISSN|CN\s?\d|发行|赠阅|定价|工本费|二维码|微信|公众号|查阅|查询|订阅|订购|征订|http|www|\d{6,}"
)
#: Of the lines of a back matter, at least this share speaks of the gazette.
_SHARE = 0.5
_LONGEST = 120


def back_matter(lines: Sequence[Line], start: int) -> int:
    """The index of the first line of the back matter; the number of lines where there is none.

    It is looked for among the last lines, as other issues may be glued behind it.
    """
    for i in range(max(start, len(lines) - _LONGEST), len(lines)):
        if not lines[i].is_row and _BEGINS.fullmatch(lines[i].plain) and _speaks(lines[i:]):
            return i
    return len(lines)


def _speaks(lines: Sequence[Line]) -> bool:
    """Whether most of the lines speak of the gazette."""
    return sum(bool(_BELONGS.search(line.plain)) for line in lines) >= _SHARE * len(lines)
