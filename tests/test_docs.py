"""README and docs run, and agree with the code. ``make golden`` writes the generated parts anew."""

import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from corpus import Gazette
from corpus.findings import FindingCode, WarningCode
from index.engines.opensearch.access import Environment
from search_service.cli import main
from search_service.request.parameters import PARAMETERS
from search_service.settings import Settings, variable
from tests.cases import others_long

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
PAGES = [*READMES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def settings_table() -> Iterator[str]:
    yield "| variable | default | meaning |\n|---|---|---|"
    defaults = Settings()
    for setting in fields(Settings):
        value = "the gazettes that come along" if setting.name == "corpus" else f"`{getattr(defaults, setting.name)}`"
        yield f"| `{variable(setting.name)}` | {value} | {setting.metadata['help']} |"


def parameters_table() -> Iterator[str]:
    yield "| name | meaning | 含义 | repeatable |\n|---|---|---|---|"
    for name, parameter in PARAMETERS.items():
        yield f"| `{name}` | {parameter.help_en} | {parameter.help_zh} | {'yes' if parameter.repeatable else ''} |"


def commands_table() -> Iterator[str]:
    yield "| command | does |\n|---|---|"
    for name, command in sorted(main.commands.items()):
        yield f"| `gongbao {name}` | {command.get_short_help_str(200)} |"


def cluster_table() -> Iterator[str]:
    yield "| variable | default | meaning |\n|---|---|---|"
    for setting in fields(Environment):
        yield f"| `{variable(setting.name)}` | `{setting.default}` | {setting.metadata['help']} |"


def codes_table(codes: Iterable[FindingCode | WarningCode]) -> Iterator[str]:
    yield "| code | meaning | 含义 |\n|---|---|---|"
    for code in codes:
        yield f"| `{code}` | {code.en} | {code.zh} |"


GENERATED = {
    "operations.md": {"settings": settings_table, "commands": commands_table},
    "api.md": {"parameters": parameters_table},
    "cluster.md": {"cluster": cluster_table},
    "parsing.md": {"findings": partial(codes_table, FindingCode), "warnings": partial(codes_table, WarningCode)},
}


@pytest.mark.parametrize(("page", "part"), [(page, part) for page, parts in GENERATED.items() for part in parts])
def test_generated_parts_agree_with_the_code(page: str, part: str, request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / page
    table = "\n".join(GENERATED[page][part]())
    pattern = re.compile(rf"(<!-- {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    text = path.read_text("utf-8")
    expected = pattern.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text)
    if request.config.getoption("--golden") == "write":
        path.write_text(expected, "utf-8")
    assert path.read_text("utf-8") == expected


def collection_table(issues: Iterable[tuple[Gazette, int]], *, chinese: bool) -> Iterator[str]:
    yield (
        "| 期 | 出版日期 | 公文 | 条款 | 其中任务 |"
        if chinese
        else "| issue | published | documents | clauses | of them tasks |"
    )
    yield "|---|---|---|---|---|"
    for gazette, tasks in issues:
        issue = gazette.issue
        assert issue is not None
        assert issue.date is not None
        name = f"{issue.year}年第{issue.number}期" if chinese else f"{issue.year} No. {issue.number}"
        clauses = sum(1 for document in gazette.documents for _ in document.clauses)
        yield f"| {name} | {issue.date} | {len(gazette.documents)} | {clauses} | {tasks} |"


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_a_readme_says_what_the_collection_holds(
    path: Path, merged: dict[str, Gazette], request: pytest.FixtureRequest
) -> None:
    issues = [one for one in merged.values() if one.issue]
    counted = [
        (one, sum(1 for document in one.documents for clause in document.clauses if clause.task)) for one in issues
    ]
    table = "\n".join(collection_table(counted, chinese=path.name == "README.zh.md"))
    text = path.read_text("utf-8")
    expected = re.sub(r"(<!-- collection -->\n).*?(<!-- end -->)", rf"\g<1>{table}\n\g<2>", text, flags=re.DOTALL)
    if request.config.getoption("--golden") == "write":
        path.write_text(expected, "utf-8")
    assert path.read_text("utf-8") == expected


def test_both_readmes_name_the_same_commands() -> None:
    commands = [re.findall(r"^\$ (make \S+|\S+gongbao \S+)", path.read_text("utf-8"), re.MULTILINE) for path in READMES]
    assert set(commands[1]) <= set(commands[0])


def blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for at, match in enumerate(
            re.finditer(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        ):
            found.append((f"{page.name}#{at}", match[1]))
    return found


@pytest.mark.parametrize(("name", "code"), blocks("python"))
def test_python_in_the_docs_runs(name: str, code: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{name}: {done.stderr}"


def shell_lines() -> list[str]:
    lines = [line[2:] for _, block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if line.startswith(".venv/bin/gongbao") and "~/" not in line]


REBUILD = ".venv/bin/gongbao rebuild"


def test_the_rebuild_of_the_docs_indexes_the_gazettes_that_come_along(rebuilt: Any) -> None:
    assert REBUILD in shell_lines()
    assert re.match(r"4 issues, 21 documents, \d{4} clauses; coverage (100|99\.\d\d)", rebuilt.said)


@pytest.mark.parametrize("line", others_long((line for line in shell_lines() if line != REBUILD), first=4))
def test_commands_in_the_docs_run(line: str, tmp_path: Path, built_index: str) -> None:
    words = shlex.split(line.removeprefix(".venv/bin/gongbao "))
    words = [str(tmp_path / word) if word == "clauses.jsonl" else word for word in words]
    code = "from search_service.cli import main; main()"
    command = [sys.executable, "-c", code, *words, "--index", built_index]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_make_targets_that_the_docs_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = {
        t
        for page in PAGES
        for t in re.findall(r"`make ([a-z-]+)|^\$ make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    for target in {a or b for a, b in named}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_inside_the_docs_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_doc_examples_of_modules_are_right() -> None:
    from corpus.clauses import identity  # noqa: PLC0415
    from corpus.printed import pages  # noqa: PLC0415

    results = [doctest.testmod(module) for module in (identity, pages)]
    assert [(r.attempted, r.failed) for r in results] == [(1, 0), (2, 0)]


def test_the_tests_that_the_threat_model_names_are_there() -> None:
    tests = {path.name: path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 10
    for file, test in named:
        assert not test or f"def {test}(" in tests[file], (file, test)


def test_every_module_is_named_with_the_question_that_it_answers() -> None:
    page = (ROOT / "docs" / "modules.md").read_text("utf-8")
    modules = [path for package in ("corpus", "index", "search_service") for path in (ROOT / package).rglob("*.py")]
    assert [str(path) for path in modules if path.name[0] != "_" and f"`{path.name}`" not in page] == []
    named = set(re.findall(r"`(\w+\.py)`", page))
    assert named - {path.name for path in modules} == set()


def test_the_architecture_is_read_in_one_sitting() -> None:
    assert len((ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines()) <= 200
