"""How much is known of the people recorded: fact by fact, and by the number of sources."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from reports.answers import Answer, Column, Headline, Row, Table
from reports.cells import People
from reports.measures.completeness.facts import FACTS
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
    people = People(question, held=False)
    counts = _counts(people)
    rows = [_row(fact, counts) for fact in FACTS]
    sources = sources_table(people)
    cited = sum(
        (row.cells["people"] for row in sources.rows if row.cells["sources"] in ("one", "several")),
        NOBODY,
    )
    by_fact = {row.cells["fact"]: row.cells for row in rows}
    return Answer(
        headlines=[
            Headline(_("Recorded"), counts["people"], name="recorded"),
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


def _counts(people):
    """{name: Figure} of everybody, and for each fact of whom it applies to and of whom it is known."""
    wanted = {"people": None}
    for fact in FACTS:
        if fact.applies:
            wanted[f"{fact.code}_applies"] = fact.applies
        wanted[f"{fact.code}_known"] = fact.known
        if fact.exact is not fact.known:
            wanted[f"{fact.code}_exact"] = fact.known & fact.exact
    numbers = {}
    for name, condition in wanted.items():
        numbers[name] = Count("pk", filter=condition)
        if people.certainly:
            both = people.certainly & condition if condition else people.certainly
            numbers[f"surely_{name}"] = Count("pk", filter=both)
    found = people.entries.aggregate(**numbers)
    return {name: Figure(found.get(f"surely_{name}", found[name]), found[name]) for name in wanted}


def _row(fact, counts):
    applies = counts.get(f"{fact.code}_applies", counts["people"])
    known = counts[f"{fact.code}_known"]
    exact = counts.get(f"{fact.code}_exact", known)
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
