"""The pages for people: search, documents, issues. They show the view model; HTML is made in their templates only."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask import Blueprint, Flask, redirect, render_template
from werkzeug.wrappers import Response

from corpus import Document, Issue, TocEntry
from index import MatchKind, Query, Snapshot, parse_query
from search_service.answer.likeness import similar_clauses
from search_service.answer.links import (
    SEARCH_PAGE,
    body_path,
    clause_page_path,
    clause_path,
    document_path,
    issue_path,
    with_query,
)
from search_service.answer.marking import MarkedRun, Marks, mark, marked_paragraphs
from search_service.answer.search_links import SearchLinks
from search_service.answer.views import DocumentView, ExpansionView, IndexView, ResultView
from search_service.documents import lookup
from search_service.documents.citation import citation_en, citation_zh, periodical_en, provision, quotation
from search_service.documents.comparable import comparable_documents
from search_service.documents.gaps import gaps
from search_service.documents.legislation import clause_legislation, document_legislation
from search_service.documents.named import named_document
from search_service.documents.pairing import doubts
from search_service.documents.reading import DocumentLayout, HeadingBlock, PartView, read_row
from search_service.documents.related import related, shortly
from search_service.documents.status import repealed_among, status_of
from search_service.documents.words import DOUBTS
from search_service.filter_values import KIND_LABELS, issue_label, vocabulary_of, whole_number_key
from search_service.request.parameters import MARKING, SearchParameters, read_marking, search_options
from search_service.request.vocabulary import Label
from search_service.search import answer_with_similar, ask
from search_service.web.addresses import absolute, here
from search_service.web.current import current_library, current_store
from search_service.web.examples import EXAMPLES, OPERATORS, examples
from search_service.web.languages import language
from search_service.web.request_args import accept, args_without
from search_service.web.words import (
    COLUMNS,
    FACET_NAMES,
    KINDS_OF_RELATION,
    PARTS,
    SCOPES,
    SORTS,
    SUGGESTED,
    WHYS,
)

pages = Blueprint("pages", __name__)
_MOVED = 301
#: Issues of which the archive shows the titles.
_TITLED = 12
#: Stand-ins for the words of a query that a page of results shows.
_SHOWN = 12


def init_pages(app: Flask) -> None:
    """Add the pages and what their templates need."""
    app.register_blueprint(pages)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        clause_path=clause_path,
        clause_page_path=clause_page_path,
        provision=provision,
        document_path=document_path,
        issue_path=issue_path,
        body_path=body_path,
        shortly_related=shortly,
        issue_label=issue_label,
        with_query=with_query,
        kinds=KIND_LABELS,
        columns=COLUMNS,
        part_name=part_name,
        relations=KINDS_OF_RELATION,
        facet_names=FACET_NAMES,
        scopes=SCOPES,
        sorts=SORTS,
        suggested=SUGGESTED,
        whys=WHYS,
    )
    app.jinja_env.filters.update(called=called, marked_field=marked_field, number=lambda value: f"{value:,}")


def called(document: Document | DocumentView) -> str:
    """What to call a document: its title, or its number where no title is printed."""
    return document.title or document.number or document.id


def part_name(part: PartView) -> str:
    """What a part is, with the number of an annex."""
    return f"{PARTS[part.kind]} {part.number or ''}".strip()


def marked_field(result: ResultView, name: str) -> tuple[MarkedRun, ...]:
    """A field of a hit's document, marked where the query hit it."""
    spans = [(one.start, one.end) for one in result.highlights if one.field == name]
    text = called(result.document) if name == "title" else result.document.title_en or ""
    return mark(text, spans)


@pages.get("/")
def front() -> str:
    """The box, what can be asked, and the newest issues."""
    accept("lang")
    return _front()


@pages.get(SEARCH_PAGE)
def search_page() -> str:
    """The results of a search, or the front page where nothing was asked yet."""
    given = args_without("lang")
    if not any(text.strip() for texts in given.values() for text in texts):
        return _front()
    question = ask(current_library(), given)
    view = answer_with_similar(question, SEARCH_PAGE)
    matches = [one for one in view.results if one.match in (MatchKind.ALL, MatchKind.TITLE)]
    return render_template(
        "search.html",
        view=view,
        groups=_by_document(matches),
        near=_by_document(view.results[len(matches) :]),
        links=SearchLinks(question.parameters),
        stand_ins=_by_word(view.query.expansions[:_SHOWN]),
        repealed=repealed_among(question.snapshot.store, {one.document.id for one in view.results}),
        named=named_document(question.snapshot, question.query, search_options(question.parameters)),
        operators=list(examples(question.snapshot, OPERATORS)),
    )


@pages.get("/documents/<document_id>")
def document(document_id: str) -> str:
    """A document to read, with the hits of ``q`` marked."""
    snapshot = current_library().snapshot()
    asked = _marking(snapshot)
    page = lookup.document_page(snapshot.store, document_id, _marks(snapshot, asked))
    whole = page.reading.document
    relations = related(snapshot.store, whole)
    return render_template(
        "document.html",
        page=page,
        document=whole,
        q=asked.q,
        asked=asked.marked,
        in_head=_in_head(page.reading, parse_query(asked.q)),
        related=relations,
        status=status_of(snapshot.store, whole, relations),
        gaps=gaps(whole),
        comparable=comparable_documents(snapshot, whole, relations),
        legislation=document_legislation(whole, page.issue, relations, absolute("")),
        cited=(citation_zh(whole, page.issue), citation_en(whole, page.issue)),
        has_tasks=any(clause.task for clause in whole.clauses),
        first_page=min((box.page for box in whole.source.boxes), default=None),
    )


