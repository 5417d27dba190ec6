"""The codes of what a reader should know: of a file or a place in it (findings), and of one clause (warnings).

Each code is stable and carries its sentence in English and Chinese. This module imports nothing of ours.
"""

from enum import StrEnum
from typing import Self


class _Code(StrEnum):
    en: str
    zh: str

    def __new__(cls, code: str, en: str, zh: str) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.en, member.zh = code, en, zh
        return member


class FindingCode(_Code):
    """What a :class:`corpus.model.Finding` is about: a file, or a place in it."""

    # What was not read.
    KIND_NOT_READ = (
        "kind_not_read",
        "This kind of file is not read: save it as UTF-8 text, Markdown or HTML.",
        "不读取此类文件：请另存为 UTF-8 文本、Markdown 或 HTML。",
    )
    UNREADABLE = (
        "unreadable",
        "The file cannot be read: check its permissions and the disk.",
        "文件无法读取：请检查权限和磁盘。",
    )
    NOT_A_FILE = (
        "not_a_file",
        "The name belongs to a pipe or a device, which is never opened: remove it.",
        "这是管道或设备，不会打开：请移除。",
    )
    FILE_OUTSIDE = (
        "file_outside",
        "The link leads out of the corpus folder and is not followed: put the file itself there.",
        "链接指向语料目录之外，不予跟随：请放入文件本身。",
    )
    NAME_NOT_TEXT = (
        "name_not_text",
        "The name of the file is not in UTF-8, so that nothing could cite it: rename it.",
        "文件名不是 UTF-8 编码，无法引用：请重新命名。",
    )
    TOO_LARGE = (
        "too_large",
        "The file is larger than any gazette: split it into issues.",
        "文件过大，不是一期公报：请按期拆分。",
    )
    SHORT_LINES = (
        "short_lines",
        "The file has more than 50,000 lines of a few characters: join what belongs to one line, or split the file.",
        "文件有五万多行，每行仅数字符：请合并同段的行，或拆分文件。",
    )
    BINARY = (
        "binary",
        "The file is binary, not text: convert it to UTF-8 text.",
        "这是二进制文件，不是文本：请转换为 UTF-8 文本。",
    )
    UNKNOWN_ENCODING = (
        "unknown_encoding",
        "The encoding of the text is not known: save it as UTF-8.",
        "文本编码无法识别：请另存为 UTF-8。",
    )
    BROKEN_ENCODING = (
        "broken_encoding",
        "Some bytes are no characters in the encoding of the text; each is shown as \ufffd.",
        "个别字节不合文本编码，以 \ufffd 表示。",
    )
    ARCHIVE_REFUSED = (
        "archive_refused",
        "The archive cannot be unpacked or is dangerous: pack it anew.",
        "压缩包无法解开或有危险：请重新打包。",
    )
    EMPTY_ARCHIVE = (
        "empty_archive",
        "The archive holds no text, Markdown or HTML file.",
        "压缩包中没有文本、Markdown 或 HTML 文件。",
    )
    MEMBER_REFUSED = (
        "member_refused",
        "A member of the archive was left out: it is broken, too large, or its name leads out of the archive.",
        "压缩包中有成员未读入：已损坏、过大，或其名称指向压缩包之外。",
    )
    EMPTY = ("empty", "The file holds no text.", "文件中没有文字。")
    ENCRYPTED = (
        "encrypted",
        "The file is protected by a password: save a copy without it.",
        "文件有密码保护：请另存一份不带密码的副本。",
    )
    DAMAGED = (
        "damaged",
        "The file is damaged: get it anew from where it was published, or open it and save a copy.",
        "文件已损坏：请从发布处重新获取，或打开后另存一份。",
    )
    OLD_WORD = (
        "old_word",
        "Files of .doc and .wps are not read: open the file and save it as .docx.",
        "不读取 .doc、.wps 文件：请打开后另存为 .docx。",
    )
    NEEDS_OCR = (
        "needs_ocr",
        'The file is a picture, and what reads pictures is not installed: run pip install "gongbao[ocr]" and rebuild.',
        '文件是图像，尚未安装识别组件：请运行 pip install "gongbao[ocr]" 后重建索引。',
    )
    PAGES_NEED_OCR = (
        "pages_need_ocr",
        'Pages are pictures, and what reads them is not installed: run pip install "gongbao[ocr]" and rebuild.',
        '部分页面是图像，尚未安装识别组件：请运行 pip install "gongbao[ocr]" 后重建索引。',
    )
    EMBEDDED = (
        "embedded",
        "The Word file embeds what is not read: copy its text into the document itself.",
        "Word 文件中嵌入的内容未读入：请将其文字复制到正文中。",
    )
    PAGE_FAILED = (
        "page_failed",
        "Pages could not be read; the others were.",
        "个别页面无法读取，其余各页已读入。",
    )
    PAGE_CUT = (
        "page_cut",
        "A page holds more characters than a page can; the first ones were read.",
        "个别页面的字数超过一页所能容纳，只读入前面的部分。",
    )
    PAGES_LEFT_OUT = (
        "pages_left_out",
        "The file has more pages than are read: split it into issues.",
        "文件页数过多，超出部分未读入：请按期拆分。",
    )
    CORRECTED = (
        "corrected",
        "A correction of corrections.toml was applied.",
        "已按 corrections.toml 更正文字。",
    )
    CORRECTION_UNUSED = (
        "correction_unused",
        "A correction does not fit: the text at its place is not what it says.",
        "更正未能应用：所指位置的文字与更正所述不符。",
    )

    # What the file says as a whole.
    NO_DOCUMENTS = ("no_documents", "No document was found in the text.", "文中没有找到公文。")
    NO_CONTENTS = (
        "no_contents",
        "There is no contents page: documents were told apart by their titles and numbers.",
        "没有目录：公文按标题和发文字号划分。",
    )
    CONTENTS_UNMATCHED = (
        "contents_unmatched",
        "The contents and the body do not agree; the body decided.",
        "目录与正文不一致，以正文为准。",
    )
    DOCUMENT_MISSING = (
        "document_missing",
        "The contents announce a document that was not found in the body.",
        "目录所列公文在正文中没有找到。",
    )
    TOC_PAGE = (
        "toc_page",
        "A page number of the contents contradicts another one.",
        "目录中的页码前后矛盾。",
    )
    TOC_UNPAIRED = (
        "toc_unpaired",
        "An entry of the Chinese contents has no counterpart in the English contents.",
        "中文目录中的条目在英文目录中没有对应。",
    )
    SECOND_READING = (
        "second_reading",
        "The file was read as a second reading of a document of another file.",
        "该文件作为另一文件中公文的第二识读本读入。",
    )
    SAME_ID = (
        "same_id",
        "Two documents came to one id; the later one got a suffix.",
        "两份公文得出同一标识，后一份加了后缀。",
    )
    SAME_DOCUMENT = (
        "same_document",
        "An earlier file holds this document word for word; it counts once.",
        "已有文件载有本公文，文字全同，只计一次。",
    )
    SAME_ISSUE = (
        "same_issue",
        "An earlier file holds this issue too; its contents are shown from there.",
        "已有文件载有本期公报，目录以其为准。",
    )

    # What a place in the text says.
    LOST_CONTENT = (
        "lost_content",
        "Many blank lines: a page or a picture of the print may be missing here.",
        "空行较多：此处可能缺页或缺图。",
    )
    ARTICLE_GAP = (
        "article_gap",
        "The number of an article is not the one that follows the article before.",
        "条的序号与上一条不连续。",
    )
    ARTICLE_REPEATED = (
        "article_repeated",
        "Two articles in a row have the same number.",
        "相邻两条序号相同。",
    )
    ARTICLES_MISSING = (
        "articles_missing",
        "Articles are missing between two others; their text may be part of the clause before.",
        "中间缺若干条，其文字可能并入了前一条。",
    )
    CLAUSE_TOO_LONG = (
        "clause_too_long",
        "A clause is longer than clauses are; it may hold the text of several.",
        "条款过长，可能混入了其他条款的文字。",
    )


