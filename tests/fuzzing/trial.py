"""Asking: what is no answer is a fault, and so is a query that takes two seconds."""

import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections, connections, transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, Phase, given, seed, settings

from core import floods

SLOW = 2  # seconds of one query
ANSWERED = {200, 204, 301, 302, 400, 403, 404, 405, 409, 410, 413, 414, 429}
LOOKED_AT = 200_000  # bytes of a long answer, after which the reader hangs up


@dataclass(frozen=True)
class Question:
    """One request. `data` is a form, which may hold files; a text is the body as it stands."""

    method: str
    path: str
    query: str = ""
    data: object = None
    kind: str = "application/json"  # of a body that is a text

    @property
    def may_write(self):
        return self.path.startswith("/admin/") or self.method not in ("get", "head")


class Caller(RequestFactory):
    """The site without a network; unlike Django's test client it keeps nothing of what is drawn."""

    def __init__(self, session=None):
        super().__init__()
        self._handler = BaseHandler()
        self._handler.load_middleware()
        if session:
            self.cookies[session[0]] = session[1]

    def request(self, **request):
        asked = WSGIRequest(self._base_environ(**request))
        asked._dont_enforce_csrf_checks = True
        return self._handler.get_response(asked)

    def ask(self, question):
        path = question.path + (f"?{question.query}" if question.query else "")
        if question.method in ("get", "head"):
            return getattr(self, question.method)(path)
        if isinstance(question.data, str):
            return self.generic(
                question.method.upper(), path, question.data, content_type=question.kind
            )
        return getattr(self, question.method)(path, question.data or {})


@dataclass
class Trial:
    """Asks questions and counts; what a question changes in the working records is taken back."""

    caller: Caller
    statuses: Counter = field(default_factory=Counter)
    queries: int = 0
    slowest: float = 0.0

    def __post_init__(self):
        self._slow = []
        self._began = time.monotonic(), time.process_time()

    @contextmanager
    def watching(self):
        with ExitStack() as stack:
            for alias in ("default", "public"):
                stack.enter_context(connections[alias].execute_wrapper(self._timed))
            # A request that ends would close the connection in the middle of what is taken back.
            request_finished.disconnect(close_old_connections)
            stack.callback(request_finished.connect, close_old_connections)
            yield self

    def ask(self, question):
        with self.watching():
            self.check(question)

    def check(self, question):
        """Fails with the question when it is not answered, or not soon."""
        self._slow.clear()
        floods.forget()
        with self._taken_back(question):
            answer = self.caller.ask(question)
            _look_at(answer)
            if answer.status_code in ANSWERED and question.may_write:
                _rules_across_rows()
        self.statuses[answer.status_code] += 1
        assert answer.status_code in ANSWERED, f"answered with {answer.status_code}"
        assert self._slow == []

    @contextmanager
    def _taken_back(self, question):
        # What readers read is no transaction on the site either.
        written = ["default", "public"] if question.may_write else []
        with ExitStack() as stack:
            for alias in written:
                stack.enter_context(transaction.atomic(using=alias))
            yield
            for alias in written:
                transaction.set_rollback(True, using=alias)

    def draw(self, questions, *, number, seed_of_it):
        """Draws and asks so many questions; the first that fails is made as small as it can be."""

        @seed(seed_of_it)
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[*HealthCheck],
        )
        @given(questions)
        def asked(question):
            self.check(question)

        with self.watching():
            asked()

    def _timed(self, execute, sql, params, many, context):
        began = time.monotonic()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.monotonic() - began
            self.queries += 1
            if took > SLOW and sql.lstrip().startswith(("SELECT", "WITH")):
                took = self._again(sql, params, context)
            self.slowest = max(self.slowest, took)
            if took > SLOW:
                self._slow.append((round(took, 2), sql[:500]))

    def _again(self, sql, params, context):
        """How long a query takes when it is asked once more: on a busy machine anything may be slow once."""
        began = time.monotonic()
        with context["connection"].connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()
        return time.monotonic() - began

    def _took(self):
        clock, processor = self._began
        return f"{time.monotonic() - clock:.0f} s, {time.process_time() - processor:.0f} s of a processor"

    def __str__(self):
        return (
            f"{self.statuses.total():,} requests {dict(sorted(self.statuses.items()))}, "
            f"{self.queries:,} queries, the slowest {self.slowest:.2f} s; {self._took()}"
        )


def _look_at(answer):
    size = 0
    for part in answer.streaming_content if answer.streaming else ():
        size += len(part)
        if size > LOOKED_AT:
            break
    answer.close()


def _rules_across_rows():
    """What the database would say when the request is committed."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
