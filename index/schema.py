"""One table of what an index knows of a clause, and how a clause becomes a row of it.

SCHEMA_VERSION history
1: first.
2: long dictionary words of a text; numbers of facet values in Tantivy.
3: long dictionary words in Whoosh; titles and rows of task tables are found by an index of the store.
4: clauses and headings carry the step of their address.
5: the manifest has size and SHA-256 of every file.
6: numbers of articles; postings, doc values, names and vectors beside the engine, the same for archives of any size.
7: lead-ins and issuing bodies count as headings; the vocabulary of the dictionaries.
8: clauses of one day lie in the order in which they were added; engines sort by numbers.
9: how long the text of each clause is, and whether it states a fine.
10: the vectors of terms lie along their principal axes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus import Clause, Document, Issue, Part, PartKind
from corpus.language import titles
from corpus.language.numbers import find_numbers
from index import analysis
from index.doubtful_text import searched_text
from index.language.numerals import article_key

SCHEMA_VERSION = 10


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that is searched by words.

    ``grams`` holds the character stream of a Chinese field, in which phrases follow one another, ``words`` the stems of
    its Latin tokens. An English field has stems in ``words`` only, in reading order. ``listed`` holds the long
    dictionary words of the text, each once, for an engine to which one term is less work than a phrase of pairs.
    """

    name: str
    words: str | None = None
    grams: str | None = None
    listed: str | None = None
    english: bool = False


TEXT_FIELDS: Mapping[str, TextField] = {
    field.name: field
    for field in (
        TextField("text", words="text", grams="text_grams", listed="text_listed"),
        TextField("path", words="path", grams="path_grams", listed="path_listed"),
        TextField("title", words="title", grams="title_grams", listed="title_listed"),
        TextField("title_en", words="title_en", english=True),
        TextField("body_name", grams="body_name"),
        TextField("body_name_en", words="body_name_en", english=True),
        TextField("number_text", grams="number_text"),
    )
}
#: The text fields that a word is looked for in: without a field, and under each field of the query language.
SCOPES: Mapping[str, tuple[str, ...]] = {
    "": ("text", "path", "title", "title_en"),
    "text": ("text",),
    "title": ("title", "title_en"),
    "body": ("body_name", "body_name_en"),
    "number": ("number_text",),
}
#: Exact values, none or several a clause; each can filter, those in FACETS can be counted.
KEYWORD_FIELDS = (
    "document",
    "body",
    "year",
    "issue",
    "category",
    "doc_type",
    "kind",
    "lead",
    "number",
    "deadline",
    "article",
)
FACETS = ("body", "year", "issue", "category", "doc_type", "kind", "lead")
#: Filtered by range instead: the document's date as YYYY-MM-DD, absent where the gazette states none.
DATE_FIELD = "date"
#: Filtered by as well: the clause's own id.
CLAUSE_FIELD = "clause"
#: Texts whose terms are remembered, since clauses under one heading share their path.
_SHARED = 64


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """What an engine is given of one clause. ``clause`` is the id; a row given again replaces the one before.

    ``terms`` maps every indexed text field (``words``, ``grams`` and ``listed`` of TEXT_FIELDS) to its terms in order
    with a blank between, which no term has; its number in that order is its position. ``keywords`` maps
    KEYWORD_FIELDS to values, absent where there are none. ``date`` is ISO 8601 or empty.
    """

    clause: str
    document: str
    terms: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    date: str


def rows(document: Document, issue: Issue | None) -> tuple[ClauseRow, ...]:
    """The rows of all clauses of a document, in printed order; ``issue`` is the gazette number it was printed in."""
    shared_terms = _document_terms(document)
    shared_keywords = document_keywords(document, issue)
    return tuple(
        ClauseRow(
            clause=clause.id,
            document=document.id,
            terms={**shared_terms, **_terms("text", searched_text(clause)), **_terms("path", path_text(part, clause))},
            keywords=shared_keywords | clause_keywords(clause),
            date=document.date.isoformat() if document.date else "",
        )
        for part in document.parts
        for clause in part.clauses
    )


def prior(part: Part, clause: Clause, *, first: bool) -> float:
    """How well a clause stands for its document: the sentence that issues it, then the beginning of what it issues."""
    if part.kind is PartKind.NOTICE and (_ISSUES.search(clause.text) or _OPENS.search(clause.text)):
        return 1.0
    if part.kind is PartKind.ISSUED and first:
        return 0.9
    if part.kind is PartKind.NOTICE or _IN_FORCE.search(clause.text):
        return 0.5
    return 0.4 if any(_AIMS.search(step.title or "") for step in clause.path) else 0.0


_ISSUES = re.compile("现将|现予|予以公布|印发给你们")
_OPENS = re.compile("(?:通知|通告|公告|决定|规定|意见|批复|函复|答复|报告|命令|令)如下[：:。]?$")
_IN_FORCE = re.compile("自.{0,24}(?:起施行|起实施|起执行)")
_AIMS = re.compile("目标|总体要求")


def _document_terms(document: Document) -> dict[str, str]:
    bodies = document.issuing_bodies
    return {
        **_terms("title", document.title or ""),
        **_terms("title_en", document.title_en or ""),
        **_terms("body_name", ";".join(body.name for body in bodies)),
        **_terms("body_name_en", "; ".join(body.name_en for body in bodies if body.name_en)),
        **_terms("number_text", "; ".join(filter(None, (document.number, document.number_en)))),
    }


@lru_cache(_SHARED)
def _terms(name: str, text: str) -> Mapping[str, str]:
    field = TEXT_FIELDS[name]
    if field.english:
        return {name: " ".join(analysis.stems(text))}
    found = {field.words: " ".join(analysis.words(text))} if field.words else {}
    if field.listed:
        found[field.listed] = " ".join(analysis.listed_words(text))
    if field.grams:
        found[field.grams] = " ".join(analysis.grams(text))
    return found


def document_keywords(document: Document, issue: Issue | None) -> dict[str, tuple[str, ...]]:
    """The exact values that all clauses of a document carry."""
    year = issue.year if issue else document.date.year if document.date else None
    values = {
        "document": (document.id,),
        "body": tuple(body.id for body in document.issuing_bodies),
        "year": (str(year),) if year else (),
        "issue": _one(document.issue),
        "category": _one(document.category),
        "doc_type": _one(document.doc_type),
        "number": _one(number_key(document.number or document.number_en)),
    }
    return {name: found for name, found in values.items() if found}


def clause_keywords(clause: Clause) -> dict[str, tuple[str, ...]]:
    """The exact values of one clause beside those of its document."""
    values = {
        "kind": (clause.kind.value,),
        "lead": tuple(dict.fromkeys(clause.task.lead)) if clause.task else (),
        "deadline": _one(clause.task.deadline) if clause.task else (),
        "article": _one(article_key(clause.label)) if clause.label else (),
    }
    return {name: found for name, found in values.items() if found}


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def folded_title_key(title: str) -> str:
    """What titles that differ in blanks, width, quotes and capitals have in common."""
    return titles.title_key(title).casefold()


def number_key(number: str | None) -> str | None:
    """The key of a printed document number, ``None`` where there is none."""
    found = find_numbers(number) if number else ()
    return found[0].number.key if found else None


def path_text(part: Part, clause: Clause) -> str:
    """What stands above a clause and in front of it, one heading a line."""
    steps = [" ".join(filter(None, (step.label, step.title))) for step in clause.path]
    return "\n".join(filter(None, (part.title, *steps, clause.label)))
