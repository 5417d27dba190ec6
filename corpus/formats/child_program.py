"""Programs of child processes: a module of this package, without the parser and what else it need not load."""

import sys
from pathlib import Path

_FORMATS = Path(__file__).parent
# A child starts once for every page that is drawn, so the packages above the module are not initialized.
_STUB = f"""
import sys
from types import ModuleType
for name, folder in (("corpus", {str(_FORMATS.parent)!r}), ("corpus.formats", {str(_FORMATS)!r})):
    sys.modules[name] = ModuleType(name)
    sys.modules[name].__path__ = [folder]
"""


def command(module: str, *arguments: str) -> list[str]:
    """The command that calls ``main`` of a module of this package with these arguments.

    Neither the folder where it starts nor the environment has a say in which modules are loaded.
    """
    program = f"{_STUB}from corpus.formats.{module} import main\nmain(sys.argv[1:])\n"
    return [sys.executable, "-I", "-c", program, *arguments]
