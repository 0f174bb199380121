"""Which addresses may be opened."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from storyanalysis.errors import ArticleError

__all__ = ["Address", "is_public", "looks_like_url", "next_address", "read_address"]

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")
PORTS = {"http": 80, "https": 443}
LONGEST = 2000
# what may stand in a path or query as it is (RFC 3986); the rest is percent-encoded
SAFE = "/%:@!$&'()*+,;=-._~?"


class Address(NamedTuple):
    """An address that may be opened, in parts."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    def __str__(self) -> str:
        return self.origin + self.target


def looks_like_url(text: str) -> bool:
    """Is it an address rather than the path of a file?"""
    return SCHEME.match(text.strip()) is not None


def read_address(url: str) -> Address:
    """The parts of an address.

    Raises
    ------
    ArticleError
        If it is not http or https, has a password in it, or is no address.
    """
    shown = url.strip()[:200]
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ArticleError(f"{shown} is no web address: copy it from the browser") from error
    if parts.scheme not in PORTS:
        raise ArticleError(f"{shown}: only http and https addresses are opened: give a file")
    if parts.username is not None or parts.password is not None:
        name = f"{parts.scheme}://{host}"
        raise ArticleError(f"{name} has a user name in it: give an address that is open to all")
    if not host or len(url) > LONGEST or re.search(r"[\s\x00-\x20\x7f]", url.strip()):
        raise ArticleError(f"{shown} is no web address: copy it from the browser")
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    target = quote(parts.path or "/", safe=SAFE) + query
    return Address(parts.scheme, host.lower(), port or PORTS[parts.scheme], target)


def next_address(here: Address, location: str) -> Address:
    """Where a redirect leads.

    Raises
    ------
    ArticleError
        If it leads to what is not opened, or from https to http.
    """
    try:
        target = urljoin(str(here), location.strip())
    except ValueError:
        target = location  # it is no address, and read_address says so
    there = read_address(target)
    if here.scheme == "https" and there.scheme == "http":
        raise ArticleError(
            f"{here} leads to an address without encryption, {there.origin}: "
            "save the page from the browser"
        )
    return there


def is_public(connected: socket.socket) -> bool:
    """Is the machine at the other end one of the open internet?"""
    address = ipaddress.ip_address(str(connected.getpeername()[0]).partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    return mapped.is_global and not mapped.is_multicast
