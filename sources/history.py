"""The history of one record in words, from the event tables that triggers fill.

`history_of(root)` gives what happened to a root and to everything that belongs to it, newest first;
the number of queries does not grow with the number of rows or of events. `revert()` undoes one.
Which tables belong to a root follows from the models: whatever is deleted with it, and citations.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.date_words import in_words
from core.fields import PartialDateField
from core.partial_dates import parse_edtf
from sources.models import Citation, Record, Root

MOST_EVENTS = 5000  # of one table for one record; beyond it the oldest are left out
NOT_SHOWN = {"id", "code", "record", "prisoner", "act", "detention", "prosecution", "verdict"}
NOT_SHOWN |= {"assigned_at"}
SHOWN_OF_RECORD = {"state"}  # every edit counts up its revision; only decisions are told

_said_together = defaultdict(list)


class CannotRevert(Exception):
    """The sentence says why."""


@dataclass(frozen=True)
class FieldChange:
    """One line of a change: what, before, after; both sides in words."""

    label: str
    before: str
    after: str

    def __str__(self):
        return f"{self.label}: {self.before} → {self.after}"


@dataclass(frozen=True)
class Change:
    """One event: which row, what was done, by whom, when, from which screen."""

    event: object
    row: str
    kind: str  # insert, update, delete, or moved: it came from another record
    at: datetime
    who: str
    screen: str
    fields: tuple[FieldChange, ...]
    importing: str = ""  # the import that wrote it

    @property
    def key(self):
        """What `find_event` takes."""
        return f"{self.event._meta.label_lower}:{self.event.pk}"

    @property
    def can_be_undone(self):
        """Not the beginning of the record, and not what a reviewer decided."""
        model = self.event.pgh_tracked_model
        is_beginning = self.kind == "insert" and issubclass(model, Root)
        return model is not Record and self.kind != "moved" and not is_beginning

    @property
    def sentence(self):
        return {
            "insert": _("%s added"),
            "delete": _("%s removed"),
            "moved": _("%s came from another record"),
        }.get(self.kind, "%s") % self.row


def say_together(model, label, *fields):
    """Say these fields of `model` in one breath: “end of detention: unknown → 2024, pardon”."""
    _said_together[model].append((label, fields))


# --- reading --------------------------------------------------------------------------------------


def history_of(root, since=None):
    """The changes of a root's record, newest first; with `since`, only those after that moment."""
    events = [
        event
        for model, lookup in _event_tables(type(root))
        for event in model.objects.filter(**{lookup: _value(root, lookup)})
        .select_related("pgh_context")
        .order_by("-pgh_id")[:MOST_EVENTS]
    ]
    pairs = [
        pair for pair in _with_previous(events) if since is None or pair[0].pgh_created_at > since
    ]
    pairs.sort(key=lambda pair: _order(type(root), pair[0]), reverse=True)
    names = _Names(events)
    return [_change(event, before, names) for event, before in pairs]


def change_of(event, root):
    """One event of the root's record in words."""
    return next(change for change in history_of(root) if change.event == event)


def _before(event):
    """The event of the same row before this one; None for the first."""
    earlier = type(event).objects.filter(pgh_obj_id=event.pgh_obj_id, pgh_id__lt=event.pgh_id)
    return earlier.order_by("-pgh_id").first()


@lru_cache
def _event_tables(root_model):
    """[(event model, how its rows name the root)] of all tables that belong to such a root."""
    tables = []
    for event_model in apps.get_models():
        tracked = getattr(event_model, "pgh_tracked_model", None)
        if tracked is root_model:
            tables.append((event_model, "id"))
        elif tracked is Citation:
            tables.append((event_model, "record_id"))
        elif tracked is Record:
            tables.append((event_model, "public_id"))
        elif tracked and (link := _link_to(root_model, tracked)):
            tables.append((event_model, link.attname))
    # Rows saved together have one moment; they are told from the root down to its citations.
    first_and_last = {root_model: -1, Citation: 1, Record: 2}
    return sorted(tables, key=lambda table: first_and_last.get(table[0].pgh_tracked_model, 0))


