"""One meaning a word: public names, the glossary, and words that have plain ones."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "search_service")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
#: Modules whose public names may stand elsewhere, and names that may stand in several modules, each with its reason.
MODULES_APART = {"search_service.cli": "its functions are the commands, and are called what is typed"}
NAMES_APART = {
    "space": "what every engine's module has, and is looked up by name",
    "main": "what a module does that is started as a program",
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def public_names(tree: ast.Module) -> Iterator[str]:
    """Classes, functions and names of types."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name) | ast.FunctionDef(name):
                yield name
            case ast.Assign([ast.Name(name)], value) if re.match(r"[A-Z][a-z]", name):
                if not (isinstance(value, ast.Call) and ast.unparse(value.func) == "TypeVar"):
                    yield name


def test_a_public_name_stands_in_one_module() -> None:
    where = defaultdict(list)
    for module, path in modules():
        if module not in MODULES_APART:
            for name in public_names(ast.parse(path.read_text("utf-8"))):
                if not name.startswith("_") and name not in NAMES_APART:
                    where[name].append(module)
    assert {name: found for name, found in where.items() if len(found) > 1} == {}


def glossary_rows() -> list[list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in GLOSSARY.splitlines() if line[:1] == "|"]
    return [row for row in rows if len(row) == 4 and row[0] not in ("term", "---")]


def test_a_term_of_the_glossary_has_one_meaning_and_one_chinese_word() -> None:
    rows = glossary_rows()
    assert len(rows) > 100
    for column in (0, 1):
        words = [row[column] for row in rows]
        assert [word for word in words if words.count(word) > 1] == []
    assert [row for row in rows if not re.search(r"[\u4e00-\u9fffI]", row[1])] == []


def test_modules_that_the_glossary_names_exist() -> None:
    known = {module for module, _ in modules()}
    assert [row for row in glossary_rows() if row[3].strip("`") not in known] == []


UNUSED = re.findall(r"^\| (\w+) \| [^|]+ \|$", GLOSSARY.split("## Words that are not used")[1], re.MULTILINE)[1:]


@pytest.mark.parametrize("word", UNUSED)
def test_words_that_have_a_plain_one_are_not_used(word: str) -> None:
    files = [path for _, path in modules()]
    files += [path for path in (ROOT / "docs").glob("*.md") if path.name != "glossary.md"]
    files += [ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md", "Makefile")]
    using = re.compile(rf"\b{word}s?\b", re.IGNORECASE)
    assert [path.name for path in files if using.search(path.read_text("utf-8"))] == []


def test_the_list_of_unused_words_is_read() -> None:
    assert "house" in UNUSED
