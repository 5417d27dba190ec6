"""How a court numbers its cases, and what it calls its papers: （2020）最高法民终123号, 民事判决书."""

import re

from corpus.language.characters import HAN

#: Court, kind of the case and stage: 最高法民终, 京0105民初, 粤03执异, 民四终字, 最高法委赔监.
_COURT = r"(?:最高法|最高检|[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青蒙桂藏宁新军兵]\d{0,4})?"
_CASE = (
    r"[知委商海法]{0,2}[民刑行执破赔清司仲认][一二三四五六七委赔]?"
    r"[初终申再提监抗核他复执异恢保审辖请强民破管]{1,2}[一二三四五]?字?"
)
#: A number of a case; the year stands first, in brackets.
CASE_NUMBER = re.compile(
    rf"[（(〔\[]\s?(?P<year>(?:19|20)\d\d)\s?[)）〕\]]\s?(?P<prefix>{_COURT}{_CASE})"
    r"\s?第?\s?(?P<serial>\d{1,6})\s?[号號](?:之[一二三四五六七八九十])?"
)
_PAPER = re.compile(
    rf"(?P<court>[{HAN}（）()]{{0,30}}?(?:法院|检察院))?"
    r"(?P<paper>(?:民事|刑事|行政|执行|国家赔偿|知识产权|附带民事|海事){0,2}"
    r"(?:判决|裁定|决定|调解|抗诉|起诉|支持监督申请)书)"
)


def court_paper(text: str) -> tuple[str | None, str] | None:
    """The court and its paper where a line names nothing else: 某市中级人民法院民事判决书, 民事裁定书."""
    match = _PAPER.fullmatch(re.sub(r"\s", "", text))
    return (match["court"], match["paper"]) if match else None
