"""What a line is by itself, where the form of an official document says it: number, addressees, signature, date, label.

Every function takes the plain reading of one line. None looks at the lines around it.
"""

import re
from datetime import date
from functools import lru_cache

from corpus.language.characters import HAN
from corpus.language.numbering import GROUPING, marker
from corpus.language.numbers import parse_numbers
from corpus.language.numerals import NOUGHT, NUMERAL, numeral, trailing_date, whole_date
from corpus.language.text import ends_sentence

#: The last character of the name of an organ.
_ORGAN_END = (
    r"(?:[委厅局府会院队区部署行办社团校馆站处所室科司党]|公司|中心|总局|总会|集团|协会|学会|基金会|指挥部|[小查研作察草]组|机关"
    r"|监狱|大学|学院|银行|联合社|海关|法院|检察院)"
)
ORGAN = re.compile(rf"[{HAN}（）()、·]{{2,38}}{_ORGAN_END}(?:[（(][{HAN}]{{1,10}}[)）])?")
#: A session of a congress, which resolves and announces under its own name.
_SESSION = re.compile(rf"[{HAN}]{{2,20}}代表大会第[一二三四五六七八九十]{{1,3}}次会议")
#: What stands in no name of an organ: 工作 but before what does it (老龄工作委员会), 本 but in the name of a city.
_NO_ORGAN = re.compile(
    r"^工作|工作(?!(?:委员会|委|领导小组|小组|联席会议|协调小组|部|局|办公室|中心|总?站|总?队|组)(?:办公室)?(?:$|[、（(]))"
    r"|(?<![资日基])本(?!溪)|关于|印发|附件|行为|各|下列|以下|进行|机关名称|如下|召开|主持"
    r"|[的了是在]$|^第|^(?:各|有关|相关)"
)
#: Offices whose holders sign papers.
OFFICES = (
    "市长|省长|区长|县长|州长|主席|总理|主任|局长|厅长|部长|署长|行长|院长|委员长|会长|司长|镇长|乡长|旗长|盟长|检察长|行政长官"
    "|审判长|审判员|人民陪审员|法官助理|书记员"
)
_OFFICER = re.compile(
    rf"(?:中华人民共和国|国务院|[{HAN}]{{2,6}}[省市区县州])?(?:代理?)?(?:{OFFICES})"
    rf"[:：]?\s*[{HAN}·]{{2,8}}"
)
#: What stands behind an office and is no name: 市长质量奖, 区长专题会议.
_NO_PERSON = re.compile(r"会议|纪要|办公|讲话|致辞|报告|名单|任免|责任|信箱|热线|奖|令$")
#: The head of an organ signs for it: 某部部长 王某某.
_HEAD_OF_ORGAN = re.compile(
    rf"[{HAN}]{{1,14}}(?:部部长|局局长|厅厅长|署署长|行行长|院院长|司司长|委(?:员会)?主任|政府[省市区县州镇乡]长)[:：]?[{HAN}·]{{2,8}}"
)
_LABEL = re.compile(
    rf"[【〖\[（(]?(?:附\s?件|附\s?表|附\s?录|附\s?图|附)\s*(?P<number>{NUMERAL}|[A-Z])?\s*(?:(?:之|[-—–－])\s?(?P<sub>{NUMERAL}))?[】〗\])）]?[:：.、]?"
)
_LABEL_AND_TITLE = re.compile(
    rf"[【〖\[（(]?(?P<label>(?:附\s?件|附\s?表|附\s?录|附\s?图|附(?=[:：]))\s*(?P<number>{NUMERAL})?(?:[-—–－]\s?(?P<sub>{NUMERAL}))?)[】〗\])）]?(?:[:：.、]\s*|\s+)(?P<title>[^:：。；]{{2,60}})"
)
ATTACHMENTS = re.compile(r"附\s?[件表]?\s*[:：]|附\s?件\s*\d?[:：]?\s*1?[.．、]")
_NO_ADDRESSEES = re.compile(
    r"^(?:为|根据|经|按照|依据|鉴于|为了|现将|现就|附件|抄送|联系|主送|任命|免去|聘任|解聘|组长|副组长|成员|出席|列席|缺席|记录|主持|注|备注|说明|来源|时间|地点|责任|牵头|主办|编辑|电话|地址)"
    r"|如下[^，。]{0,6}$|(?:规定|要求|决定|通知|公告|通告|意见|是|为|包括|即|修改为|行为|条件|情形|职责|职务|之一|原则|措施|内容|标准|材料|事项|工作|指标|目标)$|决定|通过|。|[\d一二三四五六七八九十]日"
)
ASIDE = re.compile(
    r"[（(](?:此件|此文|本文|该件)[^（）()]{2,20}[)）]|[（(](?:联系人|联系单位|联系电话)[^（）()]{2,80}[)）]|(?:此件|此文)(?:公开|主动公开|依申请公开|不公开)[^。]{0,10}"
    r"|(?:[^。：:]{0,10})下载(?:链接|地址)?[:：]?|(?!附\s?件)[^。\d][^。]{1,100}\.(?:pdf|ofd|docx?|wps|xlsx?|et|zip|rar)"
    r"|扫一扫[^。]{0,20}|[【\[]?(?:打印|关闭)(?:本页|窗口)[^。]{0,12}"  # the foot of a page of a portal
)
#: Lines of the imprint (版记) and the like, which stand after the signature and are no text of the document.
_IMPRINT = re.compile(
    rf"(?:抄\s?送|主\s?送|分\s?送|主题词|印送|抄报|抄发)\s*[:：]|[（(]?(?:(?:校对|打字|承办|印数)(?:人|者|单位|部门)?\s*[:：]|(?:共印|印数)\s*\d)|"
    rf"[{HAN}]{{4,40}}\s*(?:(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|[一二][〇○零O九][^年]{{2}}年[^印]{{2,9}})\s*印发(?!的)|"
    rf"[（(]?(?:信息)?公开(?:选项|形式|类型|方式|属性)\s*[:：]|(?:来源|作者|编辑|责任编辑|发布机构|发布日期|浏览次数)\s*[:：].{{0,40}}"
)
_MONTH = re.compile(
    rf"(?:(?:19|20)\d\d|[一二][{NOUGHT}一二三四五六七八九]{{3}})年(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_PUBLICATION = re.compile(
    r"(?:(?:发布|更新)(?:日期|时间)|时间(?=.{8,30}(?:来源|作者|浏览))|(?:信息|文章|稿件)?来源|(?:浏览|阅读|点击)(?:次数|量))\s*[:：]"
    r"|[【\[](?:发布|颁布|发文|生效|实施|效力|时效)[^【】\[\]]{2,6}[】\]]"
)
_SECRECY = re.compile(
    r"(?:绝密|机密|秘密|内部|特急|加急|特提|平急|急件|普通)(?:[★☆].{0,8})?|(?:密级|紧急程度|份号|保密期限)\s*[:：].{0,20}|\d{6}"
    # the count of minutes and the like
    r"|[（(]?(?:(?:19|20)\d\d年)?(?:总?第|总)\s?[0-9一二三四五六七八九十百零〇]{1,5}\s?[期次][)）]?"
    r"|文\s?件|[A-Z]{2,8}[-—–]?\d{2,12}(?:[-—–]\d{2,10})*"  # the end of a red head; the code of a registered rule
    # the region over the number of its paper
    r"|(?:中华人民共和国)?(?:香港|澳门)特别行政区(?:政府)?(?:宪报|公报)?"
    # the name of a section of an issue
    r"|(?:[省市区县州]?政府(?:办公[厅室])?|国务院(?:办公厅)?|部门|地方|(?:行政)?规范性|政策性)(?:文件|规章|法规)"
)
#: What the name of a section of an issue ends in.
SECTION_END = (
    r"(?:文件|令|规章|公告|通告|任免|任命|大事记|解读|纪要|更正|法规|讲话|资料|数据|信息|文献|专栏|选登|转载|动态|附录"
    r"|案例|解释|文告|通报)"
)
#: The name of a section between marks or brackets, as it stands between the documents of an issue.
_MARKED_SECTION = re.compile(
    rf"(?:[【〖\[][{HAN}、·（）()]{{0,22}}{SECTION_END}[】〗\]]|[·•◆■●★▲◇□※]{{1,2}}[{HAN}、]{{0,16}}{SECTION_END}[·•◆■●★▲◇□※]{{0,2}})"
)
_SIGNER = re.compile(rf"签\s?发\s?人?\s*[:：]\s*[{HAN} ]{{2,20}}")
_RED_HEAD = re.compile(rf"[{HAN}（）()、 ]{{4,40}}文\s?件")
#: A line that begins with a day and names what happened on it.
_ADOPTED = re.compile(
    rf"[（(]?\s*(?:自|经|根据|于)?\s*(?:(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月|[一二][{NOUGHT}一二三四五六七八九]{{3}}年[一二三四五六七八九十]{{1,2}}月)[^。]*"
    r"(?:通过|公布|发布|修正|修订|批准|施行|修改|颁布|废止|印发|公告|实施|生效|决定)"
)
#: The foot of the cover of a standard: 2025-08-12 发布　2025-09-12 实施.
_ON_COVER = re.compile(r"(?:(?:19|20)\d\d-\d{1,2}-\d{1,2}\s*(?:批准|发布|实施)\s*)+")
#: A bracket that names who did so before the day: （某厅2022年2月11日以…发布　自2022年4月1日起施行）.
_ADOPTED_BY = re.compile(
    rf"[（(](?!.{{0,24}}(?:以下|简称|见|附))[^（）()。]{{2,40}}?(?:(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月|[一二][{NOUGHT}一二三四五六七八九]{{3}}年)[^。]{{0,200}}"
    r"(?:通过|公布|发布|批准|施行|颁布)[^。]{0,40}[)）]"
)


