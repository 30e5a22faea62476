"""Writing what was read: all of an import in one transaction, or nothing of it.

Lines go in portions, each in a savepoint, with the rules that are kept at commit checked at its end.
Where the database refuses a portion it is cut in two until the line stands alone that it refuses;
that line is refused with the sentence, and the others are written. A rehearsal does the same and
takes all of it back: so the preview cannot differ from what will happen.

Both can go on beside the reading (`following`): `waits` then returns when there are more lines, True, or when
all are read, False.
"""

from collections import defaultdict

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from office.importing import counting, history, many, named, profiles, remembering, tables
from office.importing.checking import defaults_of
from office.importing.copying import as_json
from office.importing.plans import row_by_row
from office.importing.records import WRITTEN
from office.importing.statements import MODELS, insert_of, update_of
from office.importing.targets import TABLES, label_of
from office.models import Import, ImportLine, ImportRow
from prisoners.models import Prisoner
from sources.touching import touched_once
from sources.violations import check_now, explain

LOCK = 7_236_004  # any number: one import is written at a time
AT_ONCE = 1_000


class CannotWrite(Exception):
    """Why an import cannot be written as it was read. Nothing was written."""


class _TakenBack(Exception):
    """Ends a rehearsal."""


@seeing.as_system()
def write(imported, *, by, progress=lambda done, total: None, waits=None):
    """Write the lines that are new or changed; the refused ones are in the receipt."""
    with transaction.atomic(), history.context(imported, by):
        _take_turn()
        if waits is None:
            _lock(imported)
        writing = Writing(imported, progress)
        writing.all(waits=waits)
        if waits is not None:
            imported = _lock(imported)
        writing.note_refused()
        remembering.finish(imported)
        imported.state = Import.State.DONE
        imported.written_by, imported.written_at = by, timezone.now()
        imported.step = ""
        imported.save()
    imported.counts = imported.counts | counting.counts(imported)
    imported.save(update_fields=["counts"])
    return imported


@seeing.as_system()
def rehearse(imported, *, by, progress=lambda done, total: None, waits=None):
    """Try all of it and take it back; lines that the database refuses become refused."""
    writing = Writing(imported, progress)
    try:
        with transaction.atomic(), history.context(imported, by), connection.cursor() as cursor:
            # Rows that another import is writing would be waited for one by one.
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            writing.all(waits=waits)
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


def _take_turn():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise CannotWrite(_("Another import is being written. Try again when it has ended."))


def _lock(imported):
    """The import as it is now, which nobody else decides about or gives up from here on."""
    fresh = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
    if fresh.state not in (Import.State.READY, Import.State.WRITING):
        raise CannotWrite(_("This import is not waiting to be written."))
    if last_of(imported.list_name) != imported.last_of_list_id:
        raise CannotWrite(
            _("Another file of this list was imported since this one was read. Read it again.")
        )
    return fresh


def last_of(list_name):
    """The import of this list that was written last."""
    done = Import.objects.filter(list_name=list_name, state=Import.State.DONE)
    return done.order_by("-written_at").values_list("pk", flat=True).first()


class Writing:
    def __init__(self, imported, progress):
        self.imported, self.progress = imported, progress
        self.profile = profiles.read(imported.profile_text, imported.profile_name)
        self.refused = {}  # {line number: sentence}
        self.made = {}  # what was made in catalogues (`named`)
        self.linked = set()  # tables whose rows have lists of links
        self.done = 0

    def all(self, only=None, waits=None):
        """Write the lines; `only` those of these numbers."""
        if self.profile.rows != "people":
            self.linked = many.tables_with_lists(self.imported)
        lines = ImportLine.objects.filter(of=self.imported, outcome__in=WRITTEN).order_by("number")
        if only is not None:
            lines = lines.filter(number__among=only)
        remembering.begin()
        with row_by_row():
            self._portions(lines, waits)
        if self.profile.rows != "people":
            tables.link_within(self.imported, TABLES[self.profile.rows])

    def _portions(self, lines, waits):
        total, last, are_all_read = lines.count(), 0, waits is None
        while True:
            # Lines of which nothing is written are passed over once, not with each portion that comes.
            kept = ImportLine.objects.filter(of=self.imported)
            newest = kept.order_by("number").values_list("number", flat=True).last() or 0
            more = lines.filter(number__gt=last, number__lte=newest)
            if numbers := list(more.values_list("number", flat=True)[:AT_ONCE]):
                self.made |= named.make(self.imported, self.profile, self.made)
                self._portion(numbers)
                last = numbers[-1]
                self.done += len(numbers)
                self.progress(self.done, max(total, self.done))
            elif are_all_read:
                return
            else:
                last = newest
                are_all_read = not waits()

    def _portion(self, numbers):
        if self.profile.rows == "people":
            numbers = self._without_lost(numbers)
        if not numbers:
            return
        try:
            with transaction.atomic(), touched_once():
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
        else:
            remembering.remember(self.imported, numbers)
            # Each line that is remembered refers to the import, which is checked here with nothing around it.
            check_now(savepoint=False)

    def _write(self, numbers):
        kinds = defaultdict(set)
        kept = ImportRow.objects.filter(of=self.imported, line__among=numbers).order_by()
        for table, outcome in kept.values_list("table", "outcome").distinct():
            kinds[table].add(outcome)
        with connection.cursor() as cursor:
            for model in MODELS:
                outcomes = kinds.get(label_of(model), ())
                if ImportRow.Outcome.NEW in outcomes:
                    cursor.execute(insert_of(model), self._given(numbers, model))
                if ImportRow.Outcome.CHANGED in outcomes:
                    cursor.execute(update_of(model), self._given(numbers, model))
                if outcomes and label_of(model) in self.linked:
                    many.link(cursor, self._given(numbers, model), model)

    def _without_lost(self, numbers):
        """Somebody who was here when the file was read may have been merged or deleted since."""
        about = dict(
            ImportLine.objects.filter(of=self.imported, number__among=numbers, outcome="changed")
            .exclude(public_id="")
            .values_list("number", "public_id")
        )
        if not about:
            return numbers
        here = set(
            Prisoner.objects.filter(record__among=about.values()).values_list(
                "record_id", flat=True
            )
        )
        here |= set(
            ImportRow.objects.filter(
                of=self.imported, line__among=numbers, table=label_of(Prisoner), outcome="new"
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

    def note_refused(self):
        for number, sentence in self.refused.items():
            line = ImportLine.objects.get(of=self.imported, number=number)
            line.faults = [*line.faults, ["", "", sentence]]
            line.outcome = ImportLine.Outcome.REFUSED
            line.save()
