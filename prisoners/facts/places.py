"""Catalogues that many records share: facilities, courts, officials, articles, contexts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts
from core.fields import PartialDateField, days_of


class PlaceFacts(Facts):
    """Name and whereabouts of an institution."""

    name = models.CharField(_("name"), max_length=250)
    name_native = models.CharField(_("name in its own language"), max_length=250, blank=True)
    other_names = models.CharField(_("other names"), max_length=500, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2.")
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    location_basis = models.CharField(_("where the location is from"), max_length=120, blank=True)
    note = models.TextField(
        _("public note"), blank=True, help_text=_("What sources say of the place, with the source.")
    )

    class Meta:
        abstract = True


class FacilityFacts(PlaceFacts):
    """A place of detention."""

    class Kind(models.TextChoices):
        COLONY = "penal_colony", _("Penal colony")
        WOMENS_COLONY = "womens_penal_colony", _("Women's penal colony")
        SPECIAL_COLONY = "special_regime_colony", _("Penal colony, special regime")
        PRISON = "prison", _("Prison")
        PRETRIAL = "pretrial_centre", _("Pre-trial detention centre")
        TEMPORARY = "temporary_detention", _("Temporary detention, police cells")
        OPEN = "open_facility", _("Open-type facility")
        PSYCHIATRIC = "psychiatric", _("Psychiatric institution")
        HOSPITAL = "hospital", _("Hospital")
        HOME = "home", _("Home")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    kind = models.CharField(_("kind"), max_length=25, choices=Kind, default=Kind.UNKNOWN)
    address = models.CharField(_("address for letters"), max_length=300, blank=True)

    class Meta:
        abstract = True


class CourtFacts(PlaceFacts):
    class Kind(models.TextChoices):
        DISTRICT = "district", _("District court")
        REGIONAL = "regional", _("Regional court")
        SUPREME = "supreme", _("Supreme court")
        MILITARY = "military", _("Military court")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNKNOWN)

    class Meta:
        abstract = True


class OfficialFacts(Facts):
    """A judge, prosecutor or other official. Named only with a source; a reply is shown beside it."""

    class Role(models.TextChoices):
        JUDGE = "judge", _("Judge")
        PROSECUTOR = "prosecutor", _("Prosecutor")
        INVESTIGATOR = "investigator", _("Investigator")
        PRISON = "prison_official", _("Prison official")
        DECIDES_CLEMENCY = "clemency_authority", _("Decides on clemency")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200)
    name_native = models.CharField(_("name in own script"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.JUDGE)
    country = models.CharField(_("country"), max_length=2, blank=True)
    reply = models.TextField(
        _("reply"),
        blank=True,
        help_text=_("Word for word. It stands beside every fact about them."),
    )
    replied_on = PartialDateField(_("replied on"))
    reply_source = models.CharField(
        _("where the reply is from"),
        max_length=500,
        blank=True,
        help_text=_("An address, or such as: letter to this register."),
    )
    replied_on_days = days_of("replied_on")

    class Meta:
        abstract = True


class ArticleFacts(Facts):
    """One article (and part) of a code of law."""

    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2."))
    law = models.CharField(
        _("code of law"), max_length=60, default="CC", help_text=_("CC = criminal code.")
    )
    number = models.CharField(_("article"), max_length=20)
    part = models.CharField(_("part"), max_length=20, blank=True)
    title = models.CharField(_("what it says"), max_length=300, blank=True)

    class Meta:
        abstract = True


class ContextFacts(Facts):
    """A dated event that detentions belong to, such as protests after an election."""

    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, blank=True)
    began_on = PartialDateField(_("began on"))
    ended_on = PartialDateField(_("ended on"))
    began_on_days = days_of("began_on")
    ended_on_days = days_of("ended_on")

    class Meta:
        abstract = True