@pages.get("/documents/<document_id>/<path:eid>")
def clause_of_document(document_id: str, eid: str) -> Response:
    """A clause at the address of its document: it is elsewhere."""
    known = current_store().clause(f"{document_id}/{eid}")
    return redirect(here(clause_page_path(known.id)), _MOVED)


@pages.get("/clauses/<path:clause_id>")
def clause(clause_id: str) -> str:
    """One clause by itself: where it stands, where it was printed, how it is cited."""
    snapshot = current_library().snapshot()
    asked, known = _marking(snapshot), snapshot.store
    page = lookup.clause_page(known, clause_id)
    shown = page.clause.clause
    marks = _marks(snapshot, asked)
    head = known.document_heads([shown.document])[shown.document]
    issue = lookup.issue_of(known, head)
    cited = (citation_zh(head, issue, shown), citation_en(head, issue, shown))
    neighbours = known.clauses(filter(None, (page.clause.previous, page.clause.next)))
    return render_template(
        "clause.html",
        page=page,
        asked=asked.marked,
        gaps={},
        row=read_row(shown, marks),
        text=marked_paragraphs(mark(shown.text, marks.find(shown.text), doubts=shown.doubtful)),
        clause=shown,
        document=head,
        issue=issue,
        cited=cited,
        quoted=quotation(shown, cited[language() == "en"], absolute(clause_page_path(shown.id))),
        neighbours=neighbours,
        similar=similar_clauses(snapshot, shown),
        repeal=status_of(known, head, related(known, head)) if repealed_among(known, [head.id]) else None,
        legislation=clause_legislation(shown, head, issue, absolute("")),
    )


@pages.get("/issues")
def issues() -> str:
    """All issues by year, newest first."""
    accept("lang")
    store = current_store()
    years = [(year, list(group)) for year, group in groupby(store.issues(), key=lambda one: one.year)]
    counts = store.documents_of_issues()
    titles = {one.id: store.documents(one.id) for one in store.issues()[:_TITLED]}
    return render_template("issues.html", years=years, counts=counts, titles=titles)


@pages.get("/issues/<issue_id>")
def issue(issue_id: str) -> str:
    """An issue with its contents in both languages, side by side."""
    accept("lang")
    page = lookup.issue_page(current_store(), issue_id)
    sections = [(names, list(group)) for names, group in groupby(page.toc, key=_category)]
    doubtful = {entry.position: found for entry in page.toc if (found := doubts(entry))}
    listed = {entry.document for entry in page.toc}
    return render_template(
        "issue.html",
        page=page,
        sections=sections,
        doubtful=doubtful,
        doubt_names=DOUBTS,
        unlisted=[one for one in page.documents if one.id not in listed],
    )


def _marking(snapshot: Snapshot) -> SearchParameters:
    """What the address of a text says of the search that led to it."""
    accept("lang", *MARKING)
    return read_marking(args_without("lang"), vocabulary_of(snapshot))


def _marks(snapshot: Snapshot, asked: SearchParameters) -> Marks:
    return Marks.asked(snapshot, parse_query(asked.q), search_options(asked))


def _in_head(reading: DocumentLayout, query: Query) -> bool:
    """Whether a search found a document by its title, its headings or its number."""
    headings = (block.title for part in reading.parts for block in part.blocks if isinstance(block, HeadingBlock))
    titles = (reading.title, reading.title_en, *headings)
    own = whole_number_key(reading.document.number or "")
    return any(piece.highlight for title in titles for piece in title) or own in {one.key for one in query.numbers}


def _by_document(results: Iterable[ResultView]) -> list[list[ResultView]]:
    return [list(group) for _, group in groupby(results, key=lambda one: one.document.id)]


def _by_word(expansions: Iterable[ExpansionView]) -> list[tuple[str, list[ExpansionView]]]:
    """What was searched beside each word of a query, by the word."""
    found: dict[str, list[ExpansionView]] = {}
    for one in expansions:
        found.setdefault(one.from_, []).append(one)
    return list(found.items())


def _front() -> str:
    snapshot = current_library().snapshot()
    index = IndexView.of(snapshot.manifest)
    issues = snapshot.store.issues()
    return render_template(
        "front.html",
        all_issues=issues,
        by_year=list(dict.fromkeys(one.year for one in issues))[:_TITLED],
        years="–".join(dict.fromkeys(str(edge(one.year for one in issues)) for edge in (min, max))) if issues else "",
        gazette=_gazette(issues),
        index=index,
        examples=list(examples(snapshot, EXAMPLES)),
    )


def _gazette(issues: Sequence[Issue]) -> Label | None:
    """The gazette whose issues these are, ``None`` where they are of several."""
    names = {(one.title, periodical_en(one)) for one in issues}
    return Label(*names.pop()) if len(names) == 1 else None


def _category(entry: TocEntry) -> tuple[str | None, str | None]:
    return entry.category, entry.category_en
