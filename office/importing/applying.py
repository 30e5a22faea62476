"""Writing what was read: all of an import in one transaction, or nothing of it.

Lines go in portions, each in a savepoint, with the rules that are kept at commit checked at its end.
Where the database refuses a portion it is cut in two until the line stands alone that it refuses;
that line is refused with the sentence, and the others are written. A rehearsal does the same and
takes all of it back: so the preview cannot differ from what will happen.
"""

from collections import defaultdict
from functools import cache

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.importing import counting, history, many, profiles, tables
from office.importing.catalogue import TO_BE_MADE, values_of_new
from office.importing.checking import defaults_of
from office.importing.copying import as_json
from office.importing.targets import CATALOGUES, PLACES, TABLES, is_named_by_ident, label_of
from office.models import Import, ImportLine, ImportRow
from prisoners.models import Prisoner
from prisoners.models.part import NestedPart
from sources.models import Citation, Source
from sources.violations import check_now, explain

LOCK = 7_236_004  # any number: one import is written at a time
AT_ONCE = 500
WRITTEN = (ImportLine.Outcome.NEW, ImportLine.Outcome.CHANGED)


class CannotWrite(Exception):
    """Why an import cannot be written as it was read. Nothing was written."""


class _TakenBack(Exception):
    """Ends a rehearsal."""


def write(imported, *, by, progress=lambda done, total: None):
    """Write the lines that are new or changed; the refused ones are in the receipt."""
    _check_state(imported)
    with transaction.atomic(), history.context(imported, by):
        _lock(imported)
        writing = Writing(imported, progress)
        writing.all()
        writing.keep()
        imported.state = Import.State.DONE
        imported.written_by, imported.written_at = by, timezone.now()
        imported.step = ""
        imported.save()
    imported.counts = imported.counts | counting.counts(imported)
    imported.save(update_fields=["counts"])
    return imported


def rehearse(imported, *, by, progress=lambda done, total: None):
    """Try all of it and take it back; lines that the database refuses become refused."""
    writing = Writing(imported, progress)
    try:
        with transaction.atomic(), history.context(imported, by), connection.cursor() as cursor:
            # Rows that another import is writing would be waited for one by one.
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            writing.all()
            raise _TakenBack
    except _TakenBack:
        pass
    with transaction.atomic():
        writing.note_refused()


def _is_about_the_rows(error):
    """Whether the database refused what a line says; not that somebody else was in the way."""
    return getattr(error.__cause__, "pgcode", None) is None or error.__cause__.pgcode[:2] in (
        "22",
        "23",
    )


def _check_state(imported):
    if imported.state not in (Import.State.READY, Import.State.WRITING):
        raise CannotWrite(_("This import is not waiting to be written."))


def _lock(imported):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise CannotWrite(_("Another import is being written. Try again when it has ended."))
    fresh = Import.objects.select_for_update().get(pk=imported.pk)
    _check_state(fresh)
    if last_of(imported.list_name) != imported.last_of_list_id:
        raise CannotWrite(
            _("Another file of this list was imported since this one was read. Read it again.")
        )


def last_of(list_name):
    """The import of this list that was written last."""
    done = Import.objects.filter(list_name=list_name, state=Import.State.DONE)
    return done.order_by("-written_at").values_list("pk", flat=True).first()


