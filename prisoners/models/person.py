from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDateField, days_of
from core.history import tracked
from prisoners.facts.person import (
    ExternalIdTexts,
    NameTexts,
    PrisonerFacts,
    PrisonerTexts,
    RelationFacts,
)
from prisoners.models.part import PrisonerPart, part_triggers
from prisoners.triggers import life_in_order_of_person, names_change, names_of_person_change
from sources.models.record import Root
from sources.models.roots import record_field, root_triggers

# A misspelt seal would seal nothing, so only these are taken. A name is not sealed, it is withheld.
PHOTO = "photo"
SEALABLE = [
    *(
        field.name
        for facts in (PrisonerFacts, PrisonerTexts)
        for field in facts._meta.local_fields
        if not field.generated and field.name != "display_name"
    ),
    PHOTO,
]


@tracked
class Prisoner(PrisonerFacts, PrisonerTexts, Root):
    """A person with a record. Whether they are held on a day follows from detentions, never from here."""

    class Basis(models.TextChoices):
        UNKNOWN = "unknown", _("Not yet decided")
        CONSENT = "consent", _("Consent of the person")
        FAMILY = "family_consent", _("Consent of the family")
        PUBLIC = "already_public", _("Already public through the person, family or lawyer")
        INTEREST = "public_interest", _("Public interest")

    record = record_field("RC")
    publication_basis = models.CharField(
        _("basis of publication"), max_length=20, choices=Basis, default=Basis.UNKNOWN
    )
    basis_note = models.TextField(
        _("the basis in words"), blank=True, help_text=_("Why it holds in this case.")
    )
    basis_review_on = PartialDateField(_("review the basis on"))
    embargo_ends_on = models.DateField(
        _("not published before"),
        null=True,
        blank=True,
        help_text=_(
            "A day such as 2027-01-31. Then the embargo is over, and the record waits for approval."
        ),
    )
    embargo_reason = models.CharField(_("why not before"), max_length=300, blank=True)
    is_name_withheld = models.BooleanField(
        _("name withheld"),
        default=False,
        help_text=_(
            "Counted everywhere; no name, photo, free text or source is shown, dates and places are coarsened."
        ),
    )
    is_minor_shown = models.BooleanField(
        _("show although under 18"),
        default=False,
        help_text=_("People under 18 are withheld unless this is decided."),
    )
    withheld_reason = models.CharField(_("why the name is withheld"), max_length=300, blank=True)
    sealed_fields = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("sealed fields"),
        default=list,
        blank=True,
        help_text=_(
            "Names of fields that are not published, for example: health, born_on, affiliation."
        ),
    )
    sealed_reason = models.CharField(_("why they are sealed"), max_length=300, blank=True)
    sealed_review_on = PartialDateField(_("review the seal on"))
    basis_review_on_days = days_of("basis_review_on")
    sealed_review_on_days = days_of("sealed_review_on")
    notes = models.TextField(_("confidential notes"), blank=True)
    family_contacts = models.TextField(_("family contacts"), blank=True)
    informants = models.TextField(_("informants"), blank=True)
    tags = models.ManyToManyField(
        "Tag", verbose_name=_("tags"), blank=True, related_name="prisoners"
    )

    class Meta:
        verbose_name = _("prisoner")
        verbose_name_plural = _("prisoners")
        ordering = ["display_name", "id"]
        indexes = [models.Index(fields=["display_name"])]
        constraints = [
            models.CheckConstraint(
                name="prisoner_withheld_with_a_reason",
                condition=Q(is_name_withheld=False) | ~Q(withheld_reason=""),
                violation_error_message=_("Say why the name is withheld."),
            ),
            models.CheckConstraint(
                name="prisoner_sealed_with_a_reason",
                condition=Q(sealed_fields=[]) | ~Q(sealed_reason=""),
                violation_error_message=_("Say why fields are sealed."),
            ),
            models.CheckConstraint(
                name="prisoner_sealed_fields_exist",
                condition=Q(sealed_fields__contained_by=SEALABLE),
                violation_error_message=_(
                    "One of the sealed fields is not a public field of a person."
                ),
            ),
            models.CheckConstraint(
                name="prisoner_embargo_with_a_reason",
                condition=Q(embargo_ends_on=None) | ~Q(embargo_reason=""),
                violation_error_message=_("Say why it is not published before that day."),
            ),
        ]
        triggers = [
            *root_triggers("prisoner"),
            life_in_order_of_person(),
            *names_of_person_change(),
        ]

    def __str__(self):
        return f"{self.display_name or _('Unnamed person')} ({self.public_id})"


@tracked
class Name(NameTexts, PrisonerPart):
    prisoner = models.ForeignKey(
        Prisoner,
        verbose_name=_("prisoner"),
        on_delete=models.CASCADE,
        related_name="names",
        db_index=False,  # the constraint begins with it
    )

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["prisoner", "text", "kind", "language"],
                name="name_once",
                violation_error_message=_("This name is there already."),
            ),
            models.CheckConstraint(
                name="name_has_a_text",
                condition=~Q(text=""),
                violation_error_message=_("Write the name."),
            ),
        ]
        triggers = [*part_triggers(), *names_change()]

    def __str__(self):
        return self.text


@tracked
class Relation(RelationFacts, PrisonerPart):
    """`prisoner` has in `other` a co-defendant, parent, sibling …"""

    prisoner = models.ForeignKey(
        Prisoner, verbose_name=_("prisoner"), on_delete=models.CASCADE, related_name="relations"
    )
    other = models.ForeignKey(
        Prisoner,
        verbose_name=_("other person"),
        on_delete=models.CASCADE,
        related_name="relations_from_others",
    )
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never published.")
    )

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(
                fields=["prisoner", "other", "kind"],
                name="relation_once",
                violation_error_message=_("This relation is there already."),
            ),
            models.CheckConstraint(
                name="relation_between_two",
                condition=~Q(prisoner=F("other")),
                violation_error_message=_("A relation needs two different people."),
            ),
        ]
        triggers = part_triggers()

    def __str__(self):
        return f"{self.get_kind_display()}: {self.other}"


@tracked
class ExternalId(ExternalIdTexts, PrisonerPart):
    prisoner = models.ForeignKey(
        Prisoner, verbose_name=_("prisoner"), on_delete=models.CASCADE, related_name="external_ids"
    )
    is_joined = models.BooleanField(
        _("joined"),
        default=False,
        editable=False,
        help_text=_(
            "The person was here before this list came: its lines add and never overwrite."
        ),
    )
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never published.")
    )

    class Meta:
        verbose_name = _("id in another list")
        verbose_name_plural = _("ids in other lists")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="external_id_once",
                violation_error_message=_("Another record has this id in this list already."),
            )
        ]
        triggers = part_triggers()

    def __str__(self):
        return f"{self.scheme}: {self.value}"
