"""Reading a file: every line understood, matched and compared, and what it would do written down.

Nothing is written into working tables. A thousand lines are done at a time and kept at once, so that
a reading that was killed goes on where it stopped; memory does not grow with the file.
"""

import gc
from contextlib import closing, contextmanager

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from office.importing import checking, counting, known, words
from office.importing.batches import InTurn
from office.importing.catalogue import TO_BE_MADE, Catalogues
from office.importing.keeping import Keeping, line_as_kept, row_as_kept
from office.importing.keys import KEY_OF_LINE
from office.importing.line import REASONS, TOLD, Doubt
from office.importing.people import People
from office.importing.planning import Planner
from office.importing.plans import row_by_row
from office.importing.said_again import SaidAgain
from office.importing.targets import label_of, links_of
from office.models import ImportLine
from sheets import open_sheet

AT_ONCE = 1_000
WAITING = (ImportLine.Outcome.HELD, ImportLine.Outcome.REFUSED)


def read_file(imported, staging, path, *, hints, progress=lambda done, total: None, batches=InTurn):
    """Read the whole file into lines and rows of `imported`. A file that cannot be read to its end
    raises FileRefused, with nothing to be written; the lines before are kept to be looked at.
    """
    with (
        open_sheet(path, name=imported.file_name, hints=hints) as sheet,
        staging.keeping,
        _few_collections(),
    ):
        staging.begin(sheet)
        kept = ImportLine.objects.filter(of=imported).aggregate(
            last=Max("number"), done=Count("pk")
        )
        rows = ((n, cells) for n, cells in sheet.rows() if n > (kept["last"] or 0))
        rows = ((n, _without_reasons(cells)) for n, cells in rows)
        done = kept["done"]
        with closing(batches(rows, AT_ONCE)) as read:
            staging.meanwhile = read.meanwhile
            for batch in read:
                with transaction.atomic(), row_by_row():
                    _take(staging, batch)
                done += len(batch)
                progress(done, imported.total)
        staging.keeping.wait()
    counting.finish(imported, staging.profile)


def _take(staging, batch):
    """The receipt is written only where it has changed: whatever refers to it goes through all its versions,
    which stay for as long as a second session writes behind the reading.
    """
    before = staging.imported.links
    staging.take(batch)
    if staging.imported.links != before:
        staging.imported.save(update_fields=["links"])


