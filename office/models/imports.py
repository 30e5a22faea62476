"""What is kept of imports: the receipt, the lines that wait or were refused, and what was written.

`Import` is the receipt of one file. `ImportLine` is a row of that file: its cells stay while somebody
may still need them. `ImportRow` is a row of a working table that a line makes or changes, and
afterwards the record of that. `ImportedLine` remembers, for each list, which working rows a line
of it became and what the list said then: so the next version of the list changes only what differs,
and what staff have corrected since is never overwritten. All of it is confidential.
"""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.triggers import never_changes, per_statement


@tracked
class ImportProfile(models.Model):
    """A profile that staff wrote; one of the same name in `import_profiles/` is not used any more."""

    name = models.SlugField(_("name"), max_length=60, unique=True)
    text = models.TextField(
        _("profile"), help_text=_("TOML; docs/import.md says what may stand in it.")
    )

    class Meta:
        verbose_name = _("import profile")
        verbose_name_plural = _("import profiles")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Import(models.Model):
    """The receipt of one file: who, when, which profile, how many, what was held back and why."""

    class State(models.TextChoices):
        READING = "reading", _("Is being read")
        READY = "ready", _("Read, nothing is written yet")
        WRITING = "writing", _("Is being written")
        DONE = "done", _("Done")
        FAILED = "failed", _("Could not be read")
        DROPPED = "dropped", _("Given up before anything was written")
        UNDONE = "undone", _("Undone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    profile_name = models.CharField(_("profile"), max_length=60)
    profile_text = models.TextField(_("the profile as it was"))
    list_name = models.CharField(_("list"), max_length=60)
    file_name = models.CharField(_("file"), max_length=250)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    file_size = models.BigIntegerField(_("bytes"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    columns = models.JSONField(
        _("columns of the file"), default=list, help_text=_("In their order.")
    )
    last_of_list = models.ForeignKey(
        "self",
        verbose_name=_("import of the list before"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The one that was written last when this file was read."),
    )
    accepted = models.JSONField(
        _("taken although doubtful"),
        default=list,
        help_text=_("Kinds of doubt that were accepted."),
    )
    links = models.JSONField(
        default=list,
        help_text="Table, column, name and line of catalogue rows that are to be made.",
    )
    counts = models.JSONField(_("counts"), default=dict)
    remarks = models.JSONField(_("remarks on the file"), default=list)
    step = models.CharField(_("step"), max_length=60, blank=True)
    total = models.PositiveIntegerField(_("lines in all"), default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at"]
        permissions = [("run_import", _("Can import files and undo imports"))]

    def __str__(self):
        return f"{self.file_name} ({self.started_at:%Y-%m-%d %H:%M})"


class ImportLine(models.Model):
    """One row of the file. `cells` are kept while it waits or was refused."""

    names_record_in = ("public_id",)
    names_candidates_in = "candidates"

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        HELD = "held", _("Held for review")
        REFUSED = "refused", _("Refused")

    class Decision(models.TextChoices):
        NONE = "", _("None yet")
        TAKE = "take", _("Taken")
        DROP = "drop", _("Left out")

    of = models.ForeignKey(
        Import,
        verbose_name=_("import"),
        on_delete=models.CASCADE,
        related_name="lines",
        db_index=False,  # the constraint begins with it
    )
    number = models.PositiveIntegerField(_("row"), help_text=_("As the spreadsheet counts."))
    key = models.CharField(_("key in the list"), max_length=250, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    public_id = models.CharField(_("public id"), max_length=12, blank=True)
    name_key = models.BigIntegerField(null=True, help_text=_("Of lines that share a name."))
    cells = models.JSONField(_("as it came"), default=dict)
    digest = models.UUIDField(
        null=True,
        editable=False,
        help_text="Of the cells, where nothing was left of them and nothing is open; until it is written.",
    )
    faults = models.JSONField(_("faults"), default=list, help_text=_("Column, value, reason."))
    doubts = models.JSONField(_("doubts"), default=list, help_text=_("Kind, column, value."))
    candidates = models.JSONField(_("who it may be"), default=list)
    before = models.JSONField(
        null=True, help_text="Rows and last import of the same line of the list before this one."
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # nobody asks who decided what
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        ordering = ["of_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="import_line_once"),
        ]
        indexes = [
            models.Index(fields=["of", "outcome", "number"]),
            models.Index(fields=["of", "key"], name="import_line_keys"),
            models.Index(
                fields=["of", "name_key"],
                name="import_line_names",
                condition=Q(name_key__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.number}"


class ImportRow(models.Model):
    """A row of a working table that a line makes or changes.

    `ident` says which: the public id of a root, the code of a part, the primary key of a row of a
    catalogue. `values` are those to be written, `before` those that stood there.
    """

    names_record_in = ("owner",)

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Here already")
        MADE = "made", _("Made in a catalogue")

    # Checked once per statement, not once per row: half a million rows of a file are of one import.
    of = models.ForeignKey(
        Import,
        on_delete=models.CASCADE,
        related_name="rows",
        db_index=False,
        db_constraint=False,
    )
    line = models.PositiveIntegerField(_("row"))
    position = models.PositiveSmallIntegerField()
    place = models.CharField(_("place in the line"), max_length=120)
    table = models.CharField(_("table"), max_length=60)
    owner = models.CharField(_("record"), max_length=12, blank=True)
    ident = models.CharField(max_length=40)
    parent = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    values = models.JSONField(_("values"))
    before = models.JSONField(_("values before"), default=dict)
    said = models.JSONField(
        _("what the list says"), null=True, help_text=_("Nothing where it says just the values.")
    )

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["of_id", "line", "position"]
        indexes = [
            models.Index(fields=["of", "line"]),
            models.Index(fields=["owner"]),
        ]
        triggers = [
            per_statement(
                "of_an_import",
                pgtrigger.Insert,
                "refuse('import_row_of_an_import', 'A row of an import that is not there.') FROM new_rows r "
                "WHERE NOT EXISTS (SELECT FROM office_import WHERE id = r.of_id)",
            ),
            never_changes(
                "of_id",
                rule="import_row_of_an_import",
                message="A row of an import stays with it.",
            ),
        ]

    def __str__(self):
        return f"{self.table} {self.ident}"

    @property
    def stated(self):
        """What the list says of the row: {field: value}."""
        return self.values if self.said is None else self.said


class ImportedLine(models.Model):
    """A line of a list as it was when it was last read, and the working rows that it became.

    `rows` is {place: [table, ident, {field: what the list said}]}.
    """

    names_record_in = ("owner",)

    list_name = models.CharField(_("list"), max_length=60)
    key = models.CharField(_("key in the list"), max_length=250)
    owner = models.CharField(_("record"), max_length=12, blank=True)
    rows = models.JSONField(_("what the list says"))
    digest = models.UUIDField(
        null=True, editable=False, help_text="Of the cells that say just this (`said_again`)."
    )
    name_key = models.BigIntegerField(
        null=True, editable=False, help_text="As of the line with these cells."
    )
    last = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("line that came from a list")
        verbose_name_plural = _("lines that came from lists")
        constraints = [
            models.UniqueConstraint(fields=["list_name", "key"], name="imported_line_once"),
        ]
        indexes = [
            models.Index(fields=["owner"]),
            models.Index(
                fields=["digest"],
                name="imported_line_digests",
                condition=Q(digest__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.list_name} {self.key}"
