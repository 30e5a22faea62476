"""The record: one row per root that goes through approval (DESIGN §6).

Prisoners, clemency acts, count claims and text pages are roots. Each owns one record: its public
id, its state, and a revision number that a trigger counts up with every change of the root or of
anything that belongs to it.
"""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.triggers import never_changes


class RecordQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state=Record.State.DRAFT)

    def ready_for_review(self):
        return self.filter(state=Record.State.READY)

    def changed_since_publication(self):
        return self.filter(published_revision__isnull=False, revision__gt=F("published_revision"))


# Every edit counts up the revision; only what an editor or reviewer decides is kept as history.
@pghistory.track(
    pghistory.UpdateEvent(condition=pgtrigger.AnyChange("state", "published_revision")),
    append_only=True,
    level=pghistory.Statement,
)
class Record(models.Model):
    """Identity and editorial state of one root. Never deleted: a public id is never reused."""

    class Kind(models.TextChoices):
        PRISONER = "prisoner", _("Prisoner")
        ACT = "act", _("Clemency act")
        CLAIM = "claim", _("Count claim")
        PAGE = "page", _("Text page")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Ready for review")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        MERGED = "merged", _("Merged into another")
        ERASED = "erased", _("Erased")

    public_id = models.CharField(_("public id"), max_length=12, primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(_("revision"), default=0, db_default=0)
    published_revision = models.PositiveIntegerField(_("published revision"), null=True, blank=True)
    published_digest = models.CharField(
        _("digest of what was published"), max_length=64, blank=True, default="", db_default=""
    )
    editors = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("edited since publication by"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("User ids, kept by trigger. Nobody among them may approve."),
    )
    submitted_at = models.DateTimeField(_("sent to review at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now_add=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="absorbed",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        indexes = [
            models.Index(fields=["kind", "state", "-changed_at"]),
            models.Index(
                fields=["kind", "-changed_at"],
                name="record_changed_since_published",
                condition=Q(revision__gt=F("published_revision")),
            ),
            # Few are merged; the index holds only those.
            models.Index(
                fields=["merged_into"],
                name="record_absorbed",
                condition=Q(merged_into__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="record_merged_into_another",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                violation_error_message=_("A merged record says which record it became part of."),
            ),
        ]
        triggers = [
            never_changes(
                "public_id", rule="public_id_never_changes", message="A public id never changes."
            ),
            pgtrigger.Trigger(
                name="never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="PERFORM refuse('record_never_deleted', 'A record is never deleted.'); RETURN NULL;",
            ),
        ]

    def __str__(self):
        return self.public_id

    @property
    def is_public(self):
        """Whether the register shows a version of it now."""
        return self.published_revision is not None

    @property
    def is_changed_since_publication(self):
        return self.is_public and self.revision > self.published_revision

    def all_absorbed(self):
        """The records that were merged into this one, and into those in turn."""
        found, level = set(), {self.pk}
        while level:
            level = set(Record.objects.filter(merged_into__in=level).values_list("pk", flat=True))
            found |= level
        return Record.objects.filter(pk__in=found)

    def at_the_end(self):
        """The record that this one is part of now, after all merges; itself when it is in none."""
        record = self
        while record.merged_into_id:
            record = record.merged_into
        return record


class Root(models.Model):
    """Base of the models that own a record; `record_id` is the public id.

    The record row is made by a trigger when the root is inserted, so that bulk inserts make it too.
    """

    class Meta:
        abstract = True

    @property
    def public_id(self):
        return self.record_id

    def clean_fields(self, exclude=None):
        """A new root has no record to check yet: it is made when the root is saved."""
        exclude = set(exclude or ())
        if self._state.adding:
            exclude.add("record")
        super().clean_fields(exclude)
