from register.models.version import Version, version_constraints
from sources.facts import TextPageFacts


class PageEntry(TextPageFacts, Version):
    """One version of one text page."""

    class Meta:
        constraints = version_constraints("page")

    def __str__(self):
        return f"{self.slug} ({self.language}) @ {self.edition_from}"
