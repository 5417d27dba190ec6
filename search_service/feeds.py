"""A search in other forms: JSON, CSV of all hits, Atom. The parameters are those of the page and mean the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from flask import Blueprint, Flask, Response, request
from lxml import etree

from corpus import Clause
from corpus.export.akn import xml_text
from corpus.export.spreadsheet import csv_lines
from index import Sort
from search_service.answer.links import SEARCH_API, clause_page_path, with_query
from search_service.answer.records import record
from search_service.answer.views import ResultView, SearchView
from search_service.documents.citation import provision
from search_service.filter_values import issue_label
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.request.vocabulary import Label
from search_service.search import answer, ask, matches_only, search_with_similar
from search_service.web.addresses import absolute, in_language
from search_service.web.answers import csv_answer, json_answer, with_pages
from search_service.web.current import current_library
from search_service.web.languages import TAGS, language
from search_service.web.request_args import args_without, flag_arg

feeds = Blueprint("feeds", __name__)

#: Rows of one CSV file; a larger result is asked for page by page, or more narrowly.
MAX_ROWS = 5000
_AT_ONCE = 100
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
COLUMNS = (
    "id", "url", "document", "number", "title", "title_en", "bodies", "date", "doc_type", "issue", "page",
    "kind", "label", "path", "text", "deadline", "lead", "responsible", "assisting",
)  # fmt: skip
Given = Mapping[str, Sequence[str]]


def init_feeds(app: Flask) -> None:
    """Add the other forms of a search."""
    app.register_blueprint(feeds)


@feeds.get("/search.json")
def search_json() -> Response:
    """The answer of the REST interface at the address of the page."""
    view = search_with_similar(current_library(), args_without("lang"), "/search.json")
    return with_pages(json_answer(record(view)), view)


@feeds.get("/search.csv")
def search_csv() -> Response:
    """All clauses that match as CSV, or one page of them where ``page`` or ``per_page`` is given."""
    flag_arg("bom")
    given = args_without("lang", "bom")
    return csv_answer(csv_lines(COLUMNS, map(_row, _hits(given))), "gongbao-search")


@feeds.get("/search.atom")
def search_atom() -> Response:
    """One page of the clauses that match as an Atom feed, newest first, with the elements of OpenSearch."""
    given = args_without("lang")
    question = ask(current_library(), given)
    is_ordered = any(text.strip() for text in given.get("sort", ()))
    view = answer(matches_only(question, None if is_ordered else Sort.NEWEST), "/search.atom")
    return with_pages(Response(_feed(view), mimetype="application/atom+xml"), view)


def _hits(given: Given) -> Iterator[ResultView]:
    question = matches_only(ask(current_library(), given))
    if any(text.strip() for name in ("page", "per_page") for text in given.get(name, ())):
        yield from answer(question, SEARCH_API).results
        return
    at: int | None = 1
    while at:
        parameters = replace(question.parameters, page=at, per_page=_AT_ONCE)
        view = answer(replace(question, parameters=parameters), SEARCH_API)
        if view.count > MAX_ROWS:
            zh = f"结果多于 {MAX_ROWS} 条：请缩小检索范围，或用 page 和 per_page 分页取"
            en = f"more than {MAX_ROWS} results: narrow the search, or ask page by page with page and per_page"
            raise InvalidRequestError([Fault("page", "too_many", zh, en)])
        yield from view.results
        at = at + 1 if view.next else None


def _row(result: ResultView) -> tuple[object, ...]:
    clause, document, issue = result.clause.clause, result.document, result.issue
    task = clause.task
    path = " › ".join(f"{step.label or ''}{step.title or ''}" for step in clause.path)
    return (
        clause.id, absolute(clause_page_path(clause.id)), document.id, document.number, document.title,
        document.title_en, "、".join(body.name for body in document.issuing_bodies), document.date, document.doc_type,
        issue.id if issue else None, issue.page if issue else clause.page, clause.kind.value, clause.label, path,
        clause.text, task.deadline if task else None,
        *("、".join(names) for names in ((task.lead, task.responsible, task.assisting) if task else ((), (), ()))),
    )  # fmt: skip


class _OpenSearch(BaseExtension):  # type: ignore[misc] # feedgen has no types
    """The elements that say how many hits there are and which of them this page holds."""

    view: SearchView

    def extend_ns(self) -> dict[str, str]:
        return {"opensearch": _OPENSEARCH}

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        view = self.view
        said = {
            "totalResults": view.count,
            "startIndex": (view.page - 1) * view.per_page + 1,
            "itemsPerPage": view.per_page,
        }
        for name, value in said.items():
            etree.SubElement(feed, f"{{{_OPENSEARCH}}}{name}").text = str(value)
        terms = {"role": "request", "startPage": str(view.page)}
        if view.query.text:
            terms["searchTerms"] = xml_text(view.query.text)
        etree.SubElement(feed, f"{{{_OPENSEARCH}}}Query", terms)
        return feed


def _feed(view: SearchView) -> bytes:
    feed = FeedGenerator()
    feed.register_extension("opensearch", _OpenSearch, atom=True, rss=False)
    feed.opensearch.view = view
    items = list(request.args.items(multi=True))
    feed.id(absolute(with_query("/search.atom", items)))
    feed.title(xml_text(_worded(view.description)))
    feed.updated(view.index.built_at)
    feed.author(name="gongbao")
    feed.generator("gongbao")
    feed.language(TAGS[language()])
    feed.link(href=absolute(with_query("/search.atom", items)), rel="self", type="application/atom+xml")
    feed.link(href=absolute(with_query("/search", items)), rel="alternate", type="text/html")
    feed.link(href=absolute("/opensearch.xml"), rel="search", type="application/opensearchdescription+xml")
    for rel, path in (("next", view.next), ("previous", view.previous)):
        if path:
            feed.link(href=absolute(in_language(path)), rel=rel, type="application/atom+xml")
    for result in view.results:
        _entry(feed.add_entry(order="append"), result, view)
    written: bytes = feed.atom_str(pretty=True)
    return written


def _entry(entry: FeedEntry, result: ResultView, view: SearchView) -> None:
    """One clause. It is as new as the issue that printed it, so that it does not change with a rebuild."""
    clause, document, issue = result.clause.clause, result.document, result.issue
    day = (issue.date if issue else None) or document.date
    at = datetime.combine(day, time(tzinfo=UTC)) if day else datetime.fromisoformat(view.index.built_at)
    address = absolute(clause_page_path(clause.id))
    printed = _worded(issue_label(issue)) if issue else None
    facts = (document.number, document.date.isoformat() if document.date else None, printed)
    entry.id(address)
    entry.title(xml_text(" · ".join(filter(None, (document.title or document.id, provision(clause))))))
    entry.link(href=address, rel="alternate", type="text/html")
    entry.updated(at)
    entry.published(at)
    for body in document.issuing_bodies:
        entry.author(name=xml_text(body.name))
    if not document.issuing_bodies:
        entry.author(name="gongbao")
    entry.category(term=clause.kind.value, label=clause.kind.value)
    entry.summary(xml_text("".join(piece.text for piece in result.snippet)))
    entry.content(xml_text("\n".join([" · ".join(filter(None, facts)), _text(clause)])), type="text")


def _text(clause: Clause) -> str:
    return f"{clause.label} {clause.text}" if clause.label and not clause.task else clause.text


def _worded(label: Label) -> str:
    return label.en if language() == "en" else label.zh
