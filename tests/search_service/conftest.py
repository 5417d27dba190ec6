"""One real index over the real corpus, built once for all tests of the service."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

import corpus
from index import RebuildOptions, Snapshot, open_index, rebuild
from search_service import Settings, create_app
from search_service.library import Library

GAZETTES = Path(corpus.__file__).parent / "gazettes"


@pytest.fixture(scope="session")
def index_url(built_index: str) -> str:
    """An index over the gazettes."""
    return built_index


@pytest.fixture(scope="session")
def index(index_url: str) -> Iterator[Snapshot]:
    """The same index, open."""
    opened = open_index(index_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def library(index_url: str) -> Library:
    """The index as the service holds it."""
    return Library(index_url)


@pytest.fixture(scope="session")
def app(index_url: str) -> Flask:
    """The service over the index."""
    return create_app(Settings(index=index_url, corpus=str(GAZETTES)))


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on how busy the machine is; those of the time limit bring their own clock."""
    monkeypatch.setattr("search_service.web.time_limits.TimeLimit", SimpleNamespace(of=lambda _seconds: None))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the service."""
    return app.test_client()


#: Makes the service over texts by the names of their files.
Serving = Callable[[Mapping[str, str]], FlaskClient]


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """The service over an archive that a test writes, without vectors."""

    def serve(texts: Mapping[str, str]) -> FlaskClient:
        folder = tmp_path_factory.mktemp("archive")
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        url = f"whoosh:{tmp_path_factory.mktemp('archive-index')}"
        rebuild(folder, url, options=RebuildOptions(vectors=False))
        return create_app(Settings(index=url, corpus=str(folder))).test_client()

    return serve


@pytest.fixture
def no_index(tmp_path: Path) -> FlaskClient:
    """A client of a service that has no index."""
    return create_app(Settings(index=f"whoosh:{tmp_path / 'nothing'}", corpus=str(GAZETTES))).test_client()
