"""How much each comparison of two people says, in bits, with the sentence that tells why.

A bit is one doubling of the odds that two records are one person (Fellegi and Sunter, "A theory for
record linkage", 1969): the weight of an agreement is log2(m / u), where m is how often it is seen in
two records of one person, and u how often in records of two people. What is not known on one side
weighs nothing. Weights add up, so every score can be explained line by line; the table is shown with
the figures that it was chosen by in docs/duplicates.md.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# The bounds, chosen by the precision and recall that benchmarks/duplicates.py measures.
SAME = 0.995  # from here on an import updates the person without asking
REVIEW = 0.5  # from here on a person is asked; below it two records are two people
CONTRADICTION = -5  # bits of one fact against, with which nothing is done without asking
HINT = 0.1  # while a name is typed, fainter likenesses are offered, too


@dataclass(frozen=True)
class Weight:
    """`bits` is the weight, or its bound where the comparison gives a finer one."""

    bits: float
    sentence: str


# A name says most of it. How alike two names are is for `names.likeness` to say.
SAME_NAME, CLOSE_NAME, PARTLY_NAME = 0.95, 0.85, 0.7  # scores from which on they are called so
# With a tenth of all people recorded twice, log2(0.1 / others) is what a name says that so many
# others bear by chance; `name_same` says it for this many, `name_rare` and `name_common` the rest.
OTHERS_BY_DEFAULT = 0.0177

# The spread over which dates fall: agreement of vague dates says as much less as they are vaguer.
DAYS_OF_BIRTHS = 40 * 365
DAYS_OF_ARRESTS = 4 * 365

WEIGHTS = {
    "name_same": Weight(2.5, _("The names agree: “%(here)s” and “%(there)s”.")),
    "name_close": Weight(-1, _("The names are close: “%(here)s” and “%(there)s”.")),
    "name_partly": Weight(-9, _("Only a part of the names is alike: “%(here)s” and “%(there)s”.")),
    "name_differs": Weight(-20, _("The names differ: “%(here)s” and “%(there)s”.")),
    "name_rare": Weight(3, _("Hardly anybody else here would bear this name.")),
    "name_common": Weight(-6, _("The name is common: by chance %(others)s others here bear it.")),
    "external_id_same": Weight(30, _("Both are %(here)s in the list “%(list)s”.")),
    "external_id_differs": Weight(
        -5, _("The list “%(list)s” knows them as two: %(here)s and %(there)s.")
    ),
    "related": Weight(-30, _("One is on record as a relation or co-defendant of the other.")),
    "sex_same": Weight(0.4, _("The sex is the same.")),
    "sex_differs": Weight(-6, _("The sex differs.")),
    "born_same": Weight(10, _("The birth agrees: %(here)s and %(there)s.")),
    "born_swapped": Weight(
        5, _("The births agree with day and month exchanged: %(here)s and %(there)s.")
    ),
    "born_near": Weight(-1, _("The births are alike up to a slip: %(here)s and %(there)s.")),
    "born_apart": Weight(-10, _("The births differ: %(here)s and %(there)s.")),
    "arrest_same": Weight(6, _("The arrest agrees: %(here)s and %(there)s.")),
    "arrest_swapped": Weight(
        3, _("The arrests agree with day and month exchanged: %(here)s and %(there)s.")
    ),
    "arrest_near": Weight(2, _("The arrests are a few days apart: %(here)s and %(there)s.")),
    "arrest_apart": Weight(-2, _("The arrests differ: %(here)s and %(there)s.")),
    "sentence_same": Weight(7, _("The sentence was on the same day: %(here)s and %(there)s.")),
    "sentence_apart": Weight(
        -2, _("The sentences were on different days: %(here)s and %(there)s.")
    ),
    "article_same": Weight(2, _("The same article: %(here)s.")),
    "article_differs": Weight(-1.5, _("Different articles: %(here)s and %(there)s.")),
    "case_same": Weight(5, _("The same case number: %(here)s.")),
    "place_same": Weight(2, _("The same place of arrest: %(here)s.")),
    "place_differs": Weight(-1, _("Different places of arrest: %(here)s and %(there)s.")),
    "region_same": Weight(1, _("The same region: %(here)s.")),
    "facility_same": Weight(2, _("The same facility: %(here)s.")),
    "facility_elsewhere": Weight(
        -8,
        _("On one day both were certainly held, in different facilities: %(here)s and %(there)s."),
    ),
    "death_same": Weight(8, _("The death agrees: %(here)s and %(there)s.")),
    "death_apart": Weight(-12, _("They died on different days: %(here)s and %(there)s.")),
    "death_before": Weight(
        -12, _("One died before the other was arrested or sentenced: %(here)s and %(there)s.")
    ),
    "death_before_case": Weight(
        -4, _("One died before the case of the other was opened: %(here)s and %(there)s.")
    ),
}