class Writing:
    def __init__(self, imported, progress):
        self.imported, self.progress = imported, progress
        self.profile = profiles.read(imported.profile_text, imported.profile_name)
        self.refused = {}  # {line number: sentence}
        self.made = {}  # {"column name": primary key} of what was made in catalogues
        self.done = 0

    def all(self, only=None):
        """Write the lines; `only` those of these numbers."""
        with connection.cursor() as cursor:
            # Tables grow from nothing within this transaction: what was planned for a few rows
            # would read all of them again and again.
            cursor.execute("SET LOCAL enable_seqscan = off")
        self._make_catalogues()
        lines = ImportLine.objects.filter(of=self.imported, outcome__in=WRITTEN).order_by("number")
        if only is not None:
            lines = lines.filter(number__in=only)
        total = lines.count()
        last = 0
        while numbers := list(
            lines.filter(number__gt=last).values_list("number", flat=True)[:AT_ONCE]
        ):
            self._portion(numbers)
            last = numbers[-1]
            self.done += len(numbers)
            self.progress(self.done, total)
        if self.profile.rows != "people":
            tables.link_within(self.imported, TABLES[self.profile.rows])

    def _portion(self, numbers):
        if self.profile.rows == "people":
            numbers = self._without_lost(numbers)
        if not numbers:
            return
        try:
            with transaction.atomic():
                self._write(numbers)
                check_now()
        except DatabaseError as error:
            if not _is_about_the_rows(error):
                raise
            if len(numbers) == 1:
                self.refused[numbers[0]] = explain(error)
                return
            middle = len(numbers) // 2
            self._portion(numbers[:middle])
            self._portion(numbers[middle:])

    def _write(self, numbers):
        kinds = defaultdict(set)
        kept = ImportRow.objects.filter(of=self.imported, line__in=numbers).order_by()
        for table, outcome in kept.values_list("table", "outcome").distinct():
            kinds[table].add(outcome)
        with connection.cursor() as cursor:
            for model in MODELS:
                outcomes = kinds.get(label_of(model), ())
                if ImportRow.Outcome.NEW in outcomes:
                    cursor.execute(insert_of(model), self._given(numbers, model))
                if ImportRow.Outcome.CHANGED in outcomes:
                    cursor.execute(update_of(model), self._given(numbers, model))
                if outcomes:
                    many.link(cursor, self._given(numbers, model), model)

    def _without_lost(self, numbers):
        """Somebody who was here when the file was read may have been merged or deleted since."""
        about = dict(
            ImportLine.objects.filter(of=self.imported, number__in=numbers)
            .exclude(public_id="")
            .values_list("number", "public_id")
        )
        here = set(
            Prisoner.objects.filter(record__in=about.values()).values_list("record_id", flat=True)
        )
        here |= set(
            ImportRow.objects.filter(
                of=self.imported, line__in=numbers, table=label_of(Prisoner), outcome="new"
            ).values_list("ident", flat=True)
        )
        for number, public_id in about.items():
            if public_id not in here:
                self.refused[number] = _("%(public_id)s is not here any more.") % {
                    "public_id": public_id
                }
        return [number for number in numbers if number not in self.refused]

    def _given(self, numbers, model):
        return {
            "of": str(self.imported.pk),
            "made": as_json(self.made),
            "lines": numbers,
            "table": label_of(model),
            "defaults": as_json(defaults_of(model)),
        }

    def _make_catalogues(self):
        """Courts, articles, sources … that the list names and nobody entered yet."""
        country = next((v for k, v in self.profile.always.items() if k.endswith(".country")), "")
        for table, attname, text, line in self.imported.links:
            field = apps.get_model(table)._meta.get_field(attname)
            pk = self._make(field.remote_field.model, text.removeprefix(TO_BE_MADE), country, line)
            self.made[f"{attname} {text}"] = pk

    def _make(self, model, name, country, line):
        if model is Source:
            values = {"key": name, "title": name, **self.profile.source}
        else:
            values = values_of_new(model, name, country)
        row, is_new = model.objects.get_or_create(**_key(model, values), defaults=values)
        if is_new:
            ImportRow.objects.create(
                of=self.imported, line=line, position=0, place=f"{model._meta.model_name}:{name}"[:120],
                table=label_of(model), ident=str(row.pk), outcome="made", values=values, said={},
            )  # fmt: skip
        return row.pk

    # --- afterwards ---

    def keep(self, only=None):
        """Remember what the list said, so that the next version of it changes only what differs.

        `only` lines of these numbers: of the others a newer file may have said something since.
        """
        self.note_refused()
        with connection.cursor() as cursor:
            given = {
                "of": str(self.imported.pk),
                "list": self.imported.list_name,
                "outcomes": [*map(str, WRITTEN), "unchanged"],
                "only": only,
            }
            cursor.execute(NOTE_BEFORE, given)
            cursor.execute(REMEMBER, given)
            cursor.execute(FORGET_CELLS, given)

    def note_refused(self):
        for number, sentence in self.refused.items():
            line = ImportLine.objects.get(of=self.imported, number=number)
            line.faults = [*line.faults, ["", "", sentence]]
            line.outcome = ImportLine.Outcome.REFUSED
            line.save()


