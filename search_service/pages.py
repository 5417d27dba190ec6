"""The pages for people: search, documents, issues. They show the view model; HTML is made in their templates only."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from flask import Blueprint, Flask, render_template, request

from corpus.model import Document, TocEntry
from index.schema import FACETS
from search_service.answer.links import (
    SEARCH_PAGE,
    clause_page_path,
    clause_path,
    document_path,
    issue_path,
    with_query,
)
from search_service.answer.marking import Piece, mark
from search_service.answer.views import DocumentView, IndexView, ResultView
from search_service.api import library, store
from search_service.documents.citation import citation_en, citation_zh, provision
from search_service.documents.legislation import clause_legislation, document_legislation
from search_service.documents.pairing import doubts
from search_service.documents.reading import PartView
from search_service.documents.related import related
from search_service.library import KIND_LABELS, issue_label
from search_service.request.parameters import PARAMETERS, SearchParameters, refuse_unknown
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.rest import lookup
from search_service.search import answer, ask
from search_service.web.languages import LANGUAGES
from search_service.web.words import COLUMNS, DOUBTS, EXAMPLES, FACET_NAMES, KINDS_OF_RELATION, OPERATORS, PARTS, SORTS

pages = Blueprint("pages", __name__)


def init_pages(app: Flask) -> None:
    """Add the pages and what their templates need."""
    app.register_blueprint(pages)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        clause_path=clause_path,
        clause_page_path=clause_page_path,
        absolute=absolute,
        provision=provision,
        document_path=document_path,
        issue_path=issue_path,
        issue_label=issue_label,
        with_query=with_query,
        kinds=KIND_LABELS,
        columns=COLUMNS,
        part_name=part_name,
        relations=KINDS_OF_RELATION,
        facet_names=FACET_NAMES,
        examples=EXAMPLES,
        operators=OPERATORS,
    )
    app.jinja_env.filters.update(fragment=fragment, called=called, pieces=pieces, number=lambda value: f"{value:,}")


def called(document: Document | DocumentView) -> str:
    """What to call a document: its title, or its number where no title is printed."""
    return document.title or document.number or document.id


def absolute(path: str) -> str:
    """A path of ours as an address to pass on."""
    return request.url_root.rstrip("/") + path


def fragment(path: str) -> str:
    """The place on this very page that a path leads to."""
    return "#" + path.partition("#")[2]


def part_name(part: PartView) -> str:
    """What a part is, with the number of an annex."""
    return f"{PARTS[part.kind]} {part.number or ''}".strip()


def pieces(result: ResultView, name: str) -> tuple[Piece, ...]:
    """A field of a hit's document, marked where the query hit it."""
    spans = [(one.start, one.end) for one in result.highlights if one.field == name]
    text = called(result.document) if name == "title" else result.document.title_en or ""
    return mark(text, spans)


@pages.get("/")
def front() -> str:
    """The box, what can be asked, and the newest issues."""
    page_language()
    refuse_unknown(request.args, ("lang",))
    held = library().holdings()
    return render_template("front.html", issues=held.index.store.issues()[:5], index=_index())


@pages.get(SEARCH_PAGE)
def search_page() -> str:
    """The results of a search, or the front page where nothing was asked yet."""
    page_language()
    given = {name: texts for name, texts in request.args.to_dict(flat=False).items() if name != "lang"}
    if not any(text.strip() for texts in given.values() for text in texts):
        return render_template("front.html", issues=store().issues()[:5], index=_index())
    question = ask(library(), given)
    view = answer(question, SEARCH_PAGE)
    turns = Turns(question.parameters)
    groups = [list(group) for _, group in groupby(view.results, key=lambda one: one.document.id)]
    return render_template("search.html", view=view, groups=groups, turns=turns, sort=question.parameters.sort)


@pages.get("/documents/<document_id>")
def document(document_id: str) -> str:
    """A document to read, with the hits of ``q`` marked."""
    page_language()
    refuse_unknown(request.args, ("lang", "q"))
    q = request.args.get("q", "").strip()
    page = lookup.document_page(store(), document_id, q)
    whole = page.reading.document
    relations = related(store(), whole)
    return render_template(
        "document.html",
        page=page,
        document=whole,
        q=q,
        related=relations,
        legislation=document_legislation(whole, page.issue, relations, absolute("")),
        cited=(citation_zh(whole, page.issue), citation_en(whole, page.issue)),
        has_tasks=any(clause.task for clause in whole.clauses),
    )