def _order(root_model, event):
    order = [model for model, _lookup in _event_tables(root_model)]
    return event.pgh_created_at, order.index(type(event)), event.pgh_id


def _link_to(root_model, model):
    """The field by which `model` belongs to a root: the first that is deleted with it."""
    for field in model._meta.fields:
        link = field.remote_field
        if link and link.model is root_model and link.on_delete is models.CASCADE:
            return field
    return None


def _value(root, lookup):
    return root.record_id if lookup in ("record_id", "public_id") else root.pk


def _with_previous(events):
    """[(event, the event of the same row before it or None)]"""
    rows = defaultdict(list)
    for event in events:
        rows[type(event), event.pgh_obj_id].append(event)
    pairs = []
    for of_row in rows.values():
        of_row.sort(key=lambda event: event.pgh_id)
        pairs += zip(of_row, [None, *of_row], strict=False)
    return pairs


def _change(event, before, names):
    model = event.pgh_tracked_model
    kind = event.pgh_label
    after = None if kind == "delete" else event
    if kind == "delete":
        before = event
    elif kind == "insert":
        before = None
    elif before is None and model is Record:
        before = Record()  # the events of a record begin with its first decision
    elif before is None:
        kind = "moved"  # what was before is in the history of the other record
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Change(
        event=event,
        row=_row_in_words(model, event, names),
        kind=kind,
        at=event.pgh_created_at,
        who=names.user(context.get("user")),
        screen=screen_in_words(context),
        fields=tuple(diff(model, before, after, names)),
        importing=context.get("importing", ""),
    )


# --- words ----------------------------------------------------------------------------------------


def diff(model, before, after, names):
    """[FieldChange] between two states of one row; None stands for "not there"."""
    changed = [
        field
        for field in model._meta.local_fields
        if _is_shown(field) and _or_none(_raw(before, field)) != _or_none(_raw(after, field))
    ]
    together = [
        (label, [model._meta.get_field(name) for name in fields])
        for label, fields in _said_together[model]
        if any(field.name in fields for field in changed)
    ]
    told = {field for _label, fields in together for field in fields}
    lines = [(label, fields) for label, fields in together]
    lines += [(field.verbose_name, [field]) for field in changed if field not in told]
    return [
        FieldChange(str(label), _words(fields, before, names), _words(fields, after, names))
        for label, fields in lines
    ]


def _words(fields, state, names):
    """The values of fields that are said together; the first, when empty, is unknown."""
    values = [value_in_words(field, state, names) for field in fields]
    if not any(values):
        return _("unknown") if isinstance(fields[0], PartialDateField) else _("empty")
    return ", ".join(filter(None, values))