@lru_cache(maxsize=16_384)
def is_number(text: str) -> bool:
    """Whether the line holds nothing but a document number, or several, brackets around it allowed."""
    return bool(parse_numbers(text))


@lru_cache(maxsize=16_384)
def is_organ(text: str) -> bool:
    """Whether the line may hold nothing but the name of an organ, spaces between its characters allowed."""
    bare = re.sub(r"\s", "", text)
    return (
        bool(ORGAN.fullmatch(bare) or _SESSION.fullmatch(bare)) and not _NO_ORGAN.search(bare) and marker(text) is None
    )


def is_officer(text: str) -> bool:
    """Whether the line is the signature of a person in office: 市长 王某某; 市长办公会议纪要 is a title."""
    bare = re.sub(r"[\s\u3000]+", "", text)
    return (bool(_OFFICER.fullmatch(bare)) and not _NO_PERSON.search(bare)) or is_head_of_organ(text)


def is_head_of_organ(text: str) -> bool:
    """Whether the line names an organ, its head and who that is: 某部部长 王某某."""
    bare = re.sub(r"[\s\u3000]+", "", text)
    return bool(_HEAD_OF_ORGAN.fullmatch(bare)) and not _NO_PERSON.search(bare)


_EDITORS = re.compile(
    rf"(?:本[刊报]|本?公报|[《〈][{HAN}]{{2,24}}[》〉]|[{HAN}]{{2,20}}(?:公报|政报))(?:社|编辑[部室]|编委会|编辑委员会)"
)


