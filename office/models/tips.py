"""Messages from readers. Only the function receive_tip() writes new ones; the public can read none."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Tip(models.Model):
    """What a reader wrote: either readable, or sealed to the group's keys and readable by nobody here.

    Of the sender there is nothing but the text, and of the time nothing but the day.
    """

    staff_may = "SELECT, UPDATE, DELETE"

    class State(models.TextChoices):
        NEW = "new", _("New")
        READING = "reading", _("Being read")
        DONE = "done", _("Done")
        SPAM = "spam", _("Spam")

    number = models.CharField(
        _("number"), max_length=12, unique=True, help_text=_("The reader was told this number.")
    )
    received_on = models.DateField(_("received on"))
    text = models.TextField(_("text"), blank=True)
    sealed = models.TextField(
        _("sealed text"),
        blank=True,
        help_text=_("Encrypted with age. Open it on a computer that holds the secret key."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    about = models.CharField(
        _("about the record"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}-[0-9A-Z]+$", _("Such as RC-7K3M9Q."))],
        help_text=_("The number of a record, such as RC-7K3M9Q."),
    )
    note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="tip_is_open_or_sealed",
                condition=Q(text="") ^ Q(sealed=""),
                violation_error_message=_("A message is either readable or sealed, never both."),
            )
        ]

    def __str__(self):
        return self.number

    @property
    def is_sealed(self):
        return bool(self.sealed)
