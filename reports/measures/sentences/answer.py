"""How long sentences are: bands of years, median and quartiles, and what part of them was served."""

from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prisoners.facts.person import Sex
from register.figures import Figure
from register.models import Article, Court, Term
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import SHOWN
from reports.measures.sentences import bands, served
from reports.measures.sentences.terms import read_lines, terms
from reports.quantiles import Values, in_figures, in_years
from reports.words import OrNotKnown

TERM, UNKNOWN = Term.Kind.TERM.value, "unknown"
QUARTERS = ("lower_quartile_years", "median_years", "upper_quartile_years")
IN_YEARS = (
    Column(QUARTERS[0], _("A quarter: at most (years)"), is_figure=True),
    Column(QUARTERS[1], _("Median (years)"), is_figure=True),
    Column(QUARTERS[2], _("Three quarters: at most (years)"), is_figure=True),
)
GROUPS = {
    "article": (Column("article", _("Article"), of=Article), _("Sentences by article")),
    "court": (Column("court", _("Court"), of=Court), _("Sentences by court")),
    "year": (Column("year", _("Year of the verdict")), _("Sentences by year of the verdict")),
    "sex": (Column("sex", _("Sex"), words=dict(Sex.choices).get), _("Sentences by sex")),
}
SEVERAL = _(
    "The rows add up to more than all: people stand in each row of their articles, courts and years."
)
BETWEEN_BANDS = _(
    "Whose sentence may lie in several rows is certain in none of them, and in the sum."
)


def answer(question):
    """People by the length of their prison sentence, and quartiles of it, of all and of groups."""
    lines = read_lines(question)
    quartiles = in_figures(_values(lines), "years", in_years)
    tables = [bands.table(lines, _sentenced(lines), BETWEEN_BANDS)]
    if question.by:
        tables.append(_groups(question))
    of_served, share = served.table(question)
    tables.append(of_served)
    return Answer(
        headlines=[
            Headline(_("Sentenced to prison"), _sentenced(lines), name="people"),
            *_of_quartiles(quartiles),
            *share,
        ],
        tables=tables,
        people=[_in_doubt(question)],
    )


def counted(question):
    """What each person adds to the first figure."""
    certain = question.certain_entries
    rows = terms(question).values_list("entry__public_id", "kind_least", "entry")
    return {
        public_id: (int(kind != "" and (certain is None or entry in certain)), 1)
        for public_id, kind, entry in rows
    }


def _sentenced(lines):
    return Figure(
        sum(line.surely for line in lines if line.kind_least),
        sum(line.maybe for line in lines),
    )


def _values(lines):
    """Lengths of those whose length is known; possible where the sentence or the person is in doubt."""
    values = Values()
    for line in lines:
        if line.days_least is not None and TERM in (line.kind_least, line.kind_most):
            is_sure = line.kind_least == line.kind_most
            surely = line.surely if is_sure else 0
            values.add(line.days_least, line.days_most, surely=surely, maybe=line.maybe - surely)
    return values


def _of_quartiles(quartiles):
    lower, median, upper = quartiles
    if median is None:
        return []
    return [
        Headline(
            _("Median term, in years"),
            median,
            _("The smallest term that half of those whose term is known do not exceed."),
            bare=True,
            name="median",
        ),
        Headline(_("A quarter have at most, in years"), lower, bare=True, name="lower_quartile"),
        Headline(
            _("Three quarters have at most, in years"), upper, bare=True, name="upper_quartile"
        ),
    ]


def _groups(question):
    column, caption = GROUPS[question.by]
    lines = {}
    for line in read_lines(question, question.by):
        lines.setdefault(line.key, []).append(line)
    rows = [
        Row(_cells(column, UNKNOWN if key is None else key, of_key), query=_query(question, key))
        for key, of_key in lines.items()
    ]
    rows.sort(key=partial(_order, column.name))
    columns = (
        Column(column.name, column.heading, words=OrNotKnown(column.words), of=column.of),
        Column("people", _("People"), is_figure=True),
        *IN_YEARS,
    )
    return Table("groups", caption, columns, rows, "" if question.by == "sex" else SEVERAL)


def _cells(column, key, lines):
    quartiles = in_figures(_values(lines), "years", in_years)
    return {
        column.name: key,
        "people": _sentenced(lines),
        **dict(zip(QUARTERS, quartiles, strict=True)),
    }


def _order(name, row):
    key, people = row.cells[name], row.cells["people"]
    if name == "year":
        return (key == UNKNOWN, 0 if key == UNKNOWN else key)
    return (key == UNKNOWN, -people.at_most, -people.at_least, key)


def _query(question, key):
    """The list of prisoners has filters for these; it is not asked for a year of the verdict."""
    has_filter = question.by in ("article", "court", "sex") and key is not None
    return {question.by: str(key)} if has_filter else {}


def _in_doubt(question):
    differs = Q(kind_least="") | ~Q(kind_least=F("kind_most"))
    differs |= Q(kind_most=TERM) & ~Q(days_least=F("days_most"))
    if question.whom.leaves_doubt:
        differs |= ~question.surely_fits()
    doubtful = terms(question).filter(differs)
    first = doubtful.order_by("-days_most", "entry__public_id").values_list(
        "entry__public_id", "kind_least", "kind_most", "days_least", "days_most"
    )
    return People(
        caption=_("They make the difference: a sentence, or its length, in doubt"),
        columns=(
            Column("lightest", _("At the lightest"), words=bands.sentence_in_words),
            Column("heaviest", _("At the heaviest"), words=bands.sentence_in_words),
        ),
        first=[
            Person(
                public_id,
                {"lightest": (kind_least, least), "heaviest": (kind_most, most)},
            )
            for public_id, kind_least, kind_most, least, most in first[:SHOWN]
        ],
        total=doubtful.count(),
    )