def is_editors(text: str) -> bool:
    """Whether the line names those who edit the gazette and sign its corrections: 本刊编辑部."""
    return bool(_EDITORS.fullmatch(re.sub(r"\s", "", text)))


def is_signer(text: str) -> bool:
    """Whether the line is a signature: an organ, several organs beside one another, a person in office, the editors."""
    return (
        is_officer(text)
        or is_organ(text)
        or is_editors(text)
        or (" " in text and all(is_organ(name) for name in text.split()))
    )


def signed_date(text: str) -> tuple[str, date] | None:
    """Signer and date of a signature in one line: 杭州市人民政府办公厅 2023年4月18日."""
    found = trailing_date(text) if len(text) < 60 else None  # noqa: PLR2004
    return found if found and is_signer(found[0].strip()) else None


def annex_label(text: str) -> tuple[str, str | None] | None:
    """The printed label of an annex on a line of its own, and its number in figures: 附件1, 【附件一】, 附表2."""
    match = _LABEL.fullmatch(text) if text[:1] in "附【〖[（(" and len(text) < 14 else None  # noqa: PLR2004
    return (_bare(text), _figure(match["number"], match["sub"])) if match else None


def annex_label_and_title(text: str) -> tuple[str, str | None, str] | None:
    """Label, number and title of an annex in one line: 附件2：联系名单."""
    match = _LABEL_AND_TITLE.fullmatch(text) if text[:1] in "附【〖[（(" else None
    if not match or ends_sentence(text):
        return None
    return _bare(match["label"]), _figure(match["number"], match["sub"]), match["title"].strip()


def _bare(label: str) -> str:
    return re.sub(r"[\s:：.、【】〖〗\[\]（）()]", "", label)


