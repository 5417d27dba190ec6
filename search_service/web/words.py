"""Words of the interface that stand for values rather than in a template; each is translated when it is shown."""

from flask_babel import lazy_gettext as _

from corpus.model import PartKind, RelationKind
from search_service.documents.pairing import Doubt

SORTS = {
    "relevance": _("Relevance"),
    "newest": _("Newest"),
    "oldest": _("Oldest"),
    "number": _("Document number"),
}
COLUMNS = {
    "number": _("No."),
    "task": _("Task"),
    "measures": _("Measures"),
    "deadline": _("Deadline"),
    "lead": _("Lead department"),
    "responsible": _("Responsible"),
    "assisting": _("Assisting"),
}
PARTS = {
    PartKind.NOTICE: _("Notice"),
    PartKind.ISSUED: _("Text issued"),
    PartKind.ANNEX: _("Annex"),
}
KINDS_OF_RELATION = {
    RelationKind.REPEALS: (_("Repeals"), _("Repealed by")),
    RelationKind.IMPLEMENTS: (_("Implements"), _("Implemented by")),
    RelationKind.CITES: (_("Cites"), _("Cited by")),
}
TASK_FILTERS = {
    "plan": _("Plan"),
    "year": _("Year"),
    "lead": _("Lead department"),
    "deadline": _("Deadline"),
    "district": _("District"),
}
DOUBTS = {
    Doubt.NO_ENGLISH: _("no English title"),
    Doubt.NO_CHINESE: _("no Chinese title"),
    Doubt.PAGES_DIFFER: _("the pages differ"),
    Doubt.NUMBER_MISSING: _("the number stands in one language only"),
    Doubt.NO_DOCUMENT: _("no such document in the issue"),
}
FACET_NAMES = {
    "body": _("Issuing body"),
    "year": _("Year"),
    "issue": _("Issue"),
    "category": _("Section of the contents"),
    "doc_type": _("Type of document"),
    "kind": _("Kind of clause"),
    "lead": _("Lead department"),
}
#: Every operator of the query language at work, each with what it does.
OPERATORS = (
    ("酒店 备案", _("a space: both words in one clause")),
    ('"生态环境损害赔偿"', _("quotes: exactly these characters in a row")),
    ("新能源 | 氢能", _("a bar or OR: either word")),
    ("公交 -地铁", _("a minus or NOT: without this word")),
    ("(垃圾 | 废物) 分类", _("brackets: what belongs together")),
    ("title:办法", _("title, text, number or body with a colon: only there")),
    ("monitor*", _("a star: any ending")),
    ("京政办发[2024] 4 号", _("a document number in any spelling")),
)
#: What the front page offers to ask, each with what it shows.
EXAMPLES = (
    ("污染防治", _("a word, in any document")),
    ("酒店 备案", _("two words in one clause")),
    ("京政办发〔2024〕4号", _("a document number, in any spelling")),
    ("hotel industry", _("English words of a title")),
    ('"生态环境损害赔偿"', _("an exact phrase")),
)
