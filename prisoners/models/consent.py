"""Consents: who agreed to what, when, how, and until when. Confidential."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDateField, days_of
from core.history import tracked
from prisoners.models.part import PrisonerPart, part_triggers
from prisoners.rules import ends_after_it_begins
from sources.models import Evidence


class ConsentQuerySet(models.QuerySet):
    def in_force(self, on):
        """Those that hold on that day under every reading: one that ends "in 2027" holds to 1 January."""
        return self.filter(withdrawn_on="").filter(
            Q(until_on="") | Q(until_on_days__startswith__gte=on)
        )

    def over(self, on):
        """Those that were withdrawn, or whose time may be over."""
        return self.exclude(pk__in=self.in_force(on))

    def to_review(self, on, by):
        """Those that hold, and are to be looked at again, or end, by a later day."""
        due = Q(review_on_days__startswith__lte=by) | Q(until_on_days__startswith__lte=by)
        return self.in_force(on).filter(due)


@tracked
class Consent(PrisonerPart):
    """One consent. A new answer to the same question is a new row; a withdrawal ends the old one."""

    class GivenBy(models.TextChoices):
        PERSON = "person", _("The person")
        FAMILY = "family", _("The family")
        GUARDIAN = "guardian", _("A parent or guardian of somebody under 18")
        LAWYER = "lawyer", _("The lawyer, for the person")
        OTHER = "other", _("Somebody else, see the note")

    class Way(models.TextChoices):
        WRITTEN = "written", _("In writing, signed")
        MESSAGE = "message", _("By message")
        SPOKEN = "spoken", _("Spoken")
        PASSED_ON = "passed_on", _("Passed on by somebody")

    class Scope(models.TextChoices):
        NAME = "name", _("Name and case")
        PHOTO = "photo", _("Photo")
        HEALTH = "health", _("Health")
        FAMILY = "family", _("Family")
        LETTERS = "letters", _("Address for letters")

    OF_THE_PERSON = (GivenBy.PERSON, GivenBy.LAWYER)
    OF_THE_FAMILY = (GivenBy.FAMILY, GivenBy.GUARDIAN)

    given_by = models.CharField(_("given by"), max_length=10, choices=GivenBy)
    given_by_name = models.CharField(_("their name"), max_length=200, blank=True)
    given_on = PartialDateField(_("given on"), blank=False)
    way = models.CharField(_("how"), max_length=10, choices=Way, default=Way.WRITTEN)
    scope = ArrayField(
        models.CharField(max_length=10, choices=Scope), verbose_name=_("for what"), default=list
    )
    until_on = PartialDateField(_("until"), help_text=_("Empty: until it is withdrawn."))
    withdrawn_on = PartialDateField(_("withdrawn on"))
    review_on = PartialDateField(_("review on"))
    evidence = models.ForeignKey(
        Evidence,
        verbose_name=_("kept paper or message"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    given_on_days = days_of("given_on")
    until_on_days = days_of("until_on")
    withdrawn_on_days = days_of("withdrawn_on")
    review_on_days = days_of("review_on")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="consent_for_something",
                condition=~Q(scope=[]),
                violation_error_message=_("Say what the consent is for."),
            ),
            models.CheckConstraint(
                name="consent_has_a_date",
                condition=~Q(given_on=""),
                violation_error_message=_("Say when the consent was given, however roughly."),
            ),
            ends_after_it_begins(
                "consent",
                began="given_on_days",
                ended="withdrawn_on_days",
                message=_("The consent was withdrawn before it can have been given."),
            ),
            models.CheckConstraint(
                name="consent_until_after_given",
                condition=Q(until_on_days__isnull=True)
                | ~Q(until_on_days__fully_lt=F("given_on_days")),
                violation_error_message=_("The consent is over before it can have been given."),
            ),
            models.CheckConstraint(
                name="consent_other_says_who",
                condition=~Q(given_by="other") | ~Q(staff_note=""),
                violation_error_message=_("Say in the note who gave the consent."),
            ),
        ]
        triggers = part_triggers()

    def __str__(self):
        return f"{self.get_given_by_display()}: {self.scope_in_words}"

    @property
    def scope_in_words(self):
        names = dict(self.Scope.choices)
        return ", ".join(str(names.get(one, one)) for one in self.scope)
