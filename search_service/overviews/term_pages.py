"""The page of a term, its picture, and both as JSON and CSV."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, render_template
from flask_babel import gettext as _

from corpus.export.spreadsheet import csv_lines
from search_service.answer.records import record
from search_service.overviews.charts import Chart, chart_of
from search_service.overviews.terms import ConcordanceLine, Timeline, clauses_path, concordance, timeline
from search_service.request.refusals import Fault, InvalidRequestError
from search_service.web.addresses import absolute, in_language
from search_service.web.answers import csv_answer, json_answer, with_pages
from search_service.web.current import current_library
from search_service.web.request_args import accept, flag_arg, single_arg
from search_service.web.words import CHART_NAMES

terms = Blueprint("terms", __name__)
PAGE, TIMELINE, LINES = "/terms", "/api/v1/timeline", "/api/v1/concordance"
#: Clauses whose lines one CSV file holds at most.
MOST = 5000
_PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
LINE_COLUMNS = (
    "year",
    "issue",
    "page",
    "date",
    "before",
    "hit",
    "after",
    "bodies",
    "number",
    "title",
    "title_en",
    "clause",
)


def init_terms(app: Flask) -> None:
    """Add the terms to pages and interface."""
    app.register_blueprint(terms)


@terms.get(PAGE)
def term_page() -> str:
    """A term by year and body, and line by line in time order; without a term the box alone."""
    accept("q", "page", "lang")
    q = single_arg("q")
    if not q:
        return render_template("terms.html", q="", timeline=None, lines=None)
    snapshot = current_library().snapshot()
    found = timeline(snapshot, q)
    return render_template(
        "terms.html",
        q=q,
        timeline=found,
        lines=concordance(snapshot, q, single_arg("page"), PAGE),
        charts=(chart_of(found), chart_of(found, narrow=True)),
        chart_names=CHART_NAMES,
        clauses_path=clauses_path,
    )


@terms.get(f"{PAGE}.svg")
def term_svg() -> Response:
    """The picture alone, with its own colours, to keep or to show on another page."""
    accept("q", "lang", "narrow")
    picture = chart_of(_timeline(), narrow=flag_arg("narrow"))
    label, source = _label(picture), urlsplit(absolute("/")).hostname
    written = render_template("chart.svg", it=picture, names=CHART_NAMES, label=label, source=source, href=_outside)
    answer = Response(written.strip(), mimetype="image/svg+xml")
    # The picture brings its own style sheet; it is shown as an image, where nothing in it can run.
    answer.headers["Content-Security-Policy"] = _PICTURE
    return answer


def _label(picture: Chart) -> str:
    return str(_("Clauses that have “%(term)s”, and how often it stands in them, by year", term=picture.q))


def _outside(path: str) -> str:
    return absolute(in_language(path))


@terms.get(f"{PAGE}.csv")
def term_csv() -> Response:
    """Every line as CSV."""
    accept("q", "bom", "lang")
    flag_arg("bom")
    return csv_answer(csv_lines(LINE_COLUMNS, map(_row, _all_lines())), "gongbao-lines")


@terms.get(f"{PAGE}/timeline.csv")
def timeline_csv() -> Response:
    """The counts by year and body as CSV."""
    accept("q", "bom", "lang")
    flag_arg("bom")
    found = _timeline()
    rows = [(one.body, one.label.zh, one.label.en, one.count, *one.counts) for one in found.series]
    total = ("", "全部", "all", found.count, *found.totals)
    often = ("", "出现次数", "occurrences", sum(found.occurrences), *found.occurrences) if found.occurrences else ()
    lines = csv_lines(("body", "name", "name_en", "count", *found.years), filter(None, [total, often, *rows]))
    return csv_answer(lines, "gongbao-timeline")


@terms.get(TIMELINE)
def timeline_api() -> Response:
    """The counts by year and body."""
    accept("q")
    return json_answer(record(_timeline()))


@terms.get(LINES)
def concordance_api() -> Response:
    """Lines in context, one page."""
    accept("q", "page")
    found = concordance(current_library().snapshot(), _term(), single_arg("page"), LINES)
    return with_pages(json_answer(record(found)), found)


def _term() -> str:
    if term := single_arg("q"):
        return term
    raise InvalidRequestError([Fault("q", "required", "请给出检索词 q", "give a term: q")])


def _timeline() -> Timeline:
    return timeline(current_library().snapshot(), _term())


def _all_lines() -> Iterator[ConcordanceLine]:
    snapshot, term, page, onward = current_library().snapshot(), _term(), 0, True
    while onward:
        page += 1
        found = concordance(snapshot, term, str(page), LINES)
        if found.count > MOST:
            zh, en = f"多于 {MOST} 条：请缩小范围", f"more than {MOST} clauses: narrow the term"
            raise InvalidRequestError([Fault("q", "too_many", zh, en)])
        yield from found.lines
        onward = found.next is not None


def _row(line: ConcordanceLine) -> tuple[object, ...]:
    issue, document = line.issue, line.document
    return (
        line.year, issue.id if issue else None, issue.page if issue else None, document.date,
        line.before, line.hit, line.after, "、".join(body.name for body in document.issuing_bodies),
        document.number, document.title, document.title_en, line.clause,
    )  # fmt: skip
