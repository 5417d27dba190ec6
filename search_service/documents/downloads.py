"""Documents and issues as files: text, JSON, CSV, Akoma Ntoso, JSON lines, and the original that was read."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, Response, current_app, send_file

from corpus import Document
from corpus.export.akn import document_akn
from corpus.export.public_schema import clause_record, document_record, issue_record, toc_record
from corpus.export.spreadsheet import clauses_csv, relations_csv, tasks_csv
from index import Store
from search_service.documents.facsimile import printed_source
from search_service.documents.lookup import readable_document
from search_service.documents.originals import content_mark, original_file
from search_service.documents.plain import document_text
from search_service.web.answers import csv_answer, json_answer, kept
from search_service.web.current import current_library, current_store
from search_service.web.request_args import accept, single_arg

downloads = Blueprint("downloads", __name__)
#: Media types that no browser takes for a page of this site: pictures, and PDF, which its viewer shows by itself. They
#: have the policy of all answers: with ``sandbox`` Safari shows no PDF, and Chromium ignores it there.
_SHOWN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}


def init_downloads(app: Flask, folder: str) -> None:
    """Add the downloads; originals come from this corpus folder."""
    app.extensions["gongbao_corpus"] = Path(folder)
    app.register_blueprint(downloads)


@downloads.get("/documents/<document_id>.txt")
def document_txt(document_id: str) -> Response:
    """A document as plain text."""
    accept()
    return kept("".join(document_text(current_store().document(document_id))), "text/plain", f"{document_id}.txt")


@downloads.get("/documents/<document_id>.json")
def document_json(document_id: str) -> Response:
    """A document with its clauses, as the REST interface gives it."""
    accept()
    return json_answer(readable_document(current_store(), document_id))


@downloads.get("/documents/<document_id>.csv")
def document_clauses_csv(document_id: str) -> Response:
    """The clauses of a document as CSV."""
    accept("bom")
    return csv_answer(clauses_csv([current_store().document(document_id)]), document_id)


@downloads.get("/documents/<document_id>.tasks.csv")
def document_tasks_csv(document_id: str) -> Response:
    """The task rows of a document as CSV; a head line alone where it has none."""
    accept("bom")
    return csv_answer(tasks_csv([current_store().document(document_id)]), f"{document_id}.tasks")


@downloads.get("/documents/<document_id>.relations.csv")
def document_relations_csv(document_id: str) -> Response:
    """What a document repeals, implements and cites, and who does so to it, as CSV."""
    accept("bom")
    store = current_store()
    document = store.document(document_id)
    citing = store.document_heads({one.document for one in store.relations_to(document_id)} - {document_id})
    own = [
        replace(one, relations=tuple(to for to in one.relations if to.document == document_id))
        for one in citing.values()
    ]
    return csv_answer(relations_csv([document, *own]), f"{document_id}.relations")


@downloads.get("/relations.csv")
def all_relations_csv() -> Response:
    """What every document repeals, implements and cites, as CSV."""
    accept("bom")
    return csv_answer(relations_csv(current_store().documents()), "gongbao-relations")


@downloads.get("/documents/<document_id>.xml")
def document_xml(document_id: str) -> Response:
    """A document as Akoma Ntoso 3.0."""
    accept()
    return kept(document_akn(current_store().document(document_id)), "application/xml", f"{document_id}.xml")


@downloads.get("/documents/<document_id>/original")
def document_original(document_id: str) -> Response:
    """The file that a document was read from, or with ``clause`` that one of its clauses was."""
    accept("clause")
    store = current_store()
    head = store.document_heads([document_id]).get(document_id) or store.document(document_id)
    eid = single_arg("clause")
    clause = store.clause(f"{document_id}/{eid}") if eid else None
    source = (printed_source(clause) or clause.source) if clause else head.source
    return _original(source.file, document_id)


@downloads.get("/issues/<issue_id>.jsonl")
def issue_jsonl(issue_id: str) -> Response:
    """An issue with its contents, documents and clauses, one JSON object a line."""
    accept()
    return kept("".join(_lines(issue_id)), "application/jsonl", f"{issue_id}.jsonl")


@downloads.get("/issues/<issue_id>.txt")
def issue_txt(issue_id: str) -> Response:
    """The documents of an issue as plain text."""
    accept()
    texts = ("".join(document_text(one)) for one in _documents(current_store(), issue_id))
    return kept(f"\n{'—' * 20}\n\n".join(texts), "text/plain", f"{issue_id}.txt")


@downloads.get("/issues/<issue_id>/original")
def issue_original(issue_id: str) -> Response:
    """The file that an issue was read from."""
    accept()
    return _original(current_store().issue(issue_id).source.file, issue_id)


def _documents(store: Store, issue_id: str) -> Iterator[Document]:
    return (store.document(one.id) for one in store.documents(issue_id))


def _lines(issue_id: str) -> Iterator[str]:
    store = current_store()
    records = [issue_record(store.issue(issue_id)), *map(toc_record, store.toc(issue_id))]
    for document in _documents(store, issue_id):
        records.append(document_record(document))
        records += [clause_record(clause) for clause in document.clauses]
    return (json.dumps(one, ensure_ascii=False) + "\n" for one in records)


def _original(file: str, name: str) -> Response:
    """The bytes as they are.

    A browser shows those of printed pages, and nothing else: a page of someone else could be among them.
    """
    inputs = current_library().snapshot().manifest.inputs
    opened = original_file(current_app.extensions["gongbao_corpus"], file, inputs)
    suffix = PurePosixPath(file).suffix.lower()
    answer = send_file(
        opened,
        mimetype=_SHOWN.get(suffix, "application/octet-stream"),
        as_attachment=suffix not in _SHOWN,
        download_name=f"{name}-original{suffix}",
        conditional=False,
        # The corpus may change while the index does not.
        etag=content_mark(file, inputs),
    )
    answer.content_length = os.fstat(opened.fileno()).st_size
    return answer
