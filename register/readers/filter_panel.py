"""The filters as a reader meets them: what can be chosen, what is chosen, what is wrong with it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.date_words import in_words
from register.cached import kept
from register.facets import (
    COUNTED_AT_ONCE,
    Choice,
    Facet,
    count_cells,
    counted_facet,
    facet_of_cells,
    uncounted_facet,
)
from register.filters.fields import SHOWN
from register.models import Organisation, Recognition
from register.readers.prisoner_list import FOLLOWS_NAMES, question

GROUPS = [
    (
        gettext_lazy("Custody"),
        [
            *("status", "country", "arrested", "age_at_arrest", "region", "place", "context"),
            *("facility", "condition", "silent"),
        ],
    ),
    (gettext_lazy("Who"), ["sex", "age", "nationality", "occupation", "health", "died"]),
    (gettext_lazy("The case"), ["article", "court", "sentence", "sentence_kind"]),
    (gettext_lazy("Recognition and clemency"), ["recognised_by", "act"]),
    (gettext_lazy("Gaps"), ["not_known"]),
]
RANGES = ("age", "age_at_arrest", "arrested", "sentence")
TEXTS = ("place", "silent")


@dataclass(frozen=True)
class Input:
    name: str
    label: str
    value: str
    type: str


@dataclass(frozen=True)
class Control:
    """One filter: a facet of choices, or inputs to type in."""

    name: str
    label: str
    facet: Facet | None = None
    inputs: tuple[Input, ...] = ()
    help: str = ""
    errors: tuple[str, ...] = ()
    is_used: bool = False
    is_opened: bool = False

    @property
    def is_open(self):
        counted = self.facet and self.facet.is_counted
        return bool(self.is_used or self.errors or counted)


@dataclass(frozen=True)
class Chosen:
    """One thing that was asked for, and the query without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True)
class Panel:
    groups: tuple[tuple[str, tuple[Control, ...]], ...]
    chosen: tuple[Chosen, ...]
    scopes: tuple[tuple[str, str, bool], ...]
    errors: tuple[str, ...]
    q: str
    q_errors: tuple[str, ...]
    scope_errors: tuple[str, ...]

    @property
    def used(self):
        return len(self.chosen)


def read_cells(filters, asked):
    """The cells that the figure and three facets are sums of."""
    if FOLLOWS_NAMES & filters.given.keys():
        return count_cells(filters)
    asks = question(filters, without=COUNTED_AT_ONCE)
    return kept(lambda: count_cells(filters), asked, "cells", asks)


def read_panel(filters, asked, *, cells=None, opened=""):
    """The Panel of valid filters with their cells, or of wrong ones without."""
    errors = filters.errors
    return Panel(
        groups=tuple(
            (title, tuple(_control(filters, asked, cells, name, opened) for name in names))
            for title, names in GROUPS
        ),
        chosen=tuple(_chosen(filters)) if cells is not None else (),
        scopes=tuple(_scopes(filters)),
        errors=tuple(errors.get("__all__", ())),
        q=_typed(filters, "q"),
        q_errors=tuple(errors.get("q", ())),
        scope_errors=tuple(errors.get("scope", ())),
    )


def _control(filters, asked, cells, name, opened):
    one = filters.filters[name]
    control = {
        "name": name,
        "label": one.label,
        "errors": tuple(filters.errors.get(name, ())),
        "is_opened": name == opened,
    }
    if name in RANGES:
        inputs = tuple(
            Input(f"{name}_{side}", label, _typed(filters, f"{name}_{side}"), one.field.input_type)
            for side, label in (("from", _("from")), ("to", _("to")))
        )
        return Control(inputs=inputs, is_used=_is_typed(inputs), **control)
    if name in TEXTS:
        kind = "number" if name == "silent" else "text"
        values = filters.data.getlist(name) or [""]
        inputs = tuple(Input(name, one.label, _safe(value), kind) for value in values[:5])
        return Control(inputs=inputs, is_used=_is_typed(inputs), **control)
    facet = _facet(filters, asked, cells, name, opened)
    return Control(facet=facet, is_used=facet.is_used, **control)


def _facet(filters, asked, cells, name, opened):
    if cells is None:
        return typed_facet(filters, name)
    if name in COUNTED_AT_ONCE:
        return facet_of_cells(filters, cells, name)
    if name != opened:
        return uncounted_facet(filters, name)
    if FOLLOWS_NAMES & filters.given.keys():
        return counted_facet(filters, name)
    language = get_language()
    return kept(
        lambda: counted_facet(filters, name), asked, "facet", name, question(filters), language
    )


def typed_facet(filters, name):
    """What was typed into the address, right or wrong, so that it can be taken away again."""
    values = [_safe(value) for value in filters.data.getlist(name) if value][:SHOWN]
    choices = tuple(Choice(value, value, None, True) for value in dict.fromkeys(values))
    return Facet(name, filters.filters[name].label, choices)


def _is_typed(inputs):
    return any(one.value for one in inputs)


def _typed(filters, name):
    return _safe(filters.data.get(name, ""))


def _safe(text):
    return text.replace("\0", "�")[:200]


def _scopes(filters):
    given = filters.data.get("scope", "")
    yield "", _("Everyone recorded"), given in ("", "all")
    yield "recognised", _("Recognised by any organisation"), given == "recognised"
    recognising = Organisation.objects.filter(
        Exists(Recognition.objects.filter(organisation=OuterRef("pk")))
    )
    for organisation in recognising:
        label = _("Recognised by %(name)s") % {"name": organisation.name}
        yield str(organisation.pk), label, given == str(organisation.pk)


def _chosen(filters):
    for name, value in filters.given.items():
        one = filters.filters[name]
        if name in RANGES:
            names = [f"{name}_from", f"{name}_to"]
            yield Chosen(one.label, _range_in_words(value), without(filters.data, *names))
        elif isinstance(value, list):
            for choice, label in one.field.labels(value).items():
                yield Chosen(one.label, label, without(filters.data, name, value=str(choice)))
        elif name == "scope":
            label = (
                _("any organisation") if value == "recognised" else one.field.labels([value])[value]
            )
            yield Chosen(_("Recognised by"), label, without(filters.data, name))
        else:
            yield Chosen(one.label, str(value), without(filters.data, name))


def _range_in_words(value):
    start, stop = (
        in_words(end) if hasattr(end, "earliest") else end for end in (value.start, value.stop)
    )
    if start is None:
        return _("at most %(value)s") % {"value": stop}
    if stop is None:
        return _("at least %(value)s") % {"value": start}
    return f"{start} – {stop}"


def pairs(query, *left_out):
    """(name, value) of all that a query asks, without empty values."""
    return [
        (name, value)
        for name in query
        if name not in left_out
        for value in query.getlist(name)
        if value.strip()
    ]


def without(query, *names, value=None):
    """The query string without these names, or without one value of them; back on page one."""
    left = [
        (name, given)
        for name, given in pairs(query, "page", "open")
        if name not in names or (value is not None and given.lower() != value.lower())
    ]
    return f"?{urlencode(left)}" if left else "?"
