"""Hostile queries and gazettes from seeds: what nobody would type or print, among words of the grammar."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping

_HAN = "的一二三十百千万〇零关于加强通知各区每日巡查建立台账某局年月日号第条章节款项附件目录国務院發電爲"
_WORDS = (
    "AND", "OR", "NOT", "and", "-", "+", "(", ")", '"', "“", "”", "*", "?", ":", "text:", "title:", "body:",
    "number:", "text:(", "无:", "~", "^", "\\", "[", "]", "{", "}", "/", "京政办发〔2021〕1号", "京政办发[2021]1号",
    "第十二条", "2021年", "2021-02-30", "9999999999999999", "GB 37822", "hotel", "hotle", "a*", "一*", "*一",
    "巡查", "通知", "DROP TABLE", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%00", "%n", "../../etc/passwd",
    "=cmd|' /C calc'!A0", "&amp;",
)  # fmt: skip
_ODD = (
    "\0\t\n\r\x0b\x7f\x85\u00a0\u00ad\u0301\u200b\u200d\u202e\u2028\u3000\ufeff\ufffd\U0001f600\U000e0001İıſß㍿℃㎡⺆⼀"
)
_LINES = (
    "北京市人民政府公报", "第 14 期（总第 842 期）", "2024年4月24日", "目 录", "CONTENTS", "【市政府文件】",
    "关于加强绿化的通知", "京政办发〔2021〕1号", "各区：", "第一章 总则", "第一条 为了加强管理，制定本办法。",
    "（一）每日巡查。", "1. 建立台账。", "①", "附件 1", "附件：1. 名单", "2021年2月23日", "某局", "— 42 —",
    "| 56 |", "|---|---|", "| 1 | 加强 | 年底前 |", "┌─┬─┐", "│甲│乙│", "└─┴─┘",
    "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主责单位\t协办单位", "1\t加强\t检查。\t年底前\t市水务局\t——\t",
    "\t\t继续。\t\t\t\t", "序号    任务    时限", "1       加强    年底", "本办法自印发之日起施行。",
    "《旧办法》（京政发〔2001〕1号）同时废止。", "", " ", "\u3000\u3000", "<table><tr><td>", "</td></tr></table>",
    "<div>", "<b>", "&nbsp;", "&#x0;", "<!--", "]]>", "=1+1", "@x", "Article 1 Hotels.",
)  # fmt: skip
_TAGS = (
    "<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td colspan=9999999>", "<td rowspan=-1>", "</td>",
    "</table>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<br/>",
    "<a href='javascript:x'>", "<b", ">", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;",
    "&#1114112;", "&#xD800;", "<meta charset=utf-7>", "<title>", "</title>", "<?xml version='1.0'?>",
    "<svg onload=x>", "<iframe>", "<plaintext>", "<template>",
)  # fmt: skip
_NAMES = (
    "a.txt", "b.html", "../up.txt", "/etc/x.txt", "a\\b.txt", "c/", "d.exe", "深/名.txt", "e" * 300 + ".txt", "f.zip",
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "gbk", "big5", "latin-1", "utf-7", "hz")
#: Fragments of which a megabyte is made by saying them again and again.
FRAGMENTS = (
    *_LINES, *_TAGS, "一", "1", "a ", "1 ", "（一）", "一、", "第一条", "《", "》", "〔2021〕", "号",
    "京政办发〔2021〕1号", "|", "\t", "a\n", "1\n", "一\n", "甲\n", "第一条\n", "（一）\n", "一、甲\n", "1. a\n",
    "\n", " \n", "\r", "\u3000", "\0", "2024年4月24日\n", "目 录\n", "附件\n", "附件1\n", "— 1 —\n", "| a |\n",
    "|---|\n", "1\t2\n", "甲 乙\n", "甲    乙\n", "│甲│乙│\n", "【一】\n", "关于甲的通知\n",
    "北京市人民政府公报\n", "第 14 期（总第 842 期）\n", "# a\n", "**一**\n", "國\n", "龍龜", "，", "。", "甲，",
    "甲。", "、", "某局\n", "各区：\n",
)  # fmt: skip
Given = Mapping[str, list[str]]


def queries(seed: int) -> Iterator[Given]:
    """Parameters of searches without end."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    while True:
        given = {"q": [_query(chance)]}
        for name, values in _PARAMETERS.items():
            if chance.random() < 1 / 8:
                given[name] = [
                    chance.choice((*values, _query(chance)[:80])) for _ in range(chance.choice((1, 1, 1, 2)))
                ]
        yield given


_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "page": ("1", "2", "0", "-1", "99999999999999999999", "1e3"),
    "per_page": ("1", "50", "51", "0"),
    "sort": ("newest", "oldest", "number", "relevance", "worst"),
    "scope": ("clause", "document", "issue", "planet"),
    "expand": ("none", "synonym", "bilingual"),
    "facets": ("year,body,kind", "kind", "nothing", ",,,"),
    "explain": ("1", "0"),
    "near": ("0", "1"),
    "year": ("2021", "0", "二〇二一"),
    "date_from": ("2021-02-23", "2021-02-30", "0000-00-00"),
    "kind": ("article", "section", "other"),
    "body": ("某局", "x"),
    "without": ("巡查", "*"),
    "nothing": ("1",),
}


def _query(chance: random.Random) -> str:
    pieces = [_piece(chance) for _ in range(chance.choice((1, 2, 3, 5, 8, 13, 40)))]
    text = chance.choice(("", " ", " ", " OR ")).join(pieces)
    return text if chance.random() < 0.9 else text * chance.randrange(1, 30)  # noqa: PLR2004 - a tenth is repeated


def _piece(chance: random.Random) -> str:
    kinds: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(_WORDS),
        lambda: "".join(chance.choices(_HAN, k=chance.randrange(1, 9))),
        lambda: "".join(chance.choices("abcxyzABC0123456789.-_", k=chance.randrange(1, 9))),
        lambda: chance.choice(_ODD),
        lambda: chr(chance.randrange(0x110000)),
    )
    return chance.choice(kinds)()


def files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of input files without end: texts, pages and archives, in many encodings and in none."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    while True:
        suffix = chance.choice((".txt", ".txt", ".md", ".html", ".zip"))
        yield f"a{suffix}", _archive(chance) if suffix == ".zip" else _damaged(chance, _content(chance, suffix))


def _content(chance: random.Random, suffix: str) -> bytes:
    words = (*_LINES, *_TAGS) if suffix == ".html" else _LINES
    lines = []
    for _ in range(chance.choice((0, 1, 3, 10, 40, 120))):
        line = "".join(chance.choice(words) for _ in range(chance.choice((1, 1, 1, 2, 5))))
        lines += [line + (_piece(chance) if chance.random() < 1 / 4 else "")] * chance.choice((1, 1, 1, 1, 9))
    text = chance.choice(("\n", "\n", "\n\n", "\r\n", "\r", "")).join(lines)
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _damaged(chance: random.Random, content: bytes) -> bytes:
    match chance.randrange(6):
        case 0 if content:
            at = chance.randrange(len(content))
            return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
        case 1:
            return content[: chance.randrange(len(content) + 1)]
        case 2:
            return content + chance.randbytes(chance.randrange(200))
    return content


def _archive(chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name in dict.fromkeys(chance.choices(_NAMES, k=chance.randrange(6))):
            archive.writestr(name, _content(chance, ".html" if name.endswith("html") else ".txt"))
    return _damaged(chance, packed.getvalue())
