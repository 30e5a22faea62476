"""People by article, with what became of the charge, and the commonest sets of articles."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.days import day_after
from register.figures import Figure
from register.models import Article, Charge, Entry
from reports.answers import Answer, Column, Headline, Row, Table
from reports.measures.charges.charged import GROUPS, read_lines

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
    lines = read_lines(question, sets=SETS)
    (people,) = (line for line in lines if line.what == "people")
    (without,) = (line for line in lines if line.what == "nobody")
    return Answer(
        headlines=[
            Headline(_("With an article on record"), _figure(people), name="people"),
            Headline(
                _("Convicted of at least one"),
                Figure(people.convicted_surely, people.convicted_maybe),
                _("Possibly those too of whose charge it is not known what became of it."),
                name="convicted",
            ),
        ],
        tables=[_articles(lines, without), _sets(lines, people)],
    )


def counted(question):
    """What each person adds to the first figure."""
    entries, sure = question.possible_entries(), question.certain_entries()
    entries = Entry.objects.known(question.known) if entries is None else entries
    certain = None if sure is None else set(sure.values_list("pk", flat=True))
    charges = Charge.objects.filter(entry__in=entries).exclude(article=None)
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


def _articles(lines, without):
    rows = [
        Row(
            {"article": line.articles[0], "people": _figure(line)} | _statuses(line),
            query={"article": str(line.articles[0])},
        )
        for line in lines
        if line.what == "article"
    ]
    rows.sort(
        key=lambda row: (
            -row.cells["people"].at_most,
            -row.cells["people"].at_least,
            row.cells["article"],
        )
    )
    cells = {"article": UNKNOWN, "people": _figure(without)} | dict.fromkeys(GROUPS)
    rows.append(Row(cells, "beside", {"article": UNKNOWN}))
    why_not = _("People stand under each article that they are charged with.")
    return Table("articles", _("People by article"), COLUMNS, rows, why_not)


def _sets(lines, people):
    """The commonest sets of articles that people are charged with together, and the rest of the people."""
    columns = (
        Column("articles", _("Articles together"), words=_others_in_words, of=Article),
        Column("people", _("People"), is_figure=True),
    )
    sets = [line for line in lines if line.what == "set"]
    rows = [Row({"articles": tuple(line.articles), "people": _figure(line)}) for line in sets]
    others = Figure(
        max(people.surely - sum(line.maybe for line in sets), 0),
        max(people.maybe - sum(line.surely for line in sets), 0),
    )
    if others.at_most and len(sets) == SETS:
        rows.append(Row({"articles": "others", "people": others}))
    rows.append(Row({"articles": "total", "people": _figure(people)}, "total"))
    why_not = _(
        "Whose set of articles may be one or another is certain in neither, and in the sum."
    )
    return Table.summed("sets", _("Sets of articles"), columns, rows, why_not)


def _others_in_words(value):
    return gettext("other sets") if value == "others" else gettext("all with an article on record")


def _statuses(line):
    values = line._asdict()
    return {name: Figure(values[f"{name}_surely"], values[f"{name}_maybe"]) for name in GROUPS}


def _figure(line):
    return Figure(line.surely, line.maybe)
