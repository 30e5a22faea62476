"""How much is known of the people recorded: fact by fact, and by the number of sources."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from register.known_facts import FACTS, bits_of
from register.models import Entry
from register.models.version import VersionQuerySet
from reports.answers import Answer, Column, Headline, Row, Table
from reports.cells import People
from reports.measures.completeness.sources import sources_table

LABELS = {fact.code: fact.label for fact in FACTS}
NOBODY = Figure(0, 0)
COLUMNS = (
    Column("fact", _("Fact"), words=LABELS.get),
    Column("applies", _("People to whom it applies"), is_figure=True),
    Column("exact", _("Known exactly"), is_figure=True),
    Column("not_exact", _("Known, not exactly"), is_figure=True),
    Column("unknown", _("Not known"), is_figure=True),
    Column("share_exact", _("Known exactly, per cent"), is_figure=True),
    Column("share_known", _("Known at all, per cent"), is_figure=True),
)


def answer(question):
    """Everybody recorded who fits the filters; "at least" those who certainly fit them."""
    counts, people = _counts(question)
    rows = [_row(fact, *figures) for fact, figures in zip(FACTS, counts, strict=True)]
    sources = sources_table(question)
    cited = sum(
        (row.cells["people"] for row in sources.rows if row.cells["sources"] in ("one", "several")),
        NOBODY,
    )
    by_fact = {row.cells["fact"]: row.cells for row in rows}
    return Answer(
        headlines=[
            Headline(_("Recorded"), people, name="recorded"),
            Headline(_("With an exact day of arrest"), by_fact["arrest"]["exact"], name="arrest"),
            Headline(_("With a public source"), cited, name="sources"),
        ],
        tables=[
            Table(
                "facts",
                _("What is known, fact by fact"),
                COLUMNS,
                rows,
                why_not=_("Each row is about the same people: rows are not summed."),
            ),
            sources,
        ],
    )


def _counts(question):
    """[(applies, known, exact)]: the Figure of each, for each fact; and that of everybody."""
    sure = maybe = _by_bits(question, question.possible_entries)
    if question.whom.leaves_doubt:
        sure = _by_bits(question, question.certain_entries)

    def figure(bit=None):
        least, most = (
            sum(people for bits, people in found if bit is None or bits & bit)
            for found in (sure, maybe)
        )
        return Figure(least, most)

    return [map(figure, bits_of(place)) for place in range(len(FACTS))], figure()


def _by_bits(question, entries):
    """[(which facts are known, people)] of some entries (None: of all)."""
    rows = VersionQuerySet(Entry).known(question.known) if entries is None else entries.entries()
    return list(rows.order_by().values_list("known_facts").annotate(number=Count("*")))


def _row(fact, applies, known, exact):
    not_exact, unknown = _less(known, exact), _less(applies, known)
    return Row(
        {
            "fact": fact.code,
            "applies": applies,
            "exact": exact,
            "not_exact": not_exact,
            "unknown": unknown,
            "share_exact": _share(exact, not_exact + unknown),
            "share_known": _share(known, unknown),
        }
    )


def _less(whole, part):
    """Of the same people: those surely meant, and those possibly meant."""
    return Figure(whole.at_least - part.at_least, whole.at_most - part.at_most)


def _share(part, rest):
    """Per cent, with the smallest and the largest that it can be; None where it applies to nobody."""
    if not part.at_most and not rest.at_most:
        return None
    least, most = (
        round(100 * one / (one + other), 1) if one + other else 0.0
        for one, other in ((part.at_least, rest.at_most), (part.at_most, rest.at_least))
    )
    return Figure(least, most, "percent")


def counted(question):
    """{public id: (at least, at most)} of everybody recorded who fits."""
    return People(question, held=False).counted()
