"""Words of the interface that stand for values rather than in a template; each is translated when it is shown."""

from flask_babel import lazy_gettext as _

from corpus import PartKind, RelationKind

SORTS = {
    "relevance": _("Relevance"),
    "newest": _("Newest"),
    "oldest": _("Oldest"),
    "number": _("Document number"),
}
SCOPES = {
    "clause": _("clause"),
    "document": _("document"),
    "issue": _("issue"),
}
WHYS = {
    "glossary": _("glossary"),
    "dictionary": _("dictionary"),
    "nearest": _("similar meaning"),
    "numeral": _("number written otherwise"),
    "same_body": _("same body"),
    "plain_language": _("everyday word"),
    "pinyin": _("pinyin"),
    "homophone": _("same sound"),
    "similar_sound": _("similar sound"),
    "transposed": _("characters transposed"),
    "spelling": _("spelling"),
    "body": _("issuing body"),
}
SUGGESTED = {
    "number": _("number"),
    "document": _("document"),
    "body": _("issuing body"),
    "term": _("word"),
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
    PartKind.ISSUED: _("Issued text"),
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
    "department": _("Any department"),
    "deadline": _("Deadline as printed"),
    "district": _("District"),
}
CHART_NAMES = {
    "clauses": _("clauses"),
    "occurrences": _("occurrences"),
}
FACET_NAMES = {
    "body": _("Issuing body"),
    "year": _("Year"),
    "issue": _("Issue"),
    "category": _("Gazette section"),
    "doc_type": _("Document type"),
    "kind": _("Clause type"),
    "lead": _("Lead department"),
}
