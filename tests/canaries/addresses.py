"""Public addresses, from the resolver: every pattern with every value that the register has for it."""

import itertools
import re
from datetime import date

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

from register.filters import EntryFilter
from register.models import Article, Court, Facility, Official
from reports.catalogue import REPORTS

STAFF = ("admin/",)
KINDS = ("csv", "xlsx", "json", "atom", "png", "svg", "bib", "ris", "zip", "txt", "xml")
GROUP = re.compile(r"\(\?P<\w+>([^()]*)\)|\(([^()?][^()]*)\)")


def patterns(resolver=None, before=()):
    """Every public pattern as the list of pieces that its address is made of."""
    for each in (resolver or get_resolver()).url_patterns:
        if str(each.pattern).startswith(STAFF):
            continue
        pieces = (*before, each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, pieces)
        elif isinstance(each, URLPattern):
            yield pieces


def from_resolver(public_ids, slugs, languages=("en",)):
    """Every public address, filled with these ids and slugs of pages and what the register holds."""
    return itertools.chain(*fillings_of_patterns(public_ids, slugs, languages))


def fillings_of_patterns(public_ids, slugs, languages=("en",)):
    """The same, the addresses of each pattern by themselves."""
    values = {
        "public_id": [*public_ids, "RC-000000"],
        "int": sorted(
            {
                str(pk)
                for model in (Facility, Court, Article, Official)
                for pk in model.objects.using("public").values_list("pk", flat=True)
            }
            | {"0", "987654"}
        ),
        "slug": [*slugs, *REPORTS, "no-such-page"],
        "str": ["no-such-page"],
        "path": ["no-such-page"],
    }
    for pieces in patterns():
        choices = [_fillings(piece, values, languages) for piece in pieces]
        yield ["/" + "".join(filled) for filled in itertools.product(*choices)]


def _fillings(pattern, values, languages):
    if isinstance(pattern, LocalePrefixPattern):
        return [f"{language}/" for language in languages]
    if isinstance(pattern, RoutePattern):
        return _of_route(pattern._route, values)
    if isinstance(pattern, RegexPattern):
        return _of_regex(pattern._regex, values)
    raise NotImplementedError(f"An address of a new kind: {pattern!r}")


def _of_route(route, values):
    pieces = re.split(r"(<[^>]+>)", route)
    choices = [values[_converter(piece)] if piece.startswith("<") else [piece] for piece in pieces]
    return ["".join(chosen) for chosen in itertools.product(*choices)]


def _converter(piece):
    kind = piece.strip("<>").partition(":")[0]
    return kind if kind in get_converters() else "str"


def _of_regex(regex, values):
    """A group is filled with its alternatives, or with slugs and kinds of files."""

    def choices(group):
        inside = next(filter(None, group))
        if re.fullmatch(r"[a-z|]+", inside):
            return inside.split("|")
        return values["slug"]

    plain = regex.strip("^$").replace(r"\.", ".").replace(r"\Z", "")
    groups = [choices(found) for found in GROUP.findall(plain)]
    template = GROUP.split(plain)[::3]
    for chosen in itertools.product(*groups):
        yield "".join(
            text + value for text, value in itertools.zip_longest(template, chosen, fillvalue="")
        )


def filter_queries():
    """One query for each value that each filter offers, and some that are nonsense for most."""
    form = EntryFilter({}, on=date(2024, 12, 9)).form
    for name, field in form.fields.items():
        offered = [str(value) for value, _label in getattr(field, "choices", ()) if value]
        suffixes = getattr(field.widget, "suffixes", None)
        for asked in [f"{name}_{suffix}" for suffix in suffixes] if suffixes else [name]:
            for value in [*offered, "unknown", "2020", "1"]:
                yield f"{asked}={value}"
