"""How a cluster is reached: its address, what the environment adds to it, and what is said when it does not answer."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from opensearchpy import OpenSearch, exceptions

from corpus import OperatorError
from index.errors import AddressError, EngineError, EngineRefusalError, EngineUnavailableError, TimeLimitError
from index.time_limit import seconds_left

_PORT = 9200
#: What OpenSearch takes as the beginning of an index's name, short enough for what is added to it.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
#: Connections to each host that are kept open.
_CONNECTIONS = 16
#: Seconds that a search may take on one host, and that anything else may.
_READING, _WRITING = 10, 120
# What happened is said by our own errors, on one line and without a request.
logging.getLogger("opensearch").setLevel(logging.ERROR)
#: The releases whose answers are known.
_MAJOR = ("2", "3")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """``opensearch+https://a:9200,b:9200/gongbao`` taken apart."""

    secure: bool
    hosts: tuple[tuple[str, int], ...]
    name: str

    @classmethod
    def of(cls, url: str) -> "ClusterAddress":
        """Raises :class:`index.errors.AddressError` for any other form, and for a password, which is not shown."""
        scheme, _, rest = url.partition("://")
        authority, _, name = rest.partition("/")
        if "@" in authority:
            raise AddressError(f"{scheme}://...@{authority.rpartition('@')[2]}/{name}")
        try:
            hosts = tuple((parts.hostname or "", parts.port or _PORT) for parts in map(_parts, authority.split(",")))
        except ValueError:
            hosts = ()
        known = scheme in ("opensearch+http", "opensearch+https")
        if not (known and hosts and all(host for host, _ in hosts) and _NAME.fullmatch(name)):
            raise AddressError(url)
        return cls(scheme.endswith("https"), hosts, name)

    @property
    def is_on_this_machine(self) -> bool:
        """Whether nothing that is sent leaves the machine."""
        return all(_is_loopback(host) for host, _ in self.hosts)


def _parts(host: str) -> Any:
    parts = urlsplit(f"//{host}")
    if parts.path or parts.query or parts.fragment:
        raise ValueError(host)
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says of a cluster: every field is the variable ``GONGBAO_<NAME>``."""

    opensearch_user: str = field(default="", metadata={"help": "user of the cluster"})
    opensearch_password: str = field(default="", repr=False, metadata={"help": "password of that user"})
    opensearch_ca: str = field(
        default="", metadata={"help": "file with the certificate of the authority that signed those of the nodes"}
    )
    opensearch_shards: str = field(default="3", metadata={"help": "shards of each new generation, 1 to 1024"})
    cache: str = field(default="var/cluster", metadata={"help": "folder for the files that are fetched of a cluster"})

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Environment":
        """Raises :class:`corpus.errors.OperatorError` naming the variable that cannot be used."""
        given = {one.name: environ.get(f"GONGBAO_{one.name.upper()}", "") for one in fields(cls)}
        found = cls(**{name: value for name, value in given.items() if value})
        if not found.opensearch_shards.isdecimal() or not 1 <= int(found.opensearch_shards) <= 1024:  # noqa: PLR2004
            raise OperatorError(
                "GONGBAO_OPENSEARCH_SHARDS must be a whole number from 1 to 1024.",
                "GONGBAO_OPENSEARCH_SHARDS 应为 1 至 1024 之间的整数。",
            )
        if found.opensearch_ca and not Path(found.opensearch_ca).is_file():
            raise OperatorError(
                f"There is no file {found.opensearch_ca}; let GONGBAO_OPENSEARCH_CA name a certificate.",
                f"没有文件 {found.opensearch_ca}，请让 GONGBAO_OPENSEARCH_CA 指向证书文件。",
            )
        return found


class Connection:
    """Connections to all hosts of a cluster, made when they are first needed. Any number of threads may use them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.address = ClusterAddress.of(url)
        self.environment = Environment.read(os.environ)
        self._is_known = False
        if self.environment.opensearch_password and not (self.address.secure or self.address.is_on_this_machine):
            raise OperatorError(
                f"A password is not sent without encryption; let {url} begin with opensearch+https.",
                f"不加密则不发送密码；请将 {url} 改为以 opensearch+https 开头的地址。",
            )

    @cached_property
    def reading(self) -> OpenSearch:
        """Asks the next host where one does not answer: for what may be asked again without harm."""
        return self._client(_READING, self._attempts - 1)

    @property
    def _attempts(self) -> int:
        """How often something is asked for that may be asked again: each host once, and one of them twice."""
        return len(self.address.hosts) + 1

    @contextmanager
    def in_time(self) -> Iterator[dict[str, Any]]:
        """Parameters with which no search goes on when time is over; each host has its share of what is left.

        Raises :class:`index.errors.TimeLimitError` where that was not enough.
        """
        left = seconds_left()
        share = left / self._attempts if left is not None else _READING
        try:
            yield {"request_timeout": min(share, _READING)}
        except exceptions.ConnectionTimeout as error:
            if share < _READING:
                raise TimeLimitError from error
            raise

    @cached_property
    def writing(self) -> OpenSearch:
        """Asks once and waits longer."""
        return self._client(_WRITING, 0)

    def _client(self, timeout: float, retries: int) -> OpenSearch:
        user, password = self.environment.opensearch_user, self.environment.opensearch_password
        return OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in self.address.hosts],
            http_auth=(user, password) if user else None,
            use_ssl=self.address.secure,
            verify_certs=self.address.secure,
            timeout=timeout,
            max_retries=retries,
            retry_on_timeout=retries > 0,
            retry_on_status=(502, 503, 504) if retries else (),
            pool_maxsize=_CONNECTIONS,
            http_compress=True,
            ca_certs=self.environment.opensearch_ca or None,
        )

    def require_cluster(self) -> None:
        """Raises :class:`index.errors.EngineUnavailableError` unless an OpenSearch of a known release answers.

        Asked until it has once: a service at another port may answer as if nothing were there.
        """
        if self._is_known:
            return
        with self.explained():
            found = self.reading.info()
        release = found.get("version", {}) if isinstance(found, dict) else {}
        if release.get("distribution") != "opensearch" or release.get("number", "").split(".")[0] not in _MAJOR:
            raise self.refusal(
                "is not OpenSearch 2 or 3; look at the port of the address",
                "不是 OpenSearch 2 或 3，请检查地址中的端口",
            )
        self._is_known = True

    @contextmanager
    def explained(self, *passing: type[exceptions.TransportError]) -> Iterator[None]:
        """Whatever the client raises, but for ``passing``, as an error that says what to do."""
        try:
            yield
        except passing:
            raise
        except exceptions.OpenSearchException as error:
            raise self._explanation(error) from error

    def unavailable(self, reason: str, reason_zh: str) -> EngineUnavailableError:
        """The error that says why this cluster does not answer now."""
        return EngineUnavailableError(*self._said(reason, reason_zh))

    def refusal(self, reason: str, reason_zh: str) -> EngineRefusalError:
        """The error that says why this cluster does not answer, nor will by itself."""
        return EngineRefusalError(*self._said(reason, reason_zh))

    def busy(self) -> EngineUnavailableError:
        """The error where it has too much to do."""
        return self.unavailable(*_BUSY)

    def blocked(self) -> EngineRefusalError:
        """The error where it takes no writes."""
        return self.refusal(*_BLOCKED)

    def _said(self, reason: str, reason_zh: str) -> tuple[str, str]:
        return f"The search cluster at {self.url} {reason}.", f"检索集群 {self.url} {reason_zh}。"

    def _explanation(self, error: exceptions.OpenSearchException) -> Exception:
        match error:
            case exceptions.SSLError() if "CERTIFICATE" in str(error):
                return self.refusal(*_CERTIFICATE)
            case exceptions.ConnectionTimeout():
                return self.unavailable(*_SLOW)
            case exceptions.ConnectionError():
                return self.unavailable(*_SILENT)
            case exceptions.TransportError():
                return self._answered(error)
        return self.refusal(*_STRANGE)

    def _answered(self, error: exceptions.TransportError) -> Exception:
        kind, status = str(error.error), error.status_code
        if "block" in kind and "no_cluster_manager" not in kind and "SERVICE_UNAVAILABLE" not in str(error.info):
            return self.blocked()
        if "too_many_clauses" in str(error.info) or "too_many_nested_clauses" in str(error.info):
            return self.refusal(*_CLAUSES)
        if status in _REFUSALS:
            return self.refusal(*_REFUSALS[int(status)])
        if status in _LATER:
            return self.unavailable(*_LATER[int(status)])
        return EngineError("opensearch", f"answering ({status} {kind})"[:300])


