"""The crawl: every address and every link that it leads to is opened, and searched for marks."""

import http.client
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlsplit

from django.urls import Resolver404, resolve

from tests.canaries.marks import with_stem
from tests.canaries.opening import links_in, opened

# No two records are alike; of every other kind of page a quick crawl looks at one.
NOT_ALIKE = {"register:person", "register:act"}
STAFF = "/admin/"
OTHER_LANGUAGE = re.compile(r"^/[a-z]{2}/")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: bytes
    body: bytes


@dataclass
class Crawl:
    """`get(address)` gives an Answer. A quick crawl opens one address of each shape."""

    get: object
    marks: object
    hosts: tuple
    is_quick: bool = True
    most: int = 20_000
    leaks: dict = field(default_factory=dict)  # address: where the marks come from
    statuses: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    size: int = 0

    def run(self, addresses):
        waiting, seen = deque(addresses), set()
        while waiting and self.visited < self.most:
            address = waiting.popleft()
            shape = self._shape(address)
            if shape in seen or address.startswith(STAFF):
                continue
            seen.add(shape)
            waiting.extend(self.open(address))
        return self

    @property
    def visited(self):
        return sum(self.statuses.values())

    def open(self, address):
        """Look at one address; gives the links in it."""
        answer = self.get(address)
        self.statuses[answer.status] += 1
        self.kinds[PurePosixPath(urlsplit(address).path).suffix.lstrip(".") or "page"] += 1
        links = []
        for part in (answer.headers, *opened(answer.body)):
            self.size += len(part)
            if found := self.marks.found_in(part) or with_stem(part):
                self.leaks.setdefault(address, []).extend(found)
            links += links_in(part, address, self.hosts)
        return links

    def _shape(self, address):
        """What makes an address another one: all of it, or in a quick crawl its view and its names."""
        if not self.is_quick:
            return address
        parts = urlsplit(OTHER_LANGUAGE.sub("/en/", address))
        names = tuple(sorted({name for name, _value in parse_qsl(parts.query)}))
        try:
            view = resolve(parts.path).view_name
        except Resolver404:
            return parts.path, names
        kind = PurePosixPath(parts.path).suffix
        return (view, parts.path) if view in NOT_ALIKE and not names else (view, kind, names)

    def said(self):
        """The figures, for whoever runs it."""
        places = len(set(self.marks.needles.values()))
        return (
            f"{places} fields marked with {len(self.marks.needles)} marks; "
            f"{self.visited} addresses opened {dict(sorted(self.statuses.items()))}, "
            f"{self.size / 1e6:.1f} MB read {dict(self.kinds.most_common())}; "
            f"{len(self.leaks)} with a mark"
        )


def of_client(client):
    """Opens addresses with Django's test client."""

    def get(address):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        return Answer(answer.status_code, (headers + answer.cookies.output()).encode(), body)

    return get


def of_server(address):
    """Opens addresses of a server that runs, without following redirects."""

    def get(path):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, str(answer.headers).encode(), body)

    return get