NOTE_BEFORE = """
    UPDATE office_importline l SET before = jsonb_build_object('rows', i.rows, 'last', i.last_id)
      FROM office_importedline i
     WHERE l.of_id = %(of)s AND l.outcome = ANY(%(outcomes)s) AND i.list_name = %(list)s AND i.key = l.key
       AND i.last_id <> l.of_id AND (%(only)s IS NULL OR l.number = ANY(%(only)s))
       AND EXISTS (SELECT FROM office_importrow r WHERE r.of_id = l.of_id AND r.line = l.number)
"""
REMEMBER = """
    INSERT INTO office_importedline (list_name, key, owner, rows, last_id)
    SELECT %(list)s, l.key, l.public_id,
           jsonb_object_agg(r.place, jsonb_build_array(r."table", r.ident, COALESCE(r.said, r.values))),
           l.of_id
      FROM office_importrow r JOIN office_importline l ON l.of_id = r.of_id AND l.number = r.line
     WHERE r.of_id = %(of)s AND l.outcome = ANY(%(outcomes)s) AND r.outcome <> 'made'
       AND (%(only)s IS NULL OR l.number = ANY(%(only)s))
     GROUP BY l.of_id, l.key, l.public_id
    ON CONFLICT (list_name, key) DO UPDATE
       SET rows = office_importedline.rows || EXCLUDED.rows, last_id = EXCLUDED.last_id
"""
# What is not needed any more is not kept: the receipt tells what was written, by row.
FORGET_CELLS = """
    UPDATE office_importline SET cells = '{}'
     WHERE of_id = %(of)s AND outcome = ANY(%(outcomes)s) AND faults = '[]'
"""

MODELS = list(TABLES.values())  # what lies above comes before


def _values(model):
    """SQL: the values of a row, with the keys of what was just made in catalogues for their names."""
    values = "r.values"
    for field in model._meta.concrete_fields:
        if field.is_relation and field.remote_field.model in CATALOGUES:
            said = f"r.values ->> '{field.attname}'"
            values += (
                f" || CASE WHEN starts_with({said}, '{TO_BE_MADE}') THEN jsonb_build_object("
                f"'{field.attname}', %(made)s::jsonb -> ('{field.attname} ' || ({said}))) ELSE '{{}}' END"
            )
    return values


@cache
def insert_of(model):
    """INSERT of the new rows of some lines; links upwards are found by public id and code."""
    table = model._meta.db_table
    above = _above(model)
    fields = [
        f
        for f in model._meta.concrete_fields
        if not f.generated and (f.column in above or f.column != "id")
    ]
    columns, values = [], []
    for field in fields:
        columns.append(f'"{field.column}"')
        values.append(above.get(field.column, f'p."{field.column}"'))
    return f"""
        INSERT INTO {table} ({", ".join(columns)})
        SELECT {", ".join(values)}
          FROM office_importrow r, jsonb_populate_record(NULL::{table}, %(defaults)s::jsonb || {_values(model)}) p
         WHERE r.of_id = %(of)s AND r.line = ANY(%(lines)s) AND r."table" = %(table)s AND r.outcome = 'new'
         ORDER BY r.line, r.position
        {"ON CONFLICT DO NOTHING" if model is Citation else ""}
    """


@cache
def update_of(model):
    """UPDATE of the changed rows of some lines, where still stands what stood there when they were read."""
    table = model._meta.db_table
    fields = [f for f in model._meta.concrete_fields if not f.generated and not f.primary_key]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    return f"""
        UPDATE {table} t SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(t, {_values(model)}))
          FROM office_importrow r
         WHERE {is_named_by_ident(model)} AND to_jsonb(t) @> (r.before - '{{{",".join(tables.many_of(model))}}}'::text[])
           AND r.of_id = %(of)s AND r.line = ANY(%(lines)s) AND r."table" = %(table)s AND r.outcome = 'changed'
    """


def _above(model):
    """{column: SQL} of what does not stand in the values: identity, and links to rows of the line."""
    names = {field.name for field in model._meta.concrete_fields}
    if "record" in names and model is not Citation:
        return {"public_id": "r.ident"}
    person = (
        "COALESCE(p.prisoner_id, (SELECT id FROM prisoners_prisoner WHERE public_id = r.owner))"
    )
    if model is Citation:
        return {"id": "r.ident::bigint", "record_id": "COALESCE(p.record_id, r.owner)"}
    if "code" not in names:
        return {"id": "r.ident::bigint"}
    found = {"code": "r.ident::uuid"}
    if "prisoner" in names:
        found["prisoner_id"] = person
    if "act" in names:
        act = "(SELECT id FROM pardons_clemencyact WHERE public_id = r.parent)"
        found["act_id"] = f"COALESCE(p.act_id, {act})"
    if issubclass(model, NestedPart):
        place = next(p for p in PLACES.values() if p.model is model)
        link, table = f"{place.within[0]}_id", PLACES[place.within[1]].model._meta.db_table
        parent = f"(SELECT id FROM {table} WHERE code = NULLIF(r.parent, '')::uuid)"
        found[link] = f"COALESCE(p.{link}, {parent})"
    return found


def _key(model, values):
    keys = {"article": ("country", "law", "number", "part"), "source": ("key",)}
    names = keys.get(model._meta.model_name) or (
        ("name", "country") if "country" in values else ("name",)
    )
    return {name: values[name] for name in names}
