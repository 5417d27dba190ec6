"""Documents and clauses as files for reference managers."""

from flask import Blueprint, Flask, Response

from search_service.answer.links import clause_page_path, document_path
from search_service.documents.lookup import issue_of
from search_service.documents.references import Item, bibtex, csl_item, csl_json, ris
from search_service.web.addresses import absolute
from search_service.web.answers import kept
from search_service.web.current import current_store
from search_service.web.request_args import accept

reference_files = Blueprint("reference_files", __name__)
#: Each format by the ending of its files: its media type, and what writes it.
FORMATS = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "csl.json": ("application/vnd.citationstyles.csl+json", csl_json),
}


def init_reference_files(app: Flask) -> None:
    """Add the files."""
    app.register_blueprint(reference_files)


@reference_files.get("/documents/<document_id>.bib", defaults={"form": "bib"})
@reference_files.get("/documents/<document_id>.ris", defaults={"form": "ris"})
@reference_files.get("/documents/<document_id>.csl.json", defaults={"form": "csl.json"})
def document_reference(document_id: str, form: str) -> Response:
    """A document as BibTeX, RIS or CSL-JSON."""
    accept()
    store = current_store()
    document = store.document_heads([document_id]).get(document_id) or store.document(document_id)
    return _file(csl_item(document, issue_of(store, document), absolute(document_path(document_id))), form)


@reference_files.get("/clauses/<path:clause_id>.bib", defaults={"form": "bib"})
@reference_files.get("/clauses/<path:clause_id>.ris", defaults={"form": "ris"})
@reference_files.get("/clauses/<path:clause_id>.csl.json", defaults={"form": "csl.json"})
def clause_reference(clause_id: str, form: str) -> Response:
    """A clause as BibTeX, RIS or CSL-JSON."""
    accept()
    store = current_store()
    clause = store.clause(clause_id)
    document = store.document_heads([clause.document])[clause.document]
    url = absolute(clause_page_path(clause_id))
    return _file(csl_item(document, issue_of(store, document), url, clause), form)


def _file(item: Item, form: str) -> Response:
    mimetype, written = FORMATS[form]
    return kept(written(item), mimetype, f"{item['id'].replace('/', '_')}.{form}")
