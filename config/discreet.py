"""Logs that tell what failed, and not who asked for what.

The message of an exception often holds what somebody typed: a search, a name, a line of SQL with both.
So an exception is told by its kind and the lines of code that it went through.
"""

import logging
import traceback


class DiscreetFormatter(logging.Formatter):
    def format(self, record):
        request = getattr(record, "request", None)
        if request is not None:
            record = logging.makeLogRecord(record.__dict__)
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{record.name} {status} {_route(request)}", ()
        return super().format(record)

    def formatException(self, exc_info):  # noqa: N802  (logging's name)
        return "\n".join(_told(exc_info[1]))


def _told(error):
    """From the first cause to the last, as Python prints them, without the messages."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    code = getattr(error, "pgcode", None)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    yield f"{kind} (SQLSTATE {code})" if code else kind


def _route(request):
    return request.META.get("rollcall.route", "-")
