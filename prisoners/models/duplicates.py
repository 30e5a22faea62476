"""Likely same persons: what was computed, and what people decided about it. Never published."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.models.computed import Computed
from prisoners.models.person import Prisoner

# So many bits of evidence more than when somebody said "not the same", and the pair is asked again.
ASK_AGAIN_BITS = 3


class Pair(models.Model):
    """Two people, the one with the smaller id on the left: a pair is there once, whichever order."""

    left = models.ForeignKey(
        Prisoner, verbose_name=_("one person"), on_delete=models.CASCADE, related_name="+"
    )
    right = models.ForeignKey(
        Prisoner, verbose_name=_("the other"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["left", "right"],
                name="%(class)s_once",
                violation_error_message=_("This pair of people is there already."),
            ),
            models.CheckConstraint(
                name="%(class)s_in_order",
                condition=Q(left__lt=F("right")),
                violation_error_message=_("A pair is two different people, the earlier one first."),
            ),
        ]

    def __str__(self):
        return f"{self.left} – {self.right}"


@tracked
class NotSame(Pair):
    """Somebody looked and said: two people. Kept when the pair is scored again."""

    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("judged by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    judged_at = models.DateTimeField(_("judged at"), auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    bits_then = models.FloatField(_("evidence at that time, in bits"), default=0)

    class Meta(Pair.Meta):
        verbose_name = _("not the same person")
        verbose_name_plural = _("not the same persons")


class LikelyPairs(models.QuerySet):
    def with_judgement(self):
        """Adds `judged_bits`: the evidence when the pair was judged, None when it was not."""
        judged = NotSame.objects.filter(left=OuterRef("left"), right=OuterRef("right"))
        return self.annotate(judged_bits=Subquery(judged.values("bits_then")[:1]))

    def unjudged(self):
        """Pairs that nobody judged, and judged ones for which much more speaks by now."""
        return self.with_judgement().filter(
            Q(judged_bits=None) | Q(bits__gte=F("judged_bits") + ASK_AGAIN_BITS)
        )

    def waiting(self, today):
        """The queue of a day: unjudged and not put off."""
        return self.unjudged().filter(Q(later_until=None) | Q(later_until__lte=today))


class LikelyPair(Computed, Pair):
    """Two records that may be one person, with the reasons as `prisoners.duplicates.score` gives them."""

    value = models.FloatField()
    bits = models.FloatField()
    reasons = models.JSONField()
    computed_at = models.DateTimeField(auto_now=True)
    later_until = models.DateField(null=True, blank=True)

    objects = LikelyPairs.as_manager()

    class Meta(Pair.Meta):
        indexes = [models.Index(fields=["-bits"])]

    @property
    def shown_value(self):
        """Never 1: nothing that was computed is that sure."""
        return f"{self.value:.3f}" if self.value < 0.9995 else "> 0.999"


class WordCount(Computed):
    """How many people here have a word in their names: a rare name shared says more than a common one."""

    word = models.CharField(max_length=200, primary_key=True)
    people = models.PositiveIntegerField()

    def __str__(self):
        return self.word


class DuplicateSearch(Computed):
    """One run over the base; an unfinished one is taken up where it stopped."""

    since = models.DateTimeField(null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    last_pk = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"