def value_in_words(field, state, names):
    """One value as a reader says it; "" for nothing."""
    value = _raw(state, field)
    if value in (None, "", []):
        return ""
    if isinstance(field, PartialDateField):
        return in_words(parse_edtf(value))
    if field.many_to_one or field.one_to_one:
        return names.row(field.remote_field.model, value)
    if isinstance(value, UUID):
        return names.codes.get(value, "")
    if field.model is Citation and field.name == "field":
        return names.field(state.row, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        choices = dict(field.base_field.flatchoices)
        return ", ".join(str(choices.get(item, item)) for item in value)
    text = str(dict(field.flatchoices).get(value, value))
    return text.lower() if field.choices else text


def _raw(state, field):
    return None if state is None else getattr(state, field.attname)


def _is_shown(field):
    if field.model is Record:
        return field.name in SHOWN_OF_RECORD
    return not field.generated and field.name not in NOT_SHOWN


def _or_none(value):
    """A row that begins with an empty text or an unticked box tells nothing of it."""
    return None if value is False or value in ("", []) else value


def _row_in_words(model, event, names):
    """“Detention 2020-06-18 …”: the kind of row and its first filled-in values."""
    told = []
    for field in model._meta.local_fields:
        is_telling = not isinstance(field, models.BooleanField | models.UUIDField)
        if _is_shown(field) and is_telling and field.name != "staff_note":
            told.append(value_in_words(field, event, names))
    told = list(filter(None, told))[:2]
    return capfirst(" ".join([str(model._meta.verbose_name), *told]))[:160]


def screen_in_words(context):
    """From where a change came, out of the context that was kept with it."""
    if screen := context.get("screen"):
        return str(screen)
    if command := context.get("command"):
        return _("command %s") % command
    url = context.get("url") or ""
    match [part for part in url.split("/") if part]:
        case ["admin", _app, model, *rest] if rest[-1:] in (["change"], ["add"], ["delete"]):
            return _("form of the %s") % model
        case ["admin", "sources", "record", "history", _id, "undo"]:
            return _("history, undone")
        case _:
            return url or _("outside the admin")


class _Names:
    """What links and users are called, with one query per linked table."""

    def __init__(self, events):
        tracked = {event.pgh_tracked_model for event in events}
        self.root_model = next((model for model in tracked if issubclass(model, Root)), None)
        wanted = defaultdict(set)
        for event in events:
            for field in event.pgh_tracked_model._meta.local_fields:
                if field.many_to_one and field.name not in NOT_SHOWN:
                    wanted[field.remote_field.model].add(getattr(event, field.attname))
            if event.pgh_context:
                wanted[get_user_model()].add(event.pgh_context.metadata.get("user"))
        self.models = {
            event.code: event.pgh_tracked_model for event in events if hasattr(event, "code")
        }
        self.rows = {
            model: {row.pk: str(row) for row in model._base_manager.filter(pk__in=ids - {None})}
            for model, ids in wanted.items()
        }

        self.codes = {}
        for event in events:
            if hasattr(event, "code"):
                self.codes[event.code] = _row_in_words(event.pgh_tracked_model, event, self)

    def field(self, code, name):
        """What a field is called in the row with that code, or in the root."""
        model = self.models.get(code, self.root_model)
        names = {field.name: field.verbose_name for field in model._meta.fields} if model else {}
        return str(names.get(name, name))

    def row(self, model, pk):
        return self.rows.get(model, {}).get(pk) or f"{capfirst(model._meta.verbose_name)} {pk}"

    def user(self, pk):
        if not pk:
            return _("nobody signed in")
        return self.rows[get_user_model()].get(pk) or _("user %s") % pk


# --- undoing --------------------------------------------------------------------------------------


def find_event(root, key):
    """The event with that key, if it belongs to this root's record; else None."""
    label, _colon, pk = key.rpartition(":")
    for model, lookup in _event_tables(type(root)):
        if model._meta.label_lower == label and pk.isdigit():
            return model.objects.filter(**{lookup: _value(root, lookup)}, pk=pk).first()
    return None


@transaction.atomic
def revert(*, event):
    """Undo one event; what this does is history itself.

    An added row goes, a removed row comes back as it was, a changed row gets the changed values
    from before; values that this event did not touch stay as they are now.
    """
    model = event.pgh_tracked_model
    if model is Record:
        raise CannotRevert(_("Decisions are not undone here: review, withdraw or publish again."))
    rows = model._base_manager.filter(pk=event.pgh_obj_id)
    fields = [field for field in model._meta.local_fields if not field.generated]
    match event.pgh_label:
        case "insert":
            if issubclass(model, Root):
                raise CannotRevert(_("A record is not undone; withdraw it."))
            if not rows.delete()[0]:
                raise CannotRevert(_("This row is not there any more."))
        case "delete":
            if rows.exists():
                raise CannotRevert(_("This row is there again already."))
            model._base_manager.bulk_create(
                [model(**{field.attname: getattr(event, field.attname) for field in fields})]
            )
        case _:
            before = _before(event)
            if before is None:
                raise CannotRevert(_("What was there before is not known."))
            changed = {
                field.attname: getattr(before, field.attname)
                for field in fields
                if getattr(before, field.attname) != getattr(event, field.attname)
            }
            if changed and not rows.update(**changed):
                raise CannotRevert(_("This row is not there any more."))