@pages.get("/clauses/<path:clause_id>")
def clause(clause_id: str) -> str:
    """One clause by itself: where it stands, where it was printed, how it is cited."""
    page_language()
    refuse_unknown(request.args, ("lang",))
    page = lookup.clause_page(store(), clause_id)
    shown = page.clause.clause
    head = store().document_heads([shown.document])[shown.document]
    issue = lookup.issue_of(store(), head)
    cited = (citation_zh(head, issue, shown), citation_en(head, issue, shown))
    neighbours = store().clauses(filter(None, (page.clause.previous, page.clause.next)))
    return render_template(
        "clause.html",
        page=page,
        clause=shown,
        document=head,
        issue=issue,
        cited=cited,
        neighbours=neighbours,
        similar=lookup.similar_clauses(library().holdings(), shown),
        legislation=clause_legislation(shown, head, issue, absolute("")),
    )


@pages.get("/issues")
def issues() -> str:
    """All issues by year, newest first."""
    page_language()
    refuse_unknown(request.args, ("lang",))
    years = [(year, list(group)) for year, group in groupby(store().issues(), key=lambda one: one.year)]
    counts = {one.id: len(store().documents(one.id)) for _, group in years for one in group}
    return render_template("issues.html", years=years, counts=counts)


@pages.get("/issues/<issue_id>")
def issue(issue_id: str) -> str:
    """An issue with its contents in both languages, side by side."""
    page_language()
    refuse_unknown(request.args, ("lang",))
    page = lookup.issue_page(store(), issue_id)
    sections = [(names, list(group)) for names, group in groupby(page.toc, key=_category)]
    doubtful = {entry.position: found for entry in page.toc if (found := doubts(entry))}
    return render_template("issue.html", page=page, sections=sections, doubtful=doubtful, doubt_names=DOUBTS)


class Turns:
    """Where to go from a search: without a filter, in another order."""

    def __init__(self, parameters: SearchParameters) -> None:
        self._parameters = replace(parameters, page=1)

    def without(self, param: str, value: str) -> str:
        """The same search without one value of a filter."""
        chosen = getattr(self._parameters, param)
        kept = tuple(one for one in chosen if one != value) if PARAMETERS[param].repeatable else None
        return self._path(**{param: kept})

    def without_filters(self) -> str:
        """The same query without any filter."""
        return self._path(**{name: () if one.repeatable else None for name, one in PARAMETERS.items() if one.filters})

    def asking(self, q: str) -> str:
        """The same filters with another query."""
        return self._path(q=q)

    def dropping(self, word: str) -> str | None:
        """The same search without a word that was searched beside those of the query."""
        dropped: tuple[str, ...] | None = getattr(self._parameters, "without", None)
        return None if dropped is None else self._path(without=(*dropped, word))

    def sorts(self) -> list[tuple[str, Any, str]]:
        """Every order: its word, its name, and where it is."""
        return [(word, name, self._path(sort=word)) for word, name in SORTS.items()]

    def other_form(self, form: str) -> str:
        """The same search as ``json``, ``csv`` or ``atom``."""
        return with_query(f"{SEARCH_PAGE}.{form}", self._parameters.query_items())

    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry along beside the box and the facets it shows."""
        shown = {"q", "page", *self._parameters.facets}
        return [(name, value) for name, value in self._parameters.query_items() if name not in shown]

    def filters(self) -> list[tuple[str, str]]:
        """The values of all facets shown, for a form without their boxes."""
        return [pair for pair in self._parameters.query_items() if pair[0] in FACETS]

    def _path(self, **changes: Any) -> str:
        return with_query(SEARCH_PAGE, replace(self._parameters, **changes).query_items())


def _index() -> IndexView:
    return IndexView.of(library().holdings().index.manifest)


def _category(entry: TocEntry) -> tuple[str | None, str | None]:
    return entry.category, entry.category_en


def page_language() -> None:
    """Refuse an interface language that there is not."""
    asked = request.args.getlist("lang")
    if any(one not in LANGUAGES for one in asked):
        zh, en = "界面语言 lang：只能是 zh 或 en", "lang: must be zh or en"
        raise InvalidRequestError([Fault("lang", "unknown_value", zh, en)])
