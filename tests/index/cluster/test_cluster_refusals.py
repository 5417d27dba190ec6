"""What a cluster or its address is refused for is one line that says what to do; what serves goes on."""

import http.server
import json
import shutil
import ssl
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import index
from corpus.errors import GongbaoError, OperatorError
from index.engines import open_space
from index.engines.opensearch.access import ClusterAddress, Environment
from index.errors import AddressError
from reliability.nodes import Cluster

from .conftest import rebuild

SESAME = "open sesame"


@contextmanager
def answering(status: int, body: Any, kind: str = "application/json", certificate: Path | None = None) -> Iterator[int]:
    """The port of a service that says the same to every request, encrypted where there is a certificate."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(call: Callable[[], object]) -> str:
    """What an error says in both languages, each on one line and without the password."""
    with pytest.raises(GongbaoError) as caught:
        call()
    for message in (caught.value.message_en, caught.value.message_zh):
        assert "\n" not in message
        assert SESAME not in message
    return caught.value.message_en


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    "url",
    [
        "opensearch:var/index",
        "opensearch+ftp://a/b",
        "opensearch+http://a:9200",
        "opensearch+http://a:9200/",
        "opensearch+http:///gongbao",
        "opensearch+http://a:x/gongbao",
        "opensearch+http://a,/gongbao",
        "opensearch+http://a/Gongbao",
        "opensearch+http://a/gongbao/b",
        "opensearch+http://a/_all",
        "opensearch+http://a/*",
    ],
)
def test_an_address_of_another_form_is_refused(url: str) -> None:
    with pytest.raises(AddressError, match="opensearch\\+https://HOST:PORT"):
        open_space(url)


def test_an_address_names_hosts_ports_and_index() -> None:
    address = ClusterAddress.of("opensearch+https://a:9201,b,[::1]:9203/gongbao-2")
    assert address == ClusterAddress(secure=True, hosts=(("a", 9201), ("b", 9200), ("::1", 9203)), name="gongbao-2")


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    message = said(lambda: open_space(f"opensearch+https://me:{SESAME}@a:9200/gongbao"))
    assert "@a:9200/gongbao" in message


def test_a_password_is_not_sent_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_OPENSEARCH_USER", "me")
    monkeypatch.setenv("GONGBAO_OPENSEARCH_PASSWORD", SESAME)
    assert "opensearch+https" in said(lambda: open_space("opensearch+http://search.example:9200/gongbao"))
    open_space("opensearch+http://127.0.0.1:9200/gongbao")
    assert SESAME not in repr(Environment.read({"GONGBAO_OPENSEARCH_PASSWORD": SESAME}))


@pytest.mark.parametrize(
    "variable", [{"GONGBAO_OPENSEARCH_SHARDS": "many"}, {"GONGBAO_OPENSEARCH_CA": "/nowhere/ca.pem"}]
)
def test_a_variable_that_cannot_be_used_is_named(variable: dict[str, str]) -> None:
    with pytest.raises(OperatorError, match=next(iter(variable))):
        Environment.read(variable)


@pytest.mark.parametrize(
    ("answer", "advice"),
    [
        ((200, b"<html>", "text/html"), "port"),
        ((200, b"{", "application/json"), "port"),
        ((200, {"version": {"number": "8.1.0"}}, "application/json"), "not OpenSearch 2 or 3"),
        (
            (200, {"version": {"number": "9.0.0", "distribution": "opensearch"}}, "application/json"),
            "OpenSearch 2 or 3",
        ),
        ((401, b"Unauthorized", "text/plain"), "GONGBAO_OPENSEARCH_PASSWORD"),
        ((403, {"error": {"type": "security_exception"}, "status": 403}, "application/json"), "rights"),
        ((403, {"error": {"type": "cluster_block_exception"}, "status": 403}, "application/json"), "free space"),
    ],
)
def test_what_answers_otherwise_is_said_with_what_to_do(
    corpus: Path, answer: tuple[int, Any, str], advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGBAO_OPENSEARCH_USER", "me")
    monkeypatch.setenv("GONGBAO_OPENSEARCH_PASSWORD", SESAME)
    with answering(*answer) as port:
        url = f"opensearch+http://127.0.0.1:{port}/gongbao"
        assert advice in said(lambda: index.open_index(url))
        assert "was not changed" in said(lambda: rebuild(corpus, url))


def test_a_host_that_is_not_there_is_said(free_port: Callable[[], int]) -> None:
    message = said(lambda: index.open_index(f"opensearch+http://127.0.0.1:{free_port()}/gongbao"))
    assert "cannot be reached" in message


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    path = tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", str(tmp_path / "public.pem")]
    subprocess.run(made, check=True, capture_output=True)
    path.write_text(path.read_text() + (tmp_path / "public.pem").read_text())
    with answering(404, {"error": {"type": "index_not_found_exception"}}, certificate=path) as port:
        url = f"opensearch+https://127.0.0.1:{port}/gongbao"
        assert "GONGBAO_OPENSEARCH_CA" in said(lambda: index.open_index(url))
        monkeypatch.setenv("GONGBAO_OPENSEARCH_CA", str(tmp_path / "public.pem"))
        assert "certificate" not in said(lambda: index.open_index(url))


def test_https_where_there_is_none_is_said() -> None:
    with answering(200, {}) as port:
        assert "http or https" in said(lambda: index.open_index(f"opensearch+https://127.0.0.1:{port}/gongbao"))


def test_an_index_that_is_not_there_is_said(url: str) -> None:
    with pytest.raises(index.IndexMissingError, match="gongbao rebuild"):
        index.open_index(url)


def test_a_cluster_that_takes_no_writes_stops_the_rebuild(cluster: Cluster, url: str, notices: Path) -> None:
    serving = rebuild(notices, url)
    settings(cluster, {"persistent": {"cluster.blocks.read_only": True}})
    try:
        message = said(lambda: rebuild(notices, url))
    finally:
        settings(cluster, {"persistent": {"cluster.blocks.read_only": None}})
    assert "takes no writes" in message
    assert open_space(url).serving() == serving
    assert index.check(notices, url) == ()


def settings(cluster: Cluster, body: dict[str, Any]) -> None:
    """Change the settings of the cluster."""
    asked = urllib.request.Request(
        f"http://{cluster.nodes[0].host}/_cluster/settings",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.urlopen(asked, timeout=30).close()  # noqa: S310 - an address of ours


def test_a_generation_of_another_schema_is_not_opened(url: str, notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild(notices, url)
    monkeypatch.setattr("index.generation.generations.SCHEMA_VERSION", 0)
    with pytest.raises(index.IndexOutdatedError, match="gongbao rebuild"):
        index.open_index(url)
