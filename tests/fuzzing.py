"""Hostile questions and forms, made from what the site itself says it takes."""

import random
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.contrib import admin
from django.db import connections
from django.urls import NoReverseMatch, reverse

from register.filters import EntryFilter
from register.models import Entry
from reports.catalogue import REPORTS
from tests.canaries.addresses import from_resolver
from tests.hostile import hostile

SANE = [
    *("", "0", "-1", "1e309", "99999999999999999999", "NaN", "null", "true", "unknown", "1", "2"),
    *("2021-02-30", "9999-12-31", "0000-00-00", "2024-12-09", "2020~", "[..2021]", "202X"),
    *("female", "in_custody", "name", "-arrested", "sex", "month", "ПРИВЕТ", "名前"),
]
SLOW = 2  # seconds of one query
ANSWERED = {200, 204, 301, 302, 400, 403, 404, 405, 410}


@dataclass
class Trial:
    """Asks with Django's test client; keeps what failed and every query that was slow."""

    client: object
    seed: int
    faults: list = field(default_factory=list)
    slow: list = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    queries: int = 0
    slowest: float = 0.0
    place: str = ""

    def __post_init__(self):
        self.chance = random.Random(self.seed)
        self.values = [*SANE, *hostile()]

    def run(self, questions):
        with ExitStack() as stack:
            for alias in ("default", "public"):
                stack.enter_context(connections[alias].execute_wrapper(self._timed))
            for method, path, data in questions:
                self.ask(method, path, data)
        return self

    def ask(self, method, path, data):
        self.place = f"{method} {path} {str(data)[:200]}"
        answer = getattr(self.client, method)(path, data)
        if answer.streaming:
            b"".join(answer.streaming_content)
        self.statuses[answer.status_code] += 1
        if answer.status_code not in ANSWERED:
            self.faults.append((answer.status_code, self.place))
        return answer

    def _timed(self, execute, sql, params, many, context):
        began = time.monotonic()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.monotonic() - began
            self.queries += 1
            self.slowest = max(self.slowest, took)
            if took > SLOW:
                self.slow.append((round(took, 2), self.place))

    # --- questions to the public pages ---

    def public(self, number):
        """Addresses of every kind with up to five names that they may take, and some that none takes."""
        ids = list(Entry.objects.known().values_list("public_id", flat=True)[:20])
        paths = [*from_resolver(ids, ["method", "no-such-page"], ("en", "be", "ru", "xx"))]
        names = sorted(names_of_queries())
        for _ in range(number):
            query = [
                (self.chance.choice(names), self.chance.choice(self.values))
                for _ in range(self.chance.choice([0, 0, 1, 1, 2, 5]))
            ]
            if self.chance.random() < 0.1:
                query.append((self.chance.choice(self.values), self.chance.choice(self.values)))
            address = f"{self.chance.choice(paths)}?{urlencode(query)}"
            yield self.chance.choice(["get"] * 9 + ["head"]), address, None

    # --- forms of the office ---

    def office(self, number):
        """Lists with hostile queries, and forms sent with one to all of their fields hostile."""
        pages = [*office_pages()]
        for _ in range(number):
            page = self.chance.choice(pages)
            if self.chance.random() < 0.4:
                names = ["q", "o", "p", "all", "_facets", "e", "id__exact", "state", "pk__in"]
                query = [(self.chance.choice(names), self.chance.choice(self.values))]
                yield "get", f"{page}?{urlencode(query)}", None
            else:
                yield "post", page, self._filled(page)

    def _filled(self, page):
        answer = self.client.get(page)
        context = answer.context or {}
        form = context.get("adminform") or context.get("form")
        form = getattr(form, "form", form)
        fields = list(getattr(form, "fields", {}) or ["action", "q", "index"])
        data = {
            form.add_prefix(name) if hasattr(form, "add_prefix") else name: "" for name in fields
        }
        for formset in context.get("inline_admin_formsets", ()):
            data |= {
                f"{formset.formset.prefix}-{name}": self.chance.choice(
                    ["0", "1", "-1", "9999999", "x"]
                )
                for name in ("TOTAL_FORMS", "INITIAL_FORMS")
            }
        return {
            name: self.chance.choice(self.values) if self.chance.random() < 0.7 else value
            for name, value in data.items()
        }


def names_of_queries():
    """Every name that the list and any report reads from a query string."""
    names = set(EntryFilter({}, on=date(2024, 12, 9)).form.names)
    for report in REPORTS.values():
        names |= set(report.question.names())
    return names | {"q", "excel", "lang", "open", "table", "size", "titled", "cited", "format"}


def office_pages():
    """The list and the empty form of every model in the admin, and whatever else it links by name."""
    for model, registered in admin.site._registry.items():
        meta = model._meta
        for page in ("changelist", "add"):
            try:
                yield reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}")
            except NoReverseMatch:
                continue
        for pattern in registered.get_urls():
            if pattern.name and "<" not in str(pattern.pattern):
                yield f"/admin/{meta.app_label}/{meta.model_name}/{pattern.pattern}"
