"""Prosecution: a criminal case against one person, its charges, verdicts and sentence parts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of


class ProsecutionFacts(Facts):
    opened_on = PartialDateField(_("opened on"))
    wanted_on = PartialDateField(_("put on the wanted list on"))
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_political = models.BooleanField(_("politically motivated"), default=True)
    opened_on_days = days_of("opened_on")
    wanted_on_days = days_of("wanted_on")

    class Meta:
        abstract = True


class ProsecutionTexts(Texts):
    title = models.CharField(_("what the case is called"), max_length=250, blank=True)
    charges_stated = models.TextField(_("charges as stated"), blank=True)

    class Meta:
        abstract = True


class ChargeFacts(Facts):
    class Status(models.TextChoices):
        SUSPECTED = "suspected", _("Suspected")
        CHARGED = "charged", _("Charged")
        RECLASSIFIED = "reclassified", _("Replaced by another article")
        DROPPED = "dropped", _("Dropped")
        CONVICTED = "convicted", _("Convicted")
        ACQUITTED = "acquitted", _("Acquitted")
        UNKNOWN = "unknown", _("Unknown")

    prosecution = models.ForeignKey(
        "Prosecution",
        verbose_name=_("prosecution"),
        on_delete=models.CASCADE,
        related_name="charges",
    )
    article = models.ForeignKey(
        "Article",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="charges",
    )
    status = models.CharField(_("status"), max_length=15, choices=Status, default=Status.UNKNOWN)
    status_on = PartialDateField(_("status since"))
    status_on_days = days_of("status_on")

    class Meta:
        abstract = True


class ChargeTexts(Texts):
    as_stated = models.CharField(_("charge as stated"), max_length=300, blank=True)

    class Meta:
        abstract = True


class VerdictFacts(Facts):
    class Instance(models.TextChoices):
        FIRST = "first", _("First instance")
        APPEAL = "appeal", _("Appeal")
        CASSATION = "cassation", _("Cassation")
        SUPERVISORY = "supervisory", _("Supervisory review")
        NEW_CASE = "new_case", _("New case in prison")
        REGIME = "regime_change", _("Change of regime")
        COMMUTATION = "commutation", _("Commutation")
        UNKNOWN = "unknown", _("Unknown")

    class Outcome(models.TextChoices):
        CONVICTED = "convicted", _("Convicted")
        ACQUITTED = "acquitted", _("Acquitted")
        UPHELD = "upheld", _("Upheld")
        REDUCED = "reduced", _("Sentence reduced")
        INCREASED = "increased", _("Sentence increased")
        OVERTURNED = "overturned", _("Overturned")
        REMITTED = "remitted", _("Sent back")
        DISMISSED = "dismissed", _("Case dropped")
        UNKNOWN = "unknown", _("Unknown")

    prosecution = models.ForeignKey(
        "Prosecution",
        verbose_name=_("prosecution"),
        on_delete=models.CASCADE,
        related_name="verdicts",
    )
    instance = models.CharField(
        _("instance"), max_length=15, choices=Instance, default=Instance.FIRST
    )
    decided_on = PartialDateField(_("decided on"))
    court = models.ForeignKey(
        "Court",
        verbose_name=_("court"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="verdicts",
    )
    judge = models.ForeignKey(
        "Official",
        verbose_name=_("judge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="verdicts",
    )
    outcome = models.CharField(
        _("outcome"), max_length=15, choices=Outcome, default=Outcome.CONVICTED
    )
    is_in_absentia = models.BooleanField(_("in absentia"), default=False)
    is_in_force = models.BooleanField(_("its sentence is in force"), default=True)
    decided_on_days = days_of("decided_on")

    class Meta:
        abstract = True


class VerdictTexts(Texts):
    court_stated = models.CharField(_("court as stated"), max_length=250, blank=True)
    sentence_stated = models.TextField(
        _("sentence as stated"), blank=True, help_text=_("Word for word, where it came in words.")
    )
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        abstract = True


class SentencePartFacts(Facts):
    """One part of a sentence. A term is years, months and days as pronounced; money is an amount."""

    class Kind(models.TextChoices):
        IMPRISONMENT = "imprisonment", _("Imprisonment")
        LIFE = "life", _("Life imprisonment")
        DEATH = "death", _("Death")
        RESTRICTION = "restriction", _("Restriction of freedom")
        RESTRICTION_OPEN = "restriction_open", _("Restriction of freedom in an open facility")
        SUSPENDED = "suspended", _("Suspended sentence")
        FORCED_LABOUR = "forced_labour", _("Forced or corrective labour")
        COMPULSORY_TREATMENT = "compulsory_treatment", _("Compulsory treatment")
        FINE = "fine", _("Fine")
        COMPENSATION = "compensation", _("Compensation")
        CONFISCATION = "confiscation", _("Confiscation")
        BAN = "ban", _("Ban on an activity")
        RANK = "loss_of_rank", _("Loss of rank")
        OTHER = "other", _("Other")

    class Regime(models.TextChoices):
        SETTLEMENT = "settlement", _("Colony settlement")
        GENERAL = "general", _("General regime")
        MEDIUM = "reinforced", _("Reinforced (medium security) regime")
        STRICT = "strict", _("Strict (maximum security) regime")
        SPECIAL = "special", _("Special regime")
        PRISON = "prison", _("Prison regime")
        OPEN = "open", _("Open facility")
        HOME = "home", _("At home")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    verdict = models.ForeignKey(
        "Verdict", verbose_name=_("verdict"), on_delete=models.CASCADE, related_name="parts"
    )
    kind = models.CharField(_("kind"), max_length=25, choices=Kind, default=Kind.IMPRISONMENT)
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)
    regime = models.CharField(_("regime"), max_length=15, choices=Regime, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217."))

    class Meta:
        abstract = True

    @property
    def term_in_days(self):
        """Length in days, a year taken as 365.25 and a month as 30.44 days; None without a term."""
        if self.years is None and self.months is None and self.days is None:
            return None
        return round((self.years or 0) * 365.25 + (self.months or 0) * 30.4375 + (self.days or 0))


class SentencePartTexts(Texts):
    as_stated = models.CharField(_("as stated"), max_length=300, blank=True)

    class Meta:
        abstract = True
