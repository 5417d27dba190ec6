"""The command line ``gongbao``. Exit codes: 0 done, 1 failed, 2 wrong usage. Errors are one line in both languages."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus import parse_file
from corpus.export import records
from corpus.export.public_schema import finding_record
from corpus.sources import was_read
from index import IndexMissingError, open_index, open_space
from index import check as check_index
from index import rollback as roll_back
from search_service.answer.records import record
from search_service.exports import FORMATS, lines_of, write_akn
from search_service.library import Library
from search_service.request.parameters import PARAMETERS
from search_service.search import search_with_similar as find
from search_service.server import serve as run_server
from search_service.settings import Settings, variable
from search_service.terminal import (
    build,
    ended_cleanly,
    finding_line,
    reported,
    result_lines,
    summary_line,
    write_files,
)

Command = TypeVar("Command", bound=Callable[..., Any])
#: Processes that build the index which `serve` finds missing; the command `rebuild` takes as many as `--workers` says.
_MOST_WORKERS = 4
_HELP = {one.name: one.metadata["help"] for one in fields(Settings)}


def option(name: str, **kind: Any) -> Callable[[Command], Command]:
    """The command line option of a setting; the environment and the default are read by the settings."""
    return click.option(f"--{name}", help=f"{_HELP[name]} [{variable(name)}]", **kind)


def corpus_and_index(command: Command) -> Command:
    """The two options that every command takes."""
    return option("corpus", metavar="DIR")(option("index", metavar="URL")(command))


def with_search_options(command: Command) -> Command:
    """An option for every search parameter but the query, from the one table of them."""
    for name, parameter in reversed(list(PARAMETERS.items())):
        if name != "q":
            text = f"{parameter.help_en} {parameter.help_zh}"
            # What is yes or no is a switch here; every other option takes the values of the REST interface.
            kind = {"is_flag": True} if name == "explain" else {"multiple": True, "metavar": "VALUE"}
            command = click.option(f"--{name.replace('_', '-')}", name, help=text, **kind)(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongbao")
def main() -> None:
    """Bilingual full-text search over the gazettes of Beijing Municipality. 北京市人民政府公报双语全文检索."""


@main.command()
@corpus_and_index
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="processes that parse and encode"
)
@click.option("--full", is_flag=True, hidden=True, expose_value=False, help="what every rebuild does")
@click.option("--json", "as_json", is_flag=True, help="print the summary as JSON")
def rebuild(workers: int, *, as_json: bool, **chosen: str | None) -> None:
    """Parse and index the corpus into a new generation, verify it and switch to it. 重建索引."""
    with reported(), ended_cleanly():
        settings = Settings.read(os.environ, **chosen)
        summary = build(settings, workers)
        write_files(settings, workers)
        click.echo(json.dumps(asdict(summary)) if as_json else summary_line(summary))


@main.command()
@corpus_and_index
@click.argument("query", default="")
@with_search_options
@click.option("--json", "as_json", is_flag=True, help="print the answer as the REST interface gives it")
def search(corpus: str | None, index: str | None, query: str, *, as_json: bool, **given: Any) -> None:
    """Search the clauses, as the web page does. 检索条款."""
    with reported():
        settings = Settings.read(os.environ, corpus=corpus, index=index)
        given["explain"] = ("1",) if given["explain"] else ()
        view = find(Library(settings.index), {"q": (query,), **given})
        lines = [json.dumps(record(view), ensure_ascii=False)] if as_json else result_lines(view)
        click.echo("\n".join(lines))


@main.command()
@corpus_and_index
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def parse(file: Path, **_chosen: str | None) -> None:
    """Print what the parser sees in one gazette as JSON lines; exit 1 if nothing could be read. 解析一期公报."""
    with reported():
        gazettes = parse_file(file)
        for gazette in gazettes:
            for line in (*records(gazette), *map(finding_record, gazette.findings)):
                click.echo(json.dumps(line, ensure_ascii=False))
            for finding in gazette.findings:
                click.echo(finding_line(finding), err=True)
    sys.exit(0 if any(was_read(gazette) for gazette in gazettes) else 1)


@main.command()
@corpus_and_index
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="of the data")
@click.option("--out", type=click.Path(path_type=Path), help="file, or folder for akn, instead of standard output")
def export(out: Path | None, *, form: str, **chosen: str | None) -> None:
    """Write all that the index holds as JSON lines, CSV of clauses or of tasks, or Akoma Ntoso. 导出全部数据."""
    with reported():
        settings = Settings.read(os.environ, **chosen)
        index = open_index(settings.index)
        if form == "akn":
            write_akn(index.store, out)
        else:
            with click.open_file(str(out or "-"), "w", encoding="utf-8", atomic=out is not None) as stream:
                stream.writelines(lines_of(index.store, form))
        index.close()


@main.command()
@corpus_and_index
@click.option("--generation", metavar="NAME", help="one that does not serve")
@click.option("--json", "as_json", is_flag=True, help="print the problems as JSON")
def check(generation: str | None, *, as_json: bool, **chosen: str | None) -> None:
    """Say whether the serving index is whole, current and in step with its corpus; exit 0 or 1. 检查索引."""
    with reported():
        settings = Settings.read(os.environ, **chosen)
        problems = check_index(Path(settings.corpus), settings.index, generation)
        if as_json:
            click.echo(json.dumps([asdict(one) for one in problems], ensure_ascii=False))
        elif not any(one.serious for one in problems):
            click.echo("The index is whole and current. / 索引完整，且与公报一致。")
        for problem in () if as_json else problems:
            click.echo(f"gongbao: {problem.message_en} / {problem.message_zh}", err=True)
    sys.exit(1 if any(one.serious for one in problems) else 0)


@main.command()
@option("index", metavar="URL")
def rollback(**chosen: str | None) -> None:
    """Let the generation before serve again, and say which one serves now. 退回上一代索引."""
    with reported():
        click.echo(f"generation {roll_back(Settings.read(os.environ, **chosen).index)}")


@main.command()
@corpus_and_index
@option("host")
@option("port", type=click.IntRange(1, 65535))
@option("workers", type=click.IntRange(1, 256))
@option("threads", type=click.IntRange(1, 256))
def serve(**chosen: Any) -> None:
    """Serve the web pages and the REST interface; build the index first if there is none. 启动服务."""
    with reported():
        settings = Settings.read(os.environ, **chosen)
        _require_index(settings)
        run_server(settings)


def _require_index(settings: Settings) -> None:
    """Build the index if there is none; not in a cluster, where many services would begin at once."""
    if open_space(settings.index).is_remote:
        return
    try:
        open_index(settings.index).close()
    except IndexMissingError:
        click.echo(summary_line(build(settings, workers=min(os.cpu_count() or 1, _MOST_WORKERS))))
