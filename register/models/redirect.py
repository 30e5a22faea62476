from django.db import models

from register.models.version import OPEN, VersionQuerySet, version_constraints


class RedirectQuerySet(VersionQuerySet):
    def leads(self, public_ids, known=None):
        """{public id: the one to which it leads at the edition `known`}, of those that lead on."""
        found = self.known(known).filter(public_id__in=public_ids)
        return dict(found.values_list("public_id", "into"))


class Redirect(models.Model):
    """A public id whose record became part of another: where it leads, between which editions.

    `into` is where all merges end, so that nobody is sent on twice.
    """

    is_version_table = True

    public_id = models.CharField(max_length=12)
    into = models.CharField(max_length=12)
    edition_from = models.PositiveIntegerField()
    edition_to = models.PositiveIntegerField(default=OPEN, db_default=OPEN)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        constraints = version_constraints("redirect")
        indexes = [models.Index(fields=["into"])]

    def __str__(self):
        return f"{self.public_id} → {self.into}"

    @property
    def is_current(self):
        return self.edition_to == OPEN

    def holds_at(self, known):
        """Whether it leads on at the edition `known`; None is the latest."""
        return self.is_current if known is None else self.edition_from <= known < self.edition_to
