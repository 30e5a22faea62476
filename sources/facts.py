"""Public facts of organisations, sources, count claims and text pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts
from core.fields import PartialDateField, days_of


class OrganisationFacts(Facts):
    """A group, a publisher, a body that recognises prisoners or states numbers."""

    class Kind(models.TextChoices):
        NGO = "ngo", _("Human-rights organisation")
        MEDIA = "media", _("Media")
        STATE = "state", _("State body")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental body")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    name = models.CharField(_("name"), max_length=250, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNKNOWN)
    website = models.URLField(_("web site"), blank=True)

    class Meta:
        abstract = True


class SourceFacts(Facts):
    """A page, paper or statement that says something (HURIDOCS: source record)."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        NGO = "ngo", _("Statement or list of an organisation")
        OFFICIAL = "official", _("Official publication")
        UN = "un", _("United Nations")
        COURT = "court", _("Court document")
        TESTIMONY = "testimony", _("Testimony")
        SOCIAL = "social", _("Social media")
        OTHER = "other", _("Other")

    class Reliability(models.TextChoices):
        ORIGINAL = "original", _("Original publication seen")
        COPY = "copy", _("Mirror, rewrite or republication")
        DISPUTED = "disputed", _("Known to be unreliable")
        UNKNOWN = "unknown", _("Not assessed")

    key = models.CharField(
        _("key"), max_length=80, unique=True, help_text=_("Short name used in imports and links.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    publisher = models.CharField(_("publisher"), max_length=250, blank=True)
    title = models.CharField(_("title"), max_length=500)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    archived_url = models.URLField(_("archived copy"), max_length=1000, blank=True)
    published_on = PartialDateField(_("published on"))
    accessed_on = PartialDateField(_("accessed on"))
    language = models.CharField(
        _("language"), max_length=16, blank=True, help_text=_("BCP 47 tag, for example be or en.")
    )
    reliability = models.CharField(
        _("reliability"), max_length=20, choices=Reliability, default=Reliability.UNKNOWN
    )
    note = models.CharField(_("public note"), max_length=500, blank=True)
    derived_from = models.ForeignKey(
        "Source",
        verbose_name=_("derived from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="derivatives",
        help_text=_("The source that this one reprints, so that ten reprints count once."),
    )
    published_on_days = days_of("published_on")

    class Meta:
        abstract = True


class CountClaimFacts(Facts):
    """A number that somebody stated, word for word. Never mixed with our own counts."""

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        AT_LEAST = "at_least", _("at least")
        MORE_THAN = "more_than", _("more than")
        ABOUT = "about", _("about")
        ALMOST = "almost", _("almost")
        AT_MOST = "at_most", _("at most")
        UNKNOWN = "unknown", _("not stated")

    class Measure(models.TextChoices):
        IN_CUSTODY = "in_custody", _("In custody")
        RELEASED_BY_PARDON = "released_by_pardon", _("Released by pardon")
        PARDON_ACTS = "pardon_acts", _("Acts of pardon")
        DIED_IN_CUSTODY = "died_in_custody", _("Died in custody")
        NEWLY_HELD = "newly_held", _("Newly held")
        NEWLY_HELD_PER_RELEASED = "newly_held_per_released", _("Newly held for each released")
        RELEASED_ALL_GROUNDS = "released_all_grounds", _("Released on any ground")
        RELEASED_EARLY = "released_early", _("Released early")
        RELEASED_FULL_TERM = "released_full_term_served", _("Released after the full term")
        AMNESTIED = "amnestied", _("Amnestied")
        CONVICTED = "convicted", _("Convicted")
        RECOGNISED = "recognised_since_2020", _("Recognised as political prisoners since 2020")
        BENEFICIARY_SHARE = "beneficiary_share", _("Part of the beneficiaries of an act")
        OTHER = "other", _("Other measure")

    measure = models.CharField(_("measure"), max_length=40, choices=Measure, default=Measure.OTHER)
    measure_stated = models.CharField(_("measure as stated"), max_length=200, blank=True)
    value = models.PositiveIntegerField(
        _("value"), null=True, blank=True, help_text=_("Empty when the statement gives no number.")
    )
    value_stated = models.CharField(_("value word for word"), max_length=300)
    qualifier = models.CharField(
        _("qualifier"), max_length=20, choices=Qualifier, default=Qualifier.EXACTLY
    )
    period_start_on = PartialDateField(_("from"))
    as_of_on = PartialDateField(_("as of"))
    speaker = models.CharField(_("who says so"), max_length=250, blank=True)
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
    )
    note = models.CharField(_("public note"), max_length=1000, blank=True)
    period_start_on_days = days_of("period_start_on")
    as_of_on_days = days_of("as_of_on")

    class Meta:
        abstract = True


class TextPageFacts(Facts):
    """A text of the public site in one language, written by staff in Markdown."""

    slug = models.SlugField(_("address"), max_length=80)
    language = models.CharField(_("language"), max_length=16, default="en")
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), help_text=_("Markdown."))

    class Meta:
        abstract = True


class CitationFacts(Facts):
    """A source says something about one field of one row of one record.

    `row` is the code of the row (its own root when empty); `field` the name of the field (the whole
    row when empty). A citation that contradicts carries the value that the source states.
    """

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("states another value")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    source = models.ForeignKey(
        "Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="citations"
    )
    row = models.UUIDField(_("row"), null=True, blank=True)
    field = models.CharField(_("field"), max_length=60, blank=True)
    stance = models.CharField(_("stance"), max_length=12, choices=Stance, default=Stance.SUPPORTS)
    stated_value = models.CharField(_("value as stated"), max_length=500, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    locator = models.CharField(
        _("locator"), max_length=120, blank=True, help_text=_("Page, paragraph, minute.")
    )
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence, default=Confidence.MEDIUM
    )

    class Meta:
        abstract = True
