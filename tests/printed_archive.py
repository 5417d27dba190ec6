"""A small archive of printed pages: a PDF, a scan with doubtful characters, a text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

import index
from corpus.parse import parse
from corpus.printed.printed_text import Doubt, PrintedText, located
from corpus.sources import SourceFile, SourceReading, content_hash, read_source
from tests.typesetting import Page, printed, typeset

RULES, SCAN, TEXT = "水表安装规定.pdf", "scan.png", "text.txt"
_LONG = "第二条 水表应当安装在公共部位，便于抄读和维护，不得安装在户内。"
_RULES = [
    Page((
        "某市水务局关于印发《水表安装规定》的通知", "", "某水务发〔2023〕7号", "", "各区水务局：", "",
        "现将《水表安装规定》印发给你们，请认真遵照执行。", "", "某市水务局", "2023年5月4日", "", "水表安装规定", "",
        "第一条 为了规范水表的安装，制定本规定。", _LONG,
    )),
    Page((
        "第三条 水表由供水企业负责安装，用户应当予以配合，并", "提供必要的条件。",
        "第四条 任何单位和个人不得擅自拆除水表。发现水表损坏的，应", "当及时报告供水企业，供水企业应当在接到报告之后的两日以内",
    )),
    Page(("派人修理。", "第五条 本规定自2023年6月1日起施行。")),
]  # fmt: skip
_NOTICE = [
    Page((
        "某市教育局关于做好校园绿化工作的通知", "", "某教发〔2022〕3号", "", "各区教育局：", "",
        "一、按时浇水", "各学校应当按时给树木浇水，并做好记录。", "二、定期修剪", "每年春季修剪一次。", "", "某市教育局", "2022年3月1日",
    )),
]  # fmt: skip
_TEXT = "某市公安局关于整治占道的通知\n\n某公发〔2021〕9号\n\n各分局：\n\n一、加强巡查\n发现占道的，应当劝离。\n\n某市公安局\n2021年1月5日\n"


def write_archive(folder: Path) -> None:
    """Puts the files there."""
    (folder / RULES).write_bytes(typeset(_RULES))
    drawn = BytesIO()
    pypdfium2.PdfDocument(typeset(_NOTICE))[0].render(scale=200 / 72).to_pil().convert("L").save(
        drawn, "PNG", dpi=(200, 200)
    )
    (folder / SCAN).write_bytes(drawn.getvalue())
    (folder / TEXT).write_text(_TEXT, "utf-8")


def scanned_text() -> PrintedText:
    """What stands on the scan; two of its characters are in doubt."""
    notice = printed(_NOTICE)
    lines = notice.text.split("\n")
    line = next(at for at, text in enumerate(lines) if "浇水，" in text)
    at = lines[line].index("浇")
    return replace(notice, doubts=(Doubt(line + 1, at, 0.42, ("烧", "绕")), Doubt(line + 1, at + 4, 0.5)))


@contextmanager
def stated_recognition() -> Iterator[None]:
    """Has the scan recognized as :func:`scanned_text` says, on any machine; other files are read as always."""

    def read(file: SourceFile, *others):
        if file.name != SCAN:
            return read_source(file, *others)
        text = scanned_text()
        return SourceReading(content_hash(file), [located(parse(text.text, file.name, text.furniture), text)])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.generation.preparing.read_source", read)
        yield


def built_archive(folders: pytest.TempPathFactory) -> tuple[Path, str]:
    """The archive in a folder, and the URL of an index over it."""
    folder, url = folders.mktemp("printed"), f"whoosh:{folders.mktemp('printed-index')}"
    write_archive(folder)
    with stated_recognition():
        index.rebuild(folder, url, options=index.RebuildOptions(vectors=False))
    return folder, url
