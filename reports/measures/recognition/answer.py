"""Recognition: by whom, on which criteria, how long after arrest, withdrawn, after the fact, by nobody."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prisoners.facts.recognition import RecognitionFacts
from register.figures import Figure
from register.models import Organisation
from reports.answers import Answer, Column, Headline, Row, Table
from reports.cells import People
from reports.measures.recognition.lags import Lags, read_after_the_fact, read_lags
from reports.measures.recognition.standing import Line, execute, read_people
from reports.quantiles import in_figures
from reports.words import later_day

CRITERIA = {criterion: criterion.label for criterion in RecognitionFacts.Criterion}
NOT_KNOWN, TOTAL = "unknown", "total"
NOBODY = Line(None, *[0] * (len(Line._fields) - 1))
SEVERAL = _("Whoever was recognised by several organisations is in each of their rows.")
SEVERAL_CRITERIA = _("Whoever was recognised on several criteria is in each of their rows.")
NO_SUM = _("Medians and quartiles do not add up: the last row is of all recognitions together.")


def organisation_in_words(code):
    return gettext("Any organisation") if code == TOTAL else code


def criterion_in_words(code):
    words = {NOT_KNOWN: gettext("not stated"), TOTAL: gettext("Total")}
    return CRITERIA.get(code) or words.get(code, code)


COUNTS = (
    Column("recognised", _("Recognised by the day"), is_figure=True),
    Column("withdrawn", _("Of them withdrawn"), is_figure=True),
    Column("stands", _("Stands on the day"), is_figure=True),
    Column("held", _("Stands, and held on the day"), is_figure=True),
)
LAGS = (
    Column("dated", _("Recognitions after a dated arrest"), is_figure=True),
    Column("lower_quartile", _("Lower quartile"), is_figure=True),
    Column("median", _("Median"), is_figure=True),
    Column("upper_quartile", _("Upper quartile"), is_figure=True),
)


def answer(question):
    """People recognised by the day; "at most" adds those whose recognition may have come by then."""
    everybody = next(iter(read_people(question, "all")), NOBODY)
    lags = read_lags(question)
    all_lags = Lags(lags)
    median = in_figures(all_lags.values, "days", int)[1]
    return Answer(
        headlines=[
            Headline(
                _("Recognised by the day"),
                _cells(everybody)["recognised"],
                later_day(question.on),
                name="recognised",
            ),
            Headline(
                _("Held, and recognised by nobody"),
                _by_nobody(question, everybody),
                name="by_nobody",
            ),
            Headline(
                _("Recognised after release or death"),
                Figure(*read_after_the_fact(question)),
                name="after_the_fact",
            ),
            *(
                [Headline(_("From arrest to recognition, median"), median, name="median")]
                if median
                else []
            ),
        ],
        tables=[
            _table(
                "organisations",
                _("By organisation"),
                Column(
                    "organisation", _("Organisation"), words=organisation_in_words, of=Organisation
                ),
                read_people(question, "organisation"),
                everybody,
                SEVERAL,
            ),
            _table(
                "criteria",
                _("By criterion"),
                Column("criterion", _("Criterion"), words=criterion_in_words),
                read_people(question, "criterion"),
                everybody,
                SEVERAL_CRITERIA,
            ),
            _lag_table(lags, all_lags),
        ],
    )


COUNTED = """
WITH {said}
SELECT public_id, bool_or(is_sure)::int
  FROM said JOIN register_entry ON register_entry.id = said.entry_id GROUP BY public_id
"""


def counted(question):
    """What each person adds to the first figure."""
    return {public_id: (least, 1) for public_id, least in execute(question, COUNTED)}


def _by_nobody(question, everybody):
    """Held on the day, and no recognition of theirs stands."""
    held = People(question, held=True).figure()
    return Figure(
        held.at_least - everybody.sure_and_maybe_recognised,
        held.at_most - everybody.maybe_and_surely_recognised,
    )


def _cells(line):
    return {
        "recognised": Figure(line.surely, line.maybe),
        "withdrawn": Figure(line.surely_withdrawn, line.maybe_withdrawn),
        "stands": Figure(line.surely_stands, line.maybe_stands),
        "held": Figure(line.surely_held, line.maybe_held),
    }


def _table(name, caption, column, lines, everybody, why_not):
    lines = sorted(lines, key=lambda line: (line.key == NOT_KNOWN, -line.maybe, line.key))
    rows = [Row({column.name: line.key} | _cells(line)) for line in lines]
    rows.append(Row({column.name: TOTAL} | _cells(everybody), "total"))
    return Table.summed(name, caption, (column, *COUNTS), rows, why_not)


def _lag_table(lags, all_lags):
    """Quartiles in days, by organisation, those with the most dated recognitions first."""
    organisations = {lag.organisation for lag in lags}
    of_each = {pk: Lags([lag for lag in lags if lag.organisation == pk]) for pk in organisations}
    rows = [
        Row({"organisation": pk} | _quartiles(of_each[pk]))
        for pk in sorted(organisations, key=lambda pk: (-of_each[pk].surely, pk))
    ]
    rows.append(Row({"organisation": TOTAL} | _quartiles(all_lags), "total"))
    column = Column("organisation", _("Organisation"), words=organisation_in_words, of=Organisation)
    caption = _("Days from arrest to recognition")
    return Table("lags", caption, (column, *LAGS), rows, NO_SUM)


def _quartiles(lags):
    lower, median, upper = in_figures(lags.values, "days", int)
    return {
        "dated": Figure(lags.surely, lags.surely + lags.maybe, "recognitions"),
        "lower_quartile": lower,
        "median": median,
        "upper_quartile": upper,
    }
