from django.db import models
from django.utils.translation import gettext_lazy as _


class Alert(models.Model):
    """A figure that was not shown, for staff to look into. Written by alert_staff() only."""

    class Kind(models.TextChoices):
        BOOKS = "books", _("Books that do not balance")
        TEXT = "text", _("A number that a text cannot show")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    place = models.CharField(
        _("where"),
        max_length=500,
        help_text=_("The report and its question, or the text page and what stands in it."),
    )
    edition = models.PositiveIntegerField(_("edition"))
    times = models.PositiveIntegerField(_("times"))
    first_at = models.DateTimeField(_("first at"))
    last_at = models.DateTimeField(_("last at"))

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-last_at"]
        constraints = [models.UniqueConstraint(fields=["kind", "place"], name="alert_once")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.place}"
