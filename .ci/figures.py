"""The figures of docs/architecture.md, of the packages as they are now."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

PACKAGES = ("corpus", "index", "search_service")
FILES = {
    ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES
    for path in sorted(Path(package).rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a module imports, also where they are named behind ``import``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            named = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in FILES else str(node.module) for name in named)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def spread(values: Sequence[int]) -> str:
    """Median, nine tenths, most."""
    ordered = sorted(values)
    return ", ".join(str(ordered[int(share * (len(ordered) - 1))]) for share in (0.5, 0.9, 1))


def figures() -> Iterator[tuple[str, object]]:
    """Each figure with its name."""
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    lines = [len(path.read_text("utf-8").splitlines()) for path in FILES.values()]
    tests = sum(len(path.read_text("utf-8").splitlines()) for path in Path("tests").rglob("*.py"))
    importers, homes = defaultdict(set), defaultdict(set)
    for name, tree in TREES.items():
        for other in imported(tree):
            importers[other].add(name)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
                homes[node.name].add(name)
    inner = [name for name, path in FILES.items() if path.name != "__init__.py"]
    across = [
        node.module
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        if node.module.split(".")[0] in {*PACKAGES} - {name.split(".")[0]}
    ]
    public = [n for n in nodes if isinstance(n, ast.Module) or (_is_named(n) and n.name[0] != "_")]
    yield "modules", len(FILES)
    yield "lines a module: median, 90 %, most", spread(lines)
    yield "modules that one other imports", f"{sum(len(importers[name]) == 1 for name in inner)} of {len(inner)}"
    yield "public names in two modules or more", sum(len(found) > 1 for found in homes.values())
    yield (
        "imports of another package: by its face, past it",
        (f"{sum(name in PACKAGES for name in across)}, {sum(name not in PACKAGES for name in across)}"),
    )
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef)]
    yield "lines a function: median, 90 %, most", spread([(n.end_lineno or 0) - n.lineno + 1 for n in functions])
    yield "public names with a docstring", f"{sum(ast.get_docstring(n) is not None for n in public) / len(public):.1%}"
    yield "tests to source, in lines", f"{tests / sum(lines):.2f}"


def _is_named(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


if __name__ == "__main__":
    for what, figure in figures():
        sys.stdout.write(f"| {what} | {figure} |\n")