def _figure(printed: str | None, sub: str | None) -> str | None:
    """The number of an annex in figures: 2, 1-2."""
    value, under = (numeral(text) if text else None for text in (printed, sub))
    return None if value is None else str(value) if under is None else f"{value}-{under}"


def heads_contents(text: str) -> bool:
    """Whether the line heads the contents that a law or a plan prints of itself: 目录, 目 次."""
    return bool(_CONTENTS.fullmatch(text))


def is_publication(text: str) -> bool:
    """Whether the line says when and where a text was put on a page: 发布时间：2021-05-06 来源：市水务局."""
    return len(text) < 120 and bool(_PUBLICATION.match(text))  # noqa: PLR2004


def is_month(text: str) -> bool:
    """Whether the line is a month of a year and nothing else: 二〇一九年五月."""
    return bool(_MONTH.fullmatch(re.sub(r"\s", "", text)))


def is_addressees(text: str) -> bool:
    """Whether the line names those whom a document addresses: it ends in a colon and is no opening sentence."""
    bare = text.rstrip("：: ")
    return bare != text.rstrip() and len(bare) >= 2 and not marker(text) and not _NO_ADDRESSEES.search(bare)  # noqa: PLR2004


def is_imprint(text: str) -> bool:
    """Whether the line belongs to the imprint (版记): 抄送：…, …办公室 2023年3月6日印发."""
    return bool(_IMPRINT.match(text))


def is_aside(text: str) -> bool:
    """Whether a line is of an imprint, or a note of publication."""
    return bool(is_imprint(text) or ASIDE.fullmatch(text))


def is_head_furniture(text: str) -> bool:
    """Whether the line stands above a title and says nothing of the document: secrecy, urgency, a section."""
    return len(text) < 30 and any(form.fullmatch(text) for form in (_SECRECY, _SIGNER, _MARKED_SECTION))  # noqa: PLR2004


def red_head(text: str) -> str | None:
    """The name in a red head (北京市水务局文件), else ``None``."""
    if not _RED_HEAD.fullmatch(text):
        return None
    name = re.sub(r"\s", "", text)[:-2]
    return name if ORGAN.fullmatch(name) else None


def is_adoption(text: str) -> bool:
    """Whether the line says when a text was adopted, published or amended: （2012年3月1日…通过）."""
    named = text[:1] in "（(" and bool(_ADOPTED_BY.fullmatch(text))
    return (
        named
        or bool(_ON_COVER.fullmatch(text))
        or (bool(_ADOPTED.match(text)) and not text.endswith(("。", "：", ":", "；")))
    )


#: What closes a text, and goes on with no line before it: when it takes effect, set phrases.
_CLOSING = re.compile(
    r"本(?:决定|通知|公告|通告|办法|规定|意见|细则|条例|方案|规则|目录|清单|措施|批复|函|决议|命令)[自由]"
    r"|特此(?:通知|公告|通告|批复|函告|函复|说明|公布|决定|更正|报告|致函|证明|命令|复函|决议)"
    r"|此[复函令](?!件)"
    r"|希望(?:受|获|以上|上述)[^。]{0,20}[，,。]"  # a commendation
    r"|以上(?:报告|意见|说明|议案|请示|建议|方案|规定|决定)[，,]?(?:如|是否|请|已|若|当)|.{2,16}是否妥当，请"
    r"|(?:《[^《》]{2,60}》|.{0,12}条例|.{0,8}法)?(?:等?\S{0,12})根据本决定作.{0,12}修改"
)


def is_closing(text: str) -> bool:
    """Whether a paragraph closes the text that it stands in: 本决定自公布之日起施行, 特此通告, 此复."""
    return bool(_CLOSING.match(text))


_UNIT = re.compile(r"[（(]?(?:计量|金额|数量)?单位\s*[:：].{1,16}")


def is_unit(text: str) -> bool:
    """Whether the line says in what the figures of a table are: 单位：万元."""
    return bool(_UNIT.fullmatch(text))


def is_formal(text: str) -> bool:
    """Whether the line can be no line of a title: number, date, numbering word, label, addressees, sentence."""
    return (
        ends_sentence(text)
        or marker(text) is not None
        or is_number(text)
        or whole_date(text) is not None
        or annex_label(text) is not None
        or signed_date(text) is not None
        or is_officer(text)
        or is_unit(text)
        or is_month(text)
    )


def is_heading_line(text: str) -> bool:
    """Whether a line heads a book, a chapter or the like."""
    found = marker(text)
    return found is not None and found.level in GROUPING
