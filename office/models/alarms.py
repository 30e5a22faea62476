"""Kept files that are not what they were, until they are again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileAlarm(models.Model):
    """One kept file that could not be given as it was taken in. It goes when the file is whole again."""

    class Fault(models.TextChoices):
        MISSING = "missing", _("Missing")
        ALTERED = "altered", _("Altered, or no key opens it")

    file = models.CharField(_("file"), max_length=200, unique=True)
    fault = models.CharField(_("fault"), max_length=10, choices=Fault)
    first_at = models.DateTimeField(_("first seen at"), auto_now_add=True)
    last_at = models.DateTimeField(_("last seen at"), auto_now=True)

    class Meta:
        verbose_name = _("missing or altered file")
        verbose_name_plural = _("missing or altered files")
        ordering = ["-last_at"]

    def __str__(self):
        return f"{self.file}: {self.get_fault_display()}"
