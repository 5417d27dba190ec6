"""Words of the interface that stand for values rather than in a template; each is translated when it is shown."""

from flask_babel import lazy_gettext as _

from corpus.model import PartKind, RelationKind

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
FACET_NAMES = {
    "body": _("Issuing body"),
    "year": _("Year"),
    "issue": _("Issue"),
    "category": _("Section of the contents"),
    "doc_type": _("Type of document"),
    "kind": _("Kind of clause"),
    "lead": _("Lead department"),
}
#: What the front page offers to ask, each with what it shows.
EXAMPLES = (
    ("污染防治", _("a word, in any document")),
    ("酒店 备案", _("two words in one clause")),
    ("京政办发〔2024〕4号", _("a document number, in any spelling")),
    ("hotel industry", _("English words of a title")),
    ('"生态环境损害赔偿"', _("an exact phrase")),
)
