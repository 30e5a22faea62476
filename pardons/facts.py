"""Public facts of clemency acts: what was announced, and who is known to have benefited."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of
from prisoners.facts.person import Sex, YesNo


class ClemencyActFacts(Facts):
    """An announced act. Numbers are in its announced counts; people are its beneficiaries."""

    class Kind(models.TextChoices):
        PARDON = "pardon", _("Pardon")
        AMNESTY = "amnesty", _("Amnesty")
        COMMUTATION = "commutation", _("Commutation")
        EXCHANGE = "exchange", _("Exchange")
        EXPULSION = "expulsion", _("Expulsion")
        RELEASE = "release", _("Release, legal basis not stated")

    class NamesGiven(models.TextChoices):
        NONE = "none", _("None")
        SOME = "some", _("Some")
        ALL = "all", _("All")
        UNKNOWN = "unknown", _("Unknown")

    class Condition(models.TextChoices):
        GUILT = "admission_of_guilt", _("Admission of guilt")
        REMORSE = "remorse", _("Remorse")
        PETITION = "petition", _("Petition for clemency")
        PROMISE = "promise", _("Promise of a law-abiding life")
        SUPERVISION = "supervision", _("Supervision")
        REMOVAL = "removal", _("Leaving the country")
        DAMAGE = "damage_repaid", _("Damage repaid")
        COOPERATION = "cooperation", _("Cooperation with the authorities")
        EXCLUDES_POLITICAL = "excludes_political", _("Excludes political convictions")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.PARDON)
    announced_on = PartialDateField(_("announced on"))
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2.")
    )
    authority = models.CharField(_("who decided"), max_length=250, blank=True)
    title = models.CharField(_("title"), max_length=250, blank=True)
    names_given = models.CharField(
        _("names given"), max_length=10, choices=NamesGiven, default=NamesGiven.UNKNOWN
    )
    conditions_stated = ArrayField(
        models.CharField(max_length=25, choices=Condition),
        verbose_name=_("conditions stated"),
        default=list,
        blank=True,
    )
    conditions_text = models.CharField(_("conditions, as stated"), max_length=500, blank=True)
    is_undercounted = models.BooleanField(
        _("undercounted"),
        default=False,
        help_text=_("More people are known to have benefited than were announced."),
    )
    is_in_ledger = models.BooleanField(
        _("counted in the ledger"),
        default=True,
        help_text=_(
            "A general amnesty of thousands of convicts is kept beside the ledger, not summed in it."
        ),
    )
    note = models.TextField(_("public note"), blank=True)
    announced_on_days = days_of("announced_on")

    class Meta:
        abstract = True


class AnnouncedCountFacts(Facts):
    """How many, of which category, as one speaker stated it. A bound that is not stated is empty."""

    class Category(models.TextChoices):
        TOTAL = "total", _("All beneficiaries")
        WOMEN = "women", _("Women")
        MEN = "men", _("Men")
        UNDER_25 = "under_25", _("Under 25")
        OVER_50 = "over_50", _("Over 50")
        PENSIONERS = "pensioners", _("Pensioners")
        DISABILITY = "disability", _("With disabilities")
        CHRONIC = "chronic_illness", _("With chronic illness")
        ILL_OR_DISABLED = "ill_or_disabled", _("Ill or disabled")
        PARENTS = "parents_of_minors", _("Parents of minors")
        LARGE_FAMILIES = "large_families", _("Parents of large families")
        FOREIGNERS = "foreigners", _("Foreign nationals")
        POLITICAL = "political", _("Convicted of political offences")
        OTHER = "other", _("Other")

    category = models.CharField(
        _("category"), max_length=20, choices=Category, default=Category.TOTAL
    )
    lower = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    upper = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    stated = models.CharField(_("as stated"), max_length=300, blank=True)
    speaker = models.CharField(_("who says so"), max_length=250, blank=True)
    is_adopted = models.BooleanField(
        _("adopted"), default=True, help_text=_("The one that the register counts with.")
    )

    class Meta:
        abstract = True


class BeneficiaryFacts(Facts):
    """One person who is known to have benefited, named or with known attributes."""

    class Outcome(models.TextChoices):
        RELEASED = "released", _("Released")
        TERM_CUT = "term_cut", _("Term shortened")
        DISPUTED = "disputed", _("Disputed")
        UNKNOWN = "unknown", _("Unknown")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    categories = ArrayField(
        models.CharField(max_length=20, choices=AnnouncedCountFacts.Category),
        verbose_name=_("categories"),
        default=list,
        blank=True,
    )
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.UNKNOWN
    )
    released_on = PartialDateField(_("released on"))
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence, default=Confidence.MEDIUM
    )
    remorse_reported = models.CharField(
        _("remorse reported"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )
    petition_reported = models.CharField(
        _("petition reported"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )
    released_on_days = days_of("released_on")

    class Meta:
        abstract = True


class BeneficiaryTexts(Texts):
    name_as_reported = models.CharField(_("name as reported"), max_length=200, blank=True)
    note = models.CharField(_("public note"), max_length=2_000, blank=True)

    class Meta:
        abstract = True
