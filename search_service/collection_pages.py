"""The pages that say what the collection is and how it is used: about, help, download; and its files."""

from importlib.metadata import PackageNotFoundError, version

from flask import Blueprint, Flask, Response, render_template, send_file
from werkzeug.exceptions import NotFound

from search_service.answer.views import IndexView
from search_service.collection import FILES, SUMS, collection_of
from search_service.web.current import current_library
from search_service.web.examples import EXAMPLES, OPERATORS, examples
from search_service.web.request_args import accept

collection_pages = Blueprint("collection_pages", __name__)
MEDIA_TYPES = {
    "gongbao.jsonl": "application/jsonl",
    "gongbao-clauses.csv": "text/csv",
    "gongbao-tasks.csv": "text/csv",
    "gongbao-akoma-ntoso.zip": "application/zip",
    "gongbao.sqlite": "application/vnd.sqlite3",
    SUMS: "text/plain",
}


def init_collection(app: Flask) -> None:
    """Add the pages and the files."""
    app.register_blueprint(collection_pages)


@collection_pages.get("/about")
def about() -> str:
    """What the collection holds, what it lacks, how it is made, and how to report an error."""
    accept("lang")
    snapshot = current_library().snapshot()
    issues = snapshot.store.issues()
    return render_template(
        "about.html",
        index=IndexView.of(snapshot.manifest),
        issues=issues,
        counts=snapshot.store.documents_of_issues(),
        built=snapshot.manifest.built_at.date(),
        share=snapshot.manifest.total_coverage,
        version=_version(),
    )


@collection_pages.get("/help")
def help_page() -> str:
    """How to ask, by example; keys; what the marks and counts mean."""
    accept("lang")
    snapshot = current_library().snapshot()
    asked, operators = (list(examples(snapshot, shown)) for shown in (EXAMPLES, OPERATORS))
    return render_template("help.html", examples=asked, operators=operators)


@collection_pages.get("/download")
def download() -> str:
    """The whole collection as files, with licence and checksums."""
    accept("lang")
    snapshot = current_library().snapshot()
    return render_template("download.html", found=collection_of(snapshot), index=IndexView.of(snapshot.manifest))


@collection_pages.get("/download/<name>")
def download_file(name: str) -> Response:
    """One of the files."""
    accept()
    if name not in (*FILES, SUMS):
        raise NotFound
    path = collection_of(current_library().snapshot()).folder / name
    return send_file(path.resolve(), mimetype=MEDIA_TYPES[name], as_attachment=True, download_name=name)


def _version() -> str:
    try:
        return version("gongbao")
    except PackageNotFoundError:
        return "0"
