"""What is new, as Atom feeds beside those of searches: issues, documents of a body, documents that cite one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from feedgen.feed import FeedGenerator
from flask import Blueprint, Flask, Response
from flask_babel import gettext as _

from corpus import Document
from corpus.export.akn import xml_text
from index import Store
from index.schema import number_key
from search_service.answer.links import document_path, issue_path, with_query
from search_service.documents.lookup import body_named
from search_service.filter_values import issue_label
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.web.addresses import absolute, in_language
from search_service.web.current import current_library, current_store
from search_service.web.languages import TAGS, language
from search_service.web.request_args import accept, single_arg

document_feeds = Blueprint("document_feeds", __name__)
#: Entries of a feed, newest first; a reader that comes every day misses none.
NEWEST = 50


@dataclass(frozen=True, slots=True)
class News:
    """An entry of a feed: an issue or a document, with the day from which it is there."""

    path: str
    title: str
    about: str
    day: date | None
    authors: tuple[str, ...] = ()


def init_document_feeds(app: Flask) -> None:
    """Add the feeds."""
    app.register_blueprint(document_feeds)


@document_feeds.get("/issues.atom")
def issues_atom() -> Response:
    """The issues, newest first."""
    accept("lang")
    store = current_store()
    counts = store.documents_of_issues()
    news = [
        News(
            issue_path(one.id),
            f"{one.title} · {issue_label(one).zh}",
            _("%(documents)s documents", documents=counts.get(one.id, 0)),
            one.date,
        )
        for one in store.issues()
    ]
    return _answer(_("New issues"), "/issues.atom", "/issues", news)


@document_feeds.get("/bodies/<body_id>.atom")
def body_atom(body_id: str) -> Response:
    """The documents of an issuing body, newest first; its id or any of its names."""
    accept("lang")
    store = current_store()
    body = body_named(store, body_id)
    found = (one for one in store.documents() if body.id in {other.id for other in one.issuing_bodies})
    page = with_query("/search", [("body", body.id)])
    return _answer(body.name, f"/bodies/{body.id}.atom", page, _documents(store, found))


@document_feeds.get("/documents/<document_id>/citing.atom")
def citing_atom(document_id: str) -> Response:
    """The documents that refer to a document of the collection, newest first."""
    accept("lang")
    store = current_store()
    document = store.document_heads([document_id]).get(document_id) or store.document(document_id)
    title = _("What cites %(document)s", document=document.number or document.title or document_id)
    page = document_path(document_id)
    return _answer(title, f"{page}/citing.atom", page, _citing(store, document_id))


@document_feeds.get("/citing.atom")
def citing_number_atom() -> Response:
    """The documents that refer to a document number, which need not be in the collection, newest first."""
    accept("number", "lang")
    number = single_arg("number")
    key = number_key(number)
    if not key:
        zh, en = "请给出发文字号，例如 京政办发〔2024〕4号", "give a document number, such as 京政办发〔2024〕4号"
        raise InvalidRequestError([Fault("number", "required", zh, en)])
    asked = [("number", number)]
    page = with_query("/search", [("q", number)])
    title = _("What cites %(document)s", document=number)
    return _answer(title, with_query("/citing.atom", asked), page, _citing(current_store(), key))


def _citing(store: Store, key: str) -> list[News]:
    citing = dict.fromkeys(one.document for one in store.relations_to(key))
    heads = store.document_heads(citing)
    return _documents(store, (heads[one] for one in citing if one in heads))


def _documents(store: Store, found: Iterable[Document]) -> list[News]:
    """The documents as entries; one is as new as the issue that printed it."""
    issues = {issue.id: issue for issue in store.issues()}
    return [
        News(
            document_path(one.id),
            " · ".join(filter(None, (one.title or one.id, one.number))),
            one.title_en or "",
            (issues[one.issue].date if one.issue in issues else None) or one.date,
            tuple(body.name for body in one.issuing_bodies),
        )
        for one in found
    ]


def _answer(title: str, path: str, page: str, news: Iterable[News]) -> Response:
    built = current_library().snapshot().manifest.built_at
    feed = FeedGenerator()
    feed.id(absolute(path))
    feed.title(xml_text(title))
    feed.author(name="gongbao")
    feed.language(TAGS[language()])
    feed.updated(built)
    feed.link(href=absolute(in_language(path)), rel="self", type="application/atom+xml")
    feed.link(href=absolute(in_language(page)), rel="alternate", type="text/html")
    newest = sorted(news, key=lambda one: one.day or date.min, reverse=True)[:NEWEST]
    for one in newest:
        entry = feed.add_entry(order="append")
        at = datetime.combine(one.day, time(tzinfo=UTC)) if one.day else built
        entry.id(absolute(one.path))
        entry.title(xml_text(one.title))
        entry.link(href=absolute(one.path), rel="alternate", type="text/html")
        entry.updated(at)
        entry.published(at)
        for name in one.authors or ("gongbao",):
            entry.author(name=xml_text(name))
        entry.summary(xml_text(one.about or one.title))
    return Response(feed.atom_str(pretty=True), mimetype="application/atom+xml")
