"""What only the office needs: whose case it is, and tags. Never published."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.models.person import Prisoner


@tracked
class Tag(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self):
        return self.name


@tracked
class Assignment(models.Model):
    """Whose case it is."""

    prisoner = models.ForeignKey(
        "Prisoner", verbose_name=_("prisoner"), on_delete=models.CASCADE, related_name="assignments"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    assigned_at = models.DateTimeField(_("assigned at"), auto_now_add=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["prisoner", "user"],
                name="assignment_once",
                violation_error_message=_("The case is assigned to this person already."),
            )
        ]

    def __str__(self):
        return f"{self.prisoner}: {self.user}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    obj_field=None,
    append_only=True,
    meta={"indexes": [models.Index(fields=["prisoner"])]},
)
class Tagging(Prisoner.tags.through):
    """That a person has a tag: kept in the history like every other row."""

    class Meta:
        proxy = True