#: Of a file, or of a member of an archive, of which nothing was read.
LEFT_OUT = frozenset({
    FindingCode.KIND_NOT_READ,
    FindingCode.UNREADABLE,
    FindingCode.NOT_A_FILE,
    FindingCode.FILE_OUTSIDE,
    FindingCode.NAME_NOT_TEXT,
    FindingCode.TOO_LARGE,
    FindingCode.SHORT_LINES,
    FindingCode.BINARY,
    FindingCode.UNKNOWN_ENCODING,
    FindingCode.ARCHIVE_REFUSED,
    FindingCode.EMPTY_ARCHIVE,
    FindingCode.MEMBER_REFUSED,
    FindingCode.ENCRYPTED,
    FindingCode.DAMAGED,
    FindingCode.OLD_WORD,
    FindingCode.NEEDS_OCR,
})  # fmt: skip


class WarningCode(_Code):
    """What may be wrong with one clause, as a member of its ``warnings``."""

    LABEL_REPEATED = (
        "label_repeated",
        "Another clause of the same place is printed with the same label.",
        "同一处另有条款印有相同的序号。",
    )
    OVERLAP_DROPPED = (
        "overlap_dropped",
        "Words that the print repeats at a page break were left out.",
        "换页处重复印出的文字已略去。",
    )
    COLUMNS_SHIFTED = (
        "columns_shifted",
        "The cells stood under the wrong columns; they were placed by what they say.",
        "单元格错列，已按内容归位。",
    )
    NUMBER_GLUED = (
        "number_glued",
        "The number stood in one cell with the task.",
        "序号与任务印在同一单元格。",
    )
    DEADLINE_UNCLEAR = (
        "deadline_unclear",
        "Which cell is the deadline could not be told.",
        "无法判断哪一格是完成时限。",
    )
    MEASURES_LOST = (
        "measures_lost",
        "The row has no measures; they may be lost.",
        "本行没有措施，可能已缺失。",
    )
    REPEATED_TEXT = (
        "repeated_text",
        "A passage stands twice in the cell, probably by an error of recognition.",
        "单元格内文字重复，可能是识别错误。",
    )
    SECTION_IN_MEASURES = (
        "section_in_measures",
        "The title of a section stood inside the measures and was moved to the headings.",
        "措施中混入了分节标题，已移至标题。",
    )
    PAGE_NUMBER_IN_CELL = (
        "page_number_in_cell",
        "The number of the row was that of the page and was left out.",
        "序号实为页码，已略去。",
    )
    NUMBER_OUT_OF_ORDER = (
        "number_out_of_order",
        "The number of the row does not follow that of the row before.",
        "序号与上一行不连续。",
    )
    NUMBER_FROM_NEXT_ROW = (
        "number_from_next_row",
        "The row has no number of its own; it was read as a part of the next row's task.",
        "本行没有序号，归入下一行的任务。",
    )
    NUMBER_UNKNOWN = (
        "number_unknown",
        "The row has no number, and no row before it has one.",
        "本行没有序号，之前各行也没有。",
    )
    HEAD_DOES_NOT_FIT = (
        "head_does_not_fit",
        "The table head and this row have different numbers of columns.",
        "表头与本行列数不符。",
    )
    SECOND_READING_ONLY = (
        "second_reading_only",
        "Only the second reading holds this clause.",
        "仅第二识读本有此条。",
    )
    NUMBER_DIFFERS_IN_SECOND_READING = (
        "number_differs_in_second_reading",
        "The two readings of the row print different numbers.",
        "两个识读本的序号不同。",
    )
    DOUBTFUL_CHARACTERS = (
        "doubtful_characters",
        "Some characters were recognized in a picture with little confidence.",
        "个别文字由图像识别，把握不大。",
    )
    CORRECTED = (
        "corrected",
        "The text was corrected by corrections.toml.",
        "文字已按 corrections.toml 更正。",
    )
