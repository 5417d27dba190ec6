"""A real browser on the real service. Without a browser the tests are skipped, or fail where one is required."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from .screens import Opener, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
START = "from search_service.cli import main; main()"


def without(what: str) -> NoReturn:
    """Skip, saying what is missing; fail instead where the browser tests are required."""
    reason = f"{what} (Debian: apt-get install chromium fonts-noto-cjk)"
    if os.environ.get("GONGBAO_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium of the system."""
    try:
        api = import_module("playwright.sync_api")
    except ImportError:
        without("no Python package playwright")
    names = (os.environ.get("GONGBAO_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if not found:
        without("no Chromium")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, built_index: str, free_port: Callable[[], int]) -> Iterator[str]:
    """Address of the service, served as users do over the whole corpus."""
    with served(tmp_path_factory.mktemp("browser"), free_port(), "--index", built_index) as address:
        yield address


@contextmanager
def served(folder: Path, port: int, *options: str) -> Iterator[str]:
    """Serve as users do, with the log in a folder; gives the address."""
    command = [sys.executable, "-c", START, "serve", *options, "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    pytest.fail("the server did not get ready")


@pytest.fixture
def open_page(browser: "Browser", site: str) -> Opener:
    """Open a page of its own for a screen; at its end nothing foreign was asked for and nothing was complained of."""

    @contextmanager
    def opened(screen: Screen, refusals: Collection[int] = ()) -> Iterator["Page"]:
        context = browser.new_context(
            base_url=site,
            viewport={"width": screen.width, "height": 720 if screen.width < 500 else 900},
            locale=screen.lang,
            color_scheme="dark" if screen.scheme == "dark" else "light",
            java_script_enabled=screen.scripts,
        )
        page = context.new_page()
        asked: list[str] = []
        said: list[Any] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text) if not told(message.text, refusals) else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        context.close()
        assert [url for url in asked if not url.startswith(site)] == []
        assert said == []

    return opened


def told(message: str, refusals: Collection[int]) -> bool:
    """Whether the browser merely says that a page was refused as it should be."""
    return any(f"the server responded with a status of {status}" in message for status in refusals)


@pytest.fixture
def picture() -> Callable[["Page", str], None]:
    """Keep what is on the screen in ``artefacts/``."""

    def take(page: "Page", name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png")

    return take
