"""Which bytes are a request: what is longer than allowed, or could be read in two ways, is refused.

A proxy in front that reads such bytes in the other way would take the end of one request for the beginning of another.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import Error, RequestHeaderFieldsTooLarge

#: Bytes of an address; a query of 1000 Chinese characters takes 9000.
MAX_ADDRESS = 131_072
#: Bytes of all header fields.
MAX_FIELDS = 32_768
#: A request without a version is one of HTTP/0.9, which ends with its first line.
_VERSIONS = ("", "1.0", "1.1")
_TRANSFER = re.compile(rb"\ntransfer-encoding[ \t]*:([^\r\n]*)", re.IGNORECASE)


class AddressTooLong(RequestHeaderFieldsTooLarge):
    """The request line alone is too long."""

    code = HTTPStatus.REQUEST_URI_TOO_LONG


class HTTPVersionError(Error):
    """The request is of another version of HTTP, whose rules are not ours."""

    code = HTTPStatus.HTTP_VERSION_NOT_SUPPORTED
    reason = HTTPStatus.HTTP_VERSION_NOT_SUPPORTED.phrase


class Parser(HTTPRequestParser):
    """Refuses what waitress lets pass or fails at."""

    error: Error | None
    completed: bool

    def received(self, data: bytes) -> int:
        """Take bytes of a request."""
        before, was_finished = self.header_plus, self.headers_finished
        taken: int = super().received(data)
        if isinstance(self.error, RequestHeaderFieldsTooLarge) and b"\r\n" not in (before + data)[:MAX_ADDRESS]:
            self.error = AddressTooLong("")
        elif self.headers_finished and not (was_finished or self.empty or self.error):
            self.error = self._refusal()
            self.completed = self.completed or self.error is not None
        return taken

    def _refusal(self) -> Error | None:
        """Why a head that can be read is refused all the same."""
        if int(self.header_bytes_received) - len(self.first_line) > MAX_FIELDS:
            return RequestHeaderFieldsTooLarge("")
        return None if self.version in _VERSIONS else HTTPVersionError("")

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the header fields."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("a number or address that cannot be read") from error
        self._require_host()
        self._require_one_length([value.strip().lower() for value in _TRANSFER.findall(header_plus)])
        self._require_path()

    def _require_host(self) -> None:
        """RFC 9112, 3.2, wants exactly one Host."""
        host = self.headers.get("HOST")
        if (host is None and self.version == "1.1") or "," in (host or ""):
            raise ParsingError("not exactly one Host")

    def _require_one_length(self, transfers: Sequence[bytes]) -> None:
        """RFC 9112, 6.1 and 6.3: a body in chunks has no length, is cut once, and only HTTP/1.1 has chunks."""
        if transfers and ("CONTENT_LENGTH" in self.headers or not self.chunked or transfers != [b"chunked"]):
            raise ParsingError("a length beside chunks, or chunks that are none")

    def _require_path(self) -> None:
        """RFC 9112, 3.2: a path, or an address with a host before it; some methods have forms of their own."""
        has_path = self.path.startswith("/") or (bool(self.proxy_netloc) and not self.path)
        if not has_path and self.request_uri != "*" and self.command != "CONNECT":
            raise ParsingError("neither a path nor an address")
