"""What the command line shows: errors, the progress of a rebuild, results."""

import re
import shutil
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import click

from corpus import Finding, GongbaoError, UserError
from index import Progress, RebuildOptions, Summary, open_index, rebuild
from index.rebuild import percent
from search_service.announcing import unless_silent
from search_service.answer.views import ExplanationView, ResultView, SearchView
from search_service.collection import write_collection
from search_service.request.refusals import faults_of
from search_service.settings import Settings

#: What a terminal obeys instead of showing it, or shows in another order than it is written.
_COMMANDS = re.compile("[\x00-\x08\n-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@contextmanager
def reported() -> Iterator[None]:
    """Turn what went wrong into one line and an exit code: 2 for the request, 1 for the rest."""
    try:
        yield
    except UserError as error:
        for fault in faults_of(error):
            _complain(fault.message_en, fault.message_zh)
        sys.exit(2)
    except GongbaoError as error:
        _complain(error.message_en, error.message_zh)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"gongbao: {where}{error.strerror or error}", err=True)
        sys.exit(1)


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Let SIGTERM clean up as Ctrl-C does."""

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def build(settings: Settings, workers: int) -> Summary:
    """Rebuild the index; a bar shows the progress on a terminal, a line for each file otherwise."""
    with _progress() as show:
        least = settings.min_coverage / 100
        options = RebuildOptions(workers=workers, progress=show, min_coverage=least)
        summary = rebuild(Path(settings.corpus), settings.index, options=options)
    for line in (*summary.notes, *finding_lines(summary)):
        click.echo(on_one_line(line), err=True)
    return summary


def write_files(settings: Settings, workers: int) -> None:
    """Write the files of the whole collection for those who download them; the index serves where the disk is full."""
    with closing(open_index(settings.index)) as snapshot, suppress(OSError):
        write_collection(snapshot, workers)


def finding_lines(summary: Summary) -> Iterator[str]:
    """How many findings of each kind a rebuild made, most first."""
    for code, count in sorted(summary.findings.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count} × {code}: {code.en} / {code.zh}"


def finding_line(finding: Finding) -> str:
    """Where it is, what it is, what to do."""
    where = f"{finding.source.file}:{finding.source.line_start}"
    return on_one_line(f"{where}: {finding.code}: {finding.message} / {finding.code.zh}")


def on_one_line(text: str) -> str:
    """A text that may hold the name of a file, which may hold anything; what is no character is shown by its number."""
    return _COMMANDS.sub(lambda found: ascii(found[0])[1:-1], text)


def summary_line(summary: Summary) -> str:
    """A rebuild in one line."""
    return (
        f"{summary.issues} issues, {summary.documents} documents, {summary.clauses} clauses; "
        f"coverage {percent(summary.coverage)}; {summary.read} of {summary.files} files read; "
        f"{summary.seconds:.1f} s; {summary.bytes / 1e6:.1f} MB; "
        f"generation {summary.generation}"
    )


def result_lines(view: SearchView) -> Iterator[str]:
    """Results for reading on a terminal; hits are bold where that can be shown."""
    yield f"{view.count} 条 / {'clause' if view.count == 1 else 'clauses'}"
    if view.near:
        some, meaning = view.near_counts.some, view.near_counts.meaning
        zh, en = (
            f"其后 {some} 条含部分词语，{meaning} 条仅意思相近",
            f"then {some} with some of the words, {meaning} near in meaning",
        )
        yield f"{zh} / {en}"
    if view.query.weak:
        yield f"{view.description.zh} / {view.description.en}"
    if "fine" in view.query.unstated:
        yield "这些条款都没有写明罚款 / none of these clauses states a fine"
    if view.suggestions.did_you_mean:
        yield f"已按“{view.suggestions.did_you_mean}”检索 / searched for “{view.suggestions.did_you_mean}”"
    if view.query.expansions:
        yield "+ " + "  ".join(f"{one.from_}→{one.to} ({one.why})" for one in view.query.expansions)
    if view.explanation:
        yield from _explanation_lines(view.explanation)
    first = (view.page - 1) * view.per_page + 1
    for rank, result in enumerate(view.results, start=first):
        yield from _result_lines(rank, result)
    for term in view.suggestions.per_term:
        yield f"  {term.term}: {term.count}"


def _result_lines(rank: int, result: ResultView) -> Iterator[str]:
    document, clause = result.document, result.clause.clause
    yield ""
    yield f"{rank}. {document.title or document.number or document.id}"
    if document.title_en:
        width = min(shutil.get_terminal_size().columns, 120)
        yield textwrap.fill(document.title_en, width, initial_indent="   ", subsequent_indent="   ")
    bodies = "、".join(body.name for body in document.issuing_bodies)
    issue = f"{result.issue.year}年第{result.issue.number}期" if result.issue else None
    yield "   " + " · ".join(str(part) for part in (document.number, bodies, document.date, issue) if part)
    steps = [" ".join(filter(None, (step.label, step.title))) for step in clause.path]
    yield "   " + " › ".join(filter(None, (*steps, clause.label, clause.id)))
    pieces = (click.style(piece.text, bold=True) if piece.highlight else piece.text for piece in result.snippet)
    yield "   " + "".join(pieces).replace("\n", " ")
    if result.score_parts:
        parts = "  ".join(f"{name} {value:+.2f}" for name, value in result.score_parts.items() if value)
        yield f"   = {result.score:.2f}: {parts}"


def _explanation_lines(view: ExplanationView) -> Iterator[str]:
    yield f"tree: {view.tree}"
    yield f"engine: {view.engine}"
    yield f"ranked: {view.text}"
    yield from (f"{name}: {value}" for name, value in view.references.items())
    for group in view.groups:
        yield f"{group.source} x{group.factor:g}: " + ", ".join(
            f"{one.term} {one.share:g} {one.why}".rstrip() for one in group.terms
        )


def _complain(message_en: str, message_zh: str) -> None:
    click.echo(on_one_line(f"gongbao: {message_en} / {message_zh}"), err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
        return
    last = ["reading the gazettes"]
    with unless_silent(lambda seconds: click.echo(f"{last[0]} … {seconds:.0f} s", err=True)) as said:

        def tell(progress: Progress) -> None:
            last[0] = _line(progress)
            click.echo(last[0], err=True)
            said()

        yield tell


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    """A bar for each stage, with the seconds since the start."""
    with click.progressbar(length=1, label="reading the gazettes", file=sys.stderr) as bar:
        stage = [""]

        def tick(seconds: float) -> None:
            bar.label = f"{stage[0]} {seconds:.0f} s"
            bar.render_progress()

        def show(progress: Progress) -> None:
            if progress.done < bar.pos:
                # Another stage, counted anew.
                bar.pos, bar.finished = 0, False
            bar.length = progress.files
            bar.label = stage[0] = f"{progress.clauses} clauses"
            bar.update(progress.done - bar.pos)

        with unless_silent(tick):
            yield show


def _line(progress: Progress) -> str:
    return on_one_line(
        f"[{progress.done}/{progress.files}] {progress.file}: "
        f"{progress.documents} documents, {progress.clauses} clauses so far"
    )
