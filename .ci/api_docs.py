"""Pages of what the three packages export, in build/api. A name in any docstring that leads nowhere is an error."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pdoc
import pdoc.doc
import pdoc.render

PACKAGES = ("corpus", "index", "search_service")
TARGET = Path("build/api")
_ROLE = re.compile(r":(?:mod|class|func|data|attr|meth):`~?([\w.]+)`")


def broken(module: pdoc.doc.Module) -> list[str]:
    """The names that docstrings of one module give as modules, classes or functions and that are none."""
    faces = [import_module(name) for name in PACKAGES]
    owned = [(part, [part.obj]) for part in (module, *module.members.values())]
    owned += [(inner, [inner.obj, part.obj]) for part in module.classes for inner in part.members.values()]
    return [
        f"{part.fullname}: {name}"
        for part, owners in owned
        if part.taken_from[0].split(".")[0] in PACKAGES
        for name in _ROLE.findall(part.docstring)
        if not any(_is_known(name, owner) for owner in (*owners, import_module(part.taken_from[0]), module.obj, *faces))
    ]


def modules() -> Iterator[str]:
    """Every module of the packages."""
    for package in PACKAGES:
        yield package
        yield from (one.name for one in walk_packages(import_module(package).__path__, f"{package}."))


def _is_known(name: str, within: object) -> bool:
    """Whether a name is found in its module, or from the top."""
    if _attribute(within, name):
        return True
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            module = import_module(".".join(parts[:end]))
        except ImportError:
            continue
        return _attribute(module, ".".join(parts[end:]))
    return False


def _attribute(owner: object, path: str) -> bool:
    for name in filter(None, path.split(".")):
        if name in getattr(owner, "__dataclass_fields__", {}):
            return True
        if not hasattr(owner, name):
            return False
        owner = getattr(owner, name)
    return True


def main() -> None:
    """Check, then write."""
    sys.path.insert(0, ".")
    found = [one for name in modules() for one in broken(pdoc.doc.Module(import_module(name)))]
    if found:
        sys.exit("names in docstrings that lead nowhere:\n" + "\n".join(found))
    pdoc.render.configure(docformat="restructuredtext", search=False)
    pdoc.pdoc(*PACKAGES, output_directory=TARGET)


main()
