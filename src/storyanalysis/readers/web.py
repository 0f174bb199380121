"""One page from the web, when the user gives its address; nothing else is ever fetched.

Rules (each has its test):

- only ``http`` and ``https``; no user names, cookies, referrers or other credentials;
  certificates are checked; proxies of the environment are not used;
- at most 10 MB, 30 seconds in all, 5 redirects, none from https to http;
- ``robots.txt`` is asked for every host on the way and obeyed (RFC 9309);
- an address that the user gives may be of the own machine or network, as in a
  newsroom; but no page of the open internet may redirect to one.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.robotparser import RobotFileParser

from storyanalysis.errors import ArticleError
from storyanalysis.readers.address import Address, is_public, next_address, read_address
from storyanalysis.readers.reading import Source

__all__ = ["Limits", "fetch"]

AGENT = "storyanalysis"
ACCEPT = "text/html, application/xhtml+xml, application/json, application/pdf, text/plain;q=0.9"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAVE = "save the page from the browser and give the file"
CHUNK = 65_536
# what a reader can make something of; the rest is refused before it is read
READABLE = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/json",
    "application/ld+json",
    "application/pdf",
    "message/rfc822",
    "multipart/related",
    "application/octet-stream",
)


@dataclass(frozen=True)
class Limits:
    """How much of the web one call may see: bytes, seconds, redirects."""

    size: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    robots_size: int = 500_000


class Answer(NamedTuple):
    """What a server sent."""

    status: int
    reason: str
    location: str | None
    content_type: str
    charset: str | None
    data: bytes


def fetch(url: str, limits: Limits | None = None) -> Source:
    """Fetch one page.

    Parameters
    ----------
    url : str
        An http or https address.
    limits : Limits, optional
        Other limits than the usual ones.

    Raises
    ------
    ArticleError
        If the address, the server, ``robots.txt`` or a limit forbids it; the
        message names the address and says what to do.
    """
    limits = limits or Limits()
    trip = _Trip(limits, time.monotonic() + limits.seconds)
    address = read_address(url)
    for _ in range(limits.redirects + 1):
        trip.ask_robots(address)
        answer = trip.get(address, limits.size, full=True)
        if answer.status not in REDIRECTS or not answer.location:
            return _source(address, answer)
        address = next_address(address, answer.location)
    raise ArticleError(f"{url.strip()[:200]} redirects more than {limits.redirects} times: {SAVE}")


def _source(address: Address, answer: Answer) -> Source:
    if not 200 <= answer.status < 300:
        reason = " ".join(answer.reason.split())[:60]
        raise ArticleError(
            f"{address} answers {answer.status} ({reason}): check the address, or {SAVE}"
        )
    if answer.content_type and answer.content_type not in READABLE:
        raise ArticleError(
            f"{address} is {answer.content_type[:60]}, not a page or a text: "
            "give the address of an article"
        )
    name = address.target.partition("?")[0].rpartition("/")[2]
    return Source(
        answer.data, str(address), name, str(address), answer.content_type, answer.charset
    )


@dataclass
class _Trip:
    """The requests of one call: they share a clock and what is known of the hosts."""

    limits: Limits
    deadline: float
    began_public: bool = False
    robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def ask_robots(self, address: Address) -> None:
        """Refuse what ``robots.txt`` of the host does not allow."""
        if address.origin not in self.robots:
            self.robots[address.origin] = self._read_robots(address)
        if not self.robots[address.origin].can_fetch(AGENT, str(address)):
            raise ArticleError(
                f"{address} is closed to programs by {address.origin}/robots.txt: {SAVE}"
            )

    def _read_robots(self, address: Address) -> RobotFileParser:
        """The rules of a host; a host without any (4xx) allows everything (RFC 9309)."""
        at = address._replace(target="/robots.txt")
        for _ in range(self.limits.redirects + 1):
            answer = self.get(at, self.limits.robots_size, full=False)
            if answer.status not in REDIRECTS or not answer.location:
                break
            at = next_address(at, answer.location)
        if answer.status >= 500 or answer.status in REDIRECTS:
            raise ArticleError(f"{at} cannot be read, so nobody knows what is allowed: {SAVE}")
        rules = RobotFileParser()
        found = answer.data.decode("utf-8", "replace") if answer.status < 300 else ""
        rules.parse(found.splitlines())
        return rules

    def get(self, address: Address, size: int, *, full: bool) -> Answer:
        """One request; without `full`, what is beyond `size` is cut off and no error."""
        connection = _connection(address, self._left(address))
        watch: threading.Timer | None = None
        try:
            connection.connect()
            self._check_place(address, connection.sock)
            watch = threading.Timer(self._left(address), _hang_up, [connection.sock])
            watch.daemon = True
            watch.start()
            connection.request("GET", address.target, headers=_headers())
            return self._read(address, connection.getresponse(), size, full)
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            self._left(address)
            reason = " ".join(str(error).split())[:100] or type(error).__name__
            raise ArticleError(f"{address} cannot be opened ({reason}): {SAVE}") from error
        finally:
            if watch:
                watch.cancel()
            connection.close()

    def _left(self, address: Address) -> float:
        """Seconds that are left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise ArticleError(f"{address} took more than {self.limits.seconds:g} seconds: {SAVE}")
        return left

    def _check_place(self, address: Address, connected: socket.socket) -> None:
        """No way from the open internet into the user's own network.

        The machine that is connected is looked at, not the name: a name may mean
        another machine from one moment to the next.
        """
        public = is_public(connected)
        if self.began_public and not public:
            raise ArticleError(
                f"a redirect leads into your own network, to {address.origin}: it was not followed"
            )
        self.began_public = self.began_public or public

    def _read(
        self, address: Address, response: http.client.HTTPResponse, size: int, full: bool
    ) -> Answer:
        kind = response.headers.get_content_type() if "content-type" in response.headers else ""
        wanted = 200 <= response.status < 300 and (not full or not kind or kind in READABLE)
        data = b""
        if wanted:
            data, whole = self._body(address, response, size)
            if full and not whole:
                raise ArticleError(f"{address} is larger than {size / 1e6:g} MB: {SAVE}")
        return Answer(
            response.status,
            response.reason or "",
            response.headers.get("location"),
            kind,
            response.headers.get_content_charset(),
            data,
        )

    def _body(
        self, address: Address, response: http.client.HTTPResponse, size: int
    ) -> tuple[bytes, bool]:
        """The body, unpacked, up to `size`, and whether that is all of it."""
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing not in ("identity", "", "gzip", "x-gzip"):
            raise ArticleError(f"{address} is packed as {packing[:20]!r}: {SAVE}")
        unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
        data = bytearray()
        while chunk := response.read1(CHUNK):
            self._left(address)
            try:
                data += unpack.decompress(chunk, size + 1) if unpack else chunk
            except zlib.error as error:
                raise ArticleError(f"{address} sends damaged data: {SAVE}") from error
            if len(data) > size:
                return bytes(data[:size]), False
        self._left(address)
        if response.length or (unpack and not unpack.eof):
            raise ArticleError(f"{address} broke off before its end: try again, or {SAVE}")
        return bytes(data), True


def _connection(address: Address, timeout: float) -> http.client.HTTPConnection:
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            address.host, address.port, timeout=timeout, context=context
        )
    return http.client.HTTPConnection(address.host, address.port, timeout=timeout)


def _headers() -> dict[str, str]:
    from storyanalysis import __version__

    return {
        "User-Agent": f"{AGENT}/{__version__}",
        "Accept": ACCEPT,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _hang_up(connected: socket.socket) -> None:
    """End a connection on which a server sends a byte now and then."""
    try:
        # below any encryption, which is in the middle of reading
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already