@contextmanager
def _few_collections():
    """Thousands of rows are made and dropped together: looking for cycles among them takes a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _without_reasons(cells):
    """The row without what the download of refused rows added to it."""
    return {name: text for name, text in cells.items() if name != REASONS}


class Staging:
    """Turns lines into `ImportLine`s and `ImportRow`s, a batch at a time."""

    def __init__(self, imported, reader_of, keeping=None):
        self.imported, self.reader_of = imported, reader_of
        self.keeping = keeping or Keeping()
        self.meanwhile = lambda: None  # called where PostgreSQL begins to be waited for
        self.catalogues = Catalogues()
        self.reader = None
        self.checks = checking.Checks()
        self.links = {tuple(link[:3]) for link in imported.links}

    @property
    def profile(self):
        return self.reader.profile

    def begin(self, sheet):
        self.imported.columns = [name for name in sheet.columns if name != REASONS]
        self.open_reader(self.imported.columns)
        remarks = []
        if self.reader.unread:
            remarks.append({"kind": "unread", "text": _("Columns that the profile does not know, left out: %(names)s.")
                            % {"names": ", ".join(self.reader.unread)}})  # fmt: skip
        if self.reader.missing:
            remarks.append({"kind": "missing", "text": _("Columns that the profile expects and the file does not have: %(names)s.")
                            % {"names": ", ".join(self.reader.missing)}})  # fmt: skip
        self.imported.remarks = remarks
        self.imported.save(update_fields=["columns", "remarks"])

    def open_reader(self, columns):
        self.reader = self.reader_of(columns, self.catalogues)
        self.accepted = set(self.reader.profile.accept) | set(self.imported.accepted)
        self.people = People(self.imported, self.reader, self.accepted)
        self.planner = Planner(self.imported, self.reader, self.catalogues)
        self.said_again = SaidAgain(self.imported, self.reader.profile)

    def take(self, batch, decided=None, *, is_taken=False):
        """`decided`: {line number: public id, or "" for a new person} of lines that somebody decided.

        `is_taken`: whatever is doubtful about these lines was accepted.
        """
        self.is_taken = is_taken
        digests, again = ({}, {}) if decided else self._said_again(batch)
        lines = [again.get(number) or self.reader.read(number, cells) for number, cells in batch]
        self.meanwhile()
        self.keeping.wait()  # from here on what came before is asked for
        self._refuse_repeated(lines)
        people, planned = self._planned(lines, decided or {})
        kept_lines, kept_rows = [], []
        self._refuse_broken(lines, planned)
        of = str(self.imported.pk)
        for line in lines:
            rows = planned[line.number]
            person, digest = people.get(line.number), digests.get(line.number)
            kept_lines.append(self._line(of, line, person, rows, digest))
            for place, row in enumerate(rows):
                self._note_links(row, line)
                kept_rows.append(row_as_kept(of, line, place, row))
        self.keeping.keep(kept_lines, kept_rows)

    def _said_again(self, batch):
        """({number: digest}, {number: Line} of those that say what they said)."""
        digests = {number: self.said_again.digest(cells) for number, cells in batch}
        return digests, self.said_again.among(digests, batch)

    def _planned(self, lines, decided):
        """({line number: Person}, {line number: [Planned]})"""
        keys = [line.key for line in lines if not line.is_again]
        before = known.said_before(self.imported.list_name, keys)
        people = self.people.of(lines, before, decided)
        self.planner.begin(lines, people, before)
        return people, {
            line.number: []
            if line.is_refused or line.is_again or people[line.number].is_open
            else self.planner.rows(line, people[line.number])
            for line in lines
        }

    def _note_links(self, row, line):
        """Courts, articles, sources … that nobody entered yet are made when the import is written."""
        model = row.row.model
        for name in links_of(model):
            value = row.values.get(name)
            if isinstance(value, str) and value.startswith(TO_BE_MADE):
                link = (label_of(model), name, value)
                if link not in self.links:
                    self.links.add(link)
                    self.imported.links = [*self.imported.links, [*link, line.number]]

    def _refuse_repeated(self, lines):
        """A key that is there twice in one file: the second line is refused, never taken for news."""
        keys = [line.key for line in lines if not line.key.startswith(KEY_OF_LINE)]
        seen = set(
            ImportLine.objects.filter(of=self.imported, key__among=keys)
            .exclude(number__among=[line.number for line in lines])
            .order_by()
            .values_list("key", flat=True)
        )
        for line in lines:
            if line.key in seen:
                what = (
                    _("this line is in the file twice")
                    if line.key.startswith(KEY_OF_LINE)
                    else _("this key is in the file twice")
                )
                line.fault("", line.key, what, refuses=True)
            seen.add(line.key)

    def _refuse_broken(self, lines, planned):
        """Rows that break a rule of their table stay out, and what lies in them; the rest is taken."""
        written = [
            (line, row)
            for line in lines
            for row in planned[line.number]
            if row.outcome in ("new", "changed")
        ]
        refused = self.checks.refused([(row.row.model, row.whole) for _line, row in written])
        for place, sentence in refused.items():
            line, row = written[place]
            line.fault(row.row.place, words.of_row(row.row), sentence)
            if row.outcome == "changed":  # it stays as it is, with what lies in it
                planned[line.number].remove(row)
                line.is_refused |= row.row.place == self.profile.rows
                continue
            line.is_refused |= row.row.place in ("person", self.profile.rows)
            gone = {row.ident}
            kept = []
            for each in planned[line.number]:
                if each.ident in gone or each.parent in gone or line.is_refused:
                    gone.add(each.ident)
                else:
                    kept.append(each)
            planned[line.number] = kept

    # --- as they are kept ---

    def _line(self, of, line, person, rows, digest):
        written = {row.row.place for row in rows if row.outcome != "same"}
        line.doubts = [
            each
            for each in line.doubts
            if each[0] in (Doubt.LIKELY_SAME, Doubt.ERASED, *TOLD)
            or each[1].partition(".")[0] in written
        ]
        is_open = any(kind not in {*self.accepted, *TOLD} for kind, *_ in line.doubts)
        if line.is_refused:
            outcome = ImportLine.Outcome.REFUSED
        elif (is_open and written and not self.is_taken) or (person and person.is_open):
            outcome = ImportLine.Outcome.HELD
        elif person and person.is_new:
            outcome = ImportLine.Outcome.NEW
        else:
            outcome = ImportLine.Outcome.CHANGED if written else ImportLine.Outcome.UNCHANGED
        is_told = any(kind in TOLD for kind, *_ in line.doubts)
        is_open = line.faults or is_told or line.is_provisional or outcome in WAITING
        return line_as_kept(
            of,
            line,
            outcome=outcome,
            public_id="" if line.is_refused else self._about(person, rows),
            candidates=person.candidates if person else [],
            digest=None if is_open or line.is_again else digest,
        )

    def _about(self, person, _rows):
        return person.public_id if person else ""
