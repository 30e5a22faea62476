"""Rules about acts that triggers keep (`pardons/sql/rules.sql`), each with a sentence for the person typing."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def categories_within_total(facts):
    from pardons.facts import AnnouncedCountFacts  # models wait until all apps are there

    labels = [str(AnnouncedCountFacts.Category(code).label) for code in facts["categories"]]
    return gettext(
        "%(categories)s: at least %(least)s in all, but at most %(most)s people were announced."
    ) % {**facts, "categories": " + ".join(labels)}


REFUSALS = {
    "beneficiaries_within_announced": _(
        "%(known)s people are entered, but at most %(most)s were announced. "
        "Correct one of the two, or mark the act as undercounted."
    ),
    "categories_within_total": categories_within_total,
}
