"""The web door: one page, when the user gives its address, within its limits."""

import gzip
import http.server
import socket
import threading
import time
from contextlib import closing

import pytest

import storyanalysis as sa
from storyanalysis.errors import ArticleError
from storyanalysis.readers import web
from storyanalysis.readers.address import is_public, next_address, read_address
from storyanalysis.readers.web import Limits, fetch
from tests.readers_help import PAGES

TEXT = b"Rain fell on Sunday, the mayor said."


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with what the test put under the path: status, headers, body."""

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.answers, server.seen = {}, []
    server.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def put(site, path, body, kind="text/plain; charset=utf-8", status=200, **headers):
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    site.answers[path] = (status, ({"Content-Type": kind} if kind else {}) | given, body)


def test_an_address_is_read_like_a_file(site):
    put(site, "/bridge", (PAGES / "bridge.html").read_bytes(), "text/html; charset=utf-8")
    article = sa.read_article(f"{site.root}/bridge")
    assert article.text == sa.read_article(PAGES / "bridge.html").text
    assert (article.url, article.path) == (f"{site.root}/bridge", None)
    assert [path for path, _ in site.seen] == ["/robots.txt", "/bridge"]


def test_arguments_win_over_what_the_page_says(site):
    put(site, "/a", TEXT)
    article = sa.read_article(f"{site.root}/a", outlet="The Post", url="https://post.example/a")
    assert (article.outlet, article.url) == ("The Post", "https://post.example/a")


def test_no_credentials_are_sent(site):
    put(site, "/a", TEXT, Set_Cookie="a=b")
    fetch(f"{site.root}/a")
    for _, headers in site.seen:
        assert sorted(headers) == [
            "Accept", "Accept-Encoding", "Connection", "Host", "User-Agent",
        ]  # fmt: skip
        assert headers["User-Agent"] == f"storyanalysis/{sa.__version__}"
    with pytest.raises(ArticleError, match="has a user name in it") as caught:
        fetch("http://me:secret@127.0.0.1/a")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/x", "file:///etc/passwd", "FILE:///etc/passwd", "gopher://a.example/"],
)
def test_other_schemes_are_refused(url):
    with pytest.raises(ArticleError, match="only http and https"):
        sa.read_article(url)


@pytest.mark.parametrize(
    "url",
    ["http://", "http://[::1", "http://a b/", "http://a/\nb", "http://a:x/", "http://" + "a" * 300],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(ArticleError, match="is no web address: copy it from the browser"):
        sa.read_article(url)


def test_robots_are_obeyed(site):
    put(site, "/robots.txt", b"User-agent: storyanalysis\nDisallow: /closed\n")
    put(site, "/closed/a", TEXT)
    put(site, "/open/a", TEXT)
    assert fetch(f"{site.root}/open/a").data == TEXT
    with pytest.raises(
        ArticleError, match=r"is closed to programs by .*/robots\.txt: save the page"
    ):
        fetch(f"{site.root}/closed/a")
    assert "/closed/a" not in [path for path, _ in site.seen]


def test_robots_that_cannot_be_read_close_the_site(site):
    put(site, "/robots.txt", b"", status=503)
    put(site, "/a", TEXT)
    with pytest.raises(ArticleError, match="nobody knows what is allowed"):
        fetch(f"{site.root}/a")


def test_robots_are_asked_on_the_way_too(site):
    put(site, "/robots.txt", b"User-agent: *\nDisallow: /b\n")
    put(site, "/a", b"", status=302, Location="/b")
    put(site, "/b", TEXT)
    with pytest.raises(ArticleError, match="closed to programs"):
        fetch(f"{site.root}/a")


def test_redirects_are_followed_a_few_times(site):
    for n in range(9):
        put(site, f"/{n}", b"", status=301, Location=f"/{n + 1}")
    put(site, "/9", TEXT)
    assert fetch(f"{site.root}/4").url == f"{site.root}/9"
    with pytest.raises(ArticleError, match="redirects more than 5 times"):
        fetch(f"{site.root}/0")
    put(site, "/loop", b"", status=302, Location="/loop")
    with pytest.raises(ArticleError, match="redirects more than 5 times"):
        fetch(f"{site.root}/loop")


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("http://a:b@c.example/", "has a user name"),
        ("http://[", "no web address"),
    ],
)
def test_redirects_to_what_is_not_opened_are_refused(site, location, message):
    put(site, "/a", b"", status=302, Location=location)
    with pytest.raises(ArticleError, match=message):
        fetch(f"{site.root}/a")


def test_no_redirect_from_encryption_to_none():
    with pytest.raises(ArticleError, match="without encryption"):
        next_address(read_address("https://a.example/x"), "http://a.example/y")


def test_a_redirect_from_the_open_internet_into_the_own_network_is_refused(site, monkeypatch):
    put(site, "/a", b"", status=302, Location="/b")
    put(site, "/b", TEXT)
    answers = iter([True, True, False])  # robots.txt and /a are out there, /b is not
    monkeypatch.setattr(web, "is_public", lambda connected: next(answers))
    with pytest.raises(ArticleError, match="redirect leads into your own network"):
        fetch(f"{site.root}/a")
    assert "/b" not in [path for path, _ in site.seen]


def test_the_own_machine_is_not_the_open_internet(site):
    with closing(socket.create_connection(("127.0.0.1", site.server_port))) as connected:
        assert not is_public(connected)


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("8.8.8.8", True), ("10.0.0.1", False), ("169.254.169.254", False), ("192.168.1.1", False),
        ("::1", False), ("fe80::1%eth0", False), ("::ffff:127.0.0.1", False), ("0.0.0.0", False),
        ("2606:4700::1111", True), ("224.0.0.1", False), ("100.64.0.1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(host, public):
    class Connected:
        def getpeername(self):
            return (host, 80)

    assert is_public(Connected()) is public


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500])
def test_errors_of_the_server_name_address_and_fix(site, status):
    put(site, "/a", b"no", status=status)
    with pytest.raises(ArticleError, match=rf"/a answers {status} .*: check the address, or save"):
        fetch(f"{site.root}/a")


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip"])
def test_what_is_no_text_is_not_read(site, kind):
    put(site, "/a", TEXT, kind)
    with pytest.raises(ArticleError, match="not a page or a text"):
        fetch(f"{site.root}/a")


def test_the_size_is_limited_packed_or_not(site):
    limits = Limits(size=1000)
    put(site, "/a", b"x" * 1000)
    assert len(fetch(f"{site.root}/a", limits).data) == 1000
    put(site, "/b", b"x" * 1001)
    put(site, "/c", gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")
    for path in "bc":
        with pytest.raises(ArticleError, match=r"is larger than 0\.001 MB: save the page"):
            fetch(f"{site.root}/{path}", limits)


def test_packed_pages_are_unpacked(site):
    put(site, "/a", gzip.compress(TEXT), Content_Encoding="gzip")
    assert fetch(f"{site.root}/a").data == TEXT
    put(site, "/b", gzip.compress(TEXT)[:-9], Content_Encoding="gzip")
    put(site, "/c", TEXT, Content_Encoding="gzip")
    put(site, "/d", TEXT, Content_Encoding="br")
    for path, message in (("b", "broke off"), ("c", "damaged data"), ("d", "packed as 'br'")):
        with pytest.raises(ArticleError, match=message):
            fetch(f"{site.root}/{path}")


def test_a_page_that_breaks_off_is_refused(site):
    put(site, "/a", TEXT, Content_Length="9999")
    with pytest.raises(ArticleError, match="broke off before its end"):
        fetch(f"{site.root}/a")


@pytest.mark.parametrize("drip", [b"HTTP/1.0 200 OK\r\nX-A: ", b"HTTP/1.0 200 OK\r\n\r\n"])
def test_a_server_that_never_ends_is_left(drip):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        stop = threading.Event()

        def serve():
            connected, _ = server.accept()
            with closing(connected):
                connected.recv(1000)
                connected.sendall(drip)
                while not stop.wait(0.05):
                    try:
                        connected.sendall(b"a")
                    except OSError:
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        began = time.monotonic()
        try:
            with pytest.raises(ArticleError, match=r"took more than 0\.4 seconds: save the page"):
                fetch(f"http://127.0.0.1:{server.getsockname()[1]}/a", Limits(seconds=0.4))
        finally:
            stop.set()
            thread.join()
        assert time.monotonic() - began < 3


def test_a_server_that_is_not_there_is_named():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with pytest.raises(ArticleError, match=rf"127\.0\.0\.1:{port}.* cannot be opened"):
        fetch(f"http://127.0.0.1:{port}/a")


def test_the_servers_encoding_counts(site):
    page = "<html><body><p>Café owners spoke.</p></body></html>".encode("cp1252")
    put(site, "/a", page, "text/html; charset=windows-1252")
    assert sa.read_article(f"{site.root}/a").text == "Café owners spoke."


def test_the_servers_type_wins_over_the_name(site):
    put(site, "/story.txt", (PAGES / "old.html").read_bytes(), "text/html")
    assert sa.read_article(f"{site.root}/story.txt").text.startswith("Council sells old school")
    put(site, "/letter", (PAGES / "wire1.json").read_bytes(), "application/octet-stream")
    assert sa.read_article(f"{site.root}/letter").outlet == "Wire One"


def test_letters_beyond_ascii_are_encoded():
    address = read_address("https://bücher.example/straße?q=ä b".replace(" ", "+"))
    assert str(address) == "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4+b"