_CERTIFICATE = (
    "has a certificate that cannot be trusted; let GONGBAO_OPENSEARCH_CA name the authority that signed it",
    "的证书不可信，请让 GONGBAO_OPENSEARCH_CA 指向签发机构的证书",
)
_SLOW = (
    "did not answer in time; try again, and look at the load of its nodes",
    "未及时应答，请稍后重试，并检查各节点的负载",
)
_SILENT = (
    "cannot be reached; look at hosts, ports and http or https in the address, and whether its nodes run",
    "无法连接，请检查地址中的主机、端口以及 http 或 https，并确认各节点正在运行",
)
_STRANGE = (
    "answers what OpenSearch does not say; look at the port of the address",
    "的应答不是 OpenSearch 的，请检查地址中的端口",
)
_BLOCKED = (
    "takes no writes (read-only, or a disk is full); free space on its nodes or lift the block, then try again",
    "拒绝写入（只读或磁盘已满），请在各节点腾出空间或解除限制后重试",
)
_CLAUSES = (
    "allows queries of too few clauses; set indices.query.bool.max_clause_count to 16384 on its nodes",
    "允许的查询子句过少，请将各节点的 indices.query.bool.max_clause_count 设为 16384",
)
_BUSY = ("has too much to do; try again", "负载过高，请稍后重试")
_WITHOUT_MANAGER = ("cannot answer now; try again, and look at its nodes", "暂时无法应答，请稍后重试，并检查各节点")
#: What is the matter, by the status of an answer: until somebody does something, and now.
_REFUSALS = {
    401: (
        "does not know this user and password; set GONGBAO_OPENSEARCH_USER and GONGBAO_OPENSEARCH_PASSWORD",
        "不接受此用户名和密码，请设置 GONGBAO_OPENSEARCH_USER 和 GONGBAO_OPENSEARCH_PASSWORD",
    ),
    403: (
        "does not allow this user to do that; see the rights in docs/cluster.md",
        "不允许此用户这样做，所需权限见 docs/cluster.md",
    ),
}
_LATER = {
    404: ("has no such index any more; try again", "已没有此索引，请稍后重试"),
    429: _BUSY,
    502: _WITHOUT_MANAGER,
    503: _WITHOUT_MANAGER,
    504: _WITHOUT_MANAGER,
}
