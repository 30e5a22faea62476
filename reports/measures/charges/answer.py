"""People by article, with what became of the charge, and the commonest sets of articles."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.days import day_after
from register.figures import Figure
from register.models import Article, Charge
from reports.answers import Answer, Column, Headline, Row, Table
from reports.custody import rows_of
from reports.measures.charges.charged import GROUPS, read_charged

SETS = 30
UNKNOWN = "unknown"


def no_article_in_words(_value):
    return gettext("no article on record")


COLUMNS = (
    Column("article", _("Article"), words=no_article_in_words, of=Article),
    Column("people", _("People"), is_figure=True),
    Column("convicted", _("Convicted"), is_figure=True),
    Column("charged", _("Suspected or charged"), is_figure=True),
    Column("ended", _("Dropped, replaced or acquitted"), is_figure=True),
    Column("not_known", _("What became of it is not known"), is_figure=True),
)


def answer(question):
    """People under each article, each once; "at least" those charged and counted beyond doubt."""
    charged = read_charged(question)
    return Answer(
        headlines=[
            Headline(_("With an article on record"), Figure(*charged.people), name="people"),
            Headline(
                _("Convicted of at least one"),
                Figure(*charged.convicted),
                _("Possibly those too of whose charge it is not known what became of it."),
                name="convicted",
            ),
        ],
        tables=[_articles(charged), _sets(charged)],
    )


def counted(question):
    """What each person adds to the first figure."""
    certain, possible = question.fitting
    charges = rows_of(Charge, question, possible).exclude(article=None)
    if question.code:
        charges = charges.filter(article__country=question.code)
    added = {}
    for public_id, entry, status_on, days in charges.values_list(
        "entry__public_id", "entry", "status_on", "status_on_days"
    ):
        if days and days.lower and days.lower > question.on:
            continue
        is_sure = not status_on or (days.upper is not None and days.upper <= day_after(question.on))
        fits = certain is None or entry in certain
        least, _most = added.get(public_id, (0, 1))
        added[public_id] = (max(least, int(is_sure and fits)), 1)
    return added


def _articles(charged):
    least, most = charged.articles
    rows = [
        Row(
            {"article": article}
            | {
                name or "people": Figure(least[article, name], most[article, name])
                for name in ("", *GROUPS)
            },
            query={"article": str(article)},
        )
        for article, name in most
        if not name
    ]
    rows.sort(
        key=lambda row: (
            -row.cells["people"].at_most,
            -row.cells["people"].at_least,
            row.cells["article"],
        )
    )
    cells = {"article": UNKNOWN, "people": Figure(*charged.without)} | dict.fromkeys(GROUPS)
    rows.append(Row(cells, "beside", {"article": UNKNOWN}))
    why_not = _("People stand under each article that they are charged with.")
    return Table("articles", _("People by article"), COLUMNS, rows, why_not)


def _sets(charged):
    """The commonest sets of articles that people are charged with together, and the rest of the people."""
    columns = (
        Column("articles", _("Articles together"), words=_others_in_words, of=Article),
        Column("people", _("People"), is_figure=True),
    )
    least, most = charged.sets
    sets = sorted(most, key=lambda one: (-most[one], -least[one], one))[:SETS]
    rows = [Row({"articles": one, "people": Figure(least[one], most[one])}) for one in sets]
    people = Figure(*charged.people)
    others = Figure(
        max(people.at_least - sum(most[one] for one in sets), 0),
        max(people.at_most - sum(least[one] for one in sets), 0),
    )
    if others.at_most and len(sets) == SETS:
        rows.append(Row({"articles": "others", "people": others}))
    rows.append(Row({"articles": "total", "people": people}, "total"))
    why_not = _(
        "Whose set of articles may be one or another is certain in neither, and in the sum."
    )
    return Table.summed("sets", _("Sets of articles"), columns, rows, why_not)


def _others_in_words(value):
    return gettext("other sets") if value == "others" else gettext("all with an article on record")
