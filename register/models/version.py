"""Versions: rows with the editions between which they were what the register said."""

from django.db import models

OPEN = 2_147_483_647  # the edition that has not come: a version that is still valid ends here


class VersionQuerySet(models.QuerySet):
    def known(self, edition=None):
        """What the register said as of `edition`; the latest without one."""
        if edition is None:
            return self.filter(edition_to=OPEN)
        return self.filter(edition_from__lte=edition, edition_to__gt=edition)


class Version(models.Model):
    """One version of one root: said from `edition_from` until before `edition_to`."""

    is_version_table = True

    public_id = models.CharField(max_length=12)
    edition_from = models.PositiveIntegerField()
    edition_to = models.PositiveIntegerField(default=OPEN, db_default=OPEN)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_current(self):
        return self.edition_to == OPEN


def version_constraints(table, *, include=()):
    """One version of a root at a time; `include` goes along in the index of those of today."""
    return [
        models.UniqueConstraint(
            fields=["public_id"],
            condition=models.Q(edition_to=OPEN),
            include=include,
            name=f"{table}_one_current",
        ),
        models.UniqueConstraint(
            fields=["public_id", "edition_from"],
            include=["edition_to"],
            name=f"{table}_one_per_edition",
        ),
    ]


class Part(models.Model):
    """A row of one version; `code` names the same row in every version."""

    is_version_table = True

    code = models.UUIDField()

    class Meta:
        abstract = True
