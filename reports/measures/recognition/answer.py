"""Recognition: by whom, on which criteria, how long after arrest, withdrawn, after the fact, by nobody."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prisoners.facts.recognition import RecognitionFacts
from register.figures import Figure
from register.models import Organisation, Profile
from reports.answers import Answer, Column, Headline, Row, Table
from reports.custody import held_on_the_day, one_by_one
from reports.measures.recognition.lags import Lags, read_after_the_fact, read_lags
from reports.measures.recognition.standing import NOT_KNOWN, Line, read_people
from reports.profiles import on_the_day
from reports.quantiles import in_figures
from reports.words import later_day

CRITERIA = {criterion: criterion.label for criterion in RecognitionFacts.Criterion}
TOTAL = "total"
NOBODY = Line()
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
    people = read_people(question)
    everybody = people["all"].get(None, NOBODY)
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
                people["organisation"],
                everybody,
                SEVERAL,
            ),
            _table(
                "criteria",
                _("By criterion"),
                Column("criterion", _("Criterion"), words=criterion_in_words),
                people["criterion"],
                everybody,
                SEVERAL_CRITERIA,
            ),
            _lag_table(lags, all_lags),
        ],
    )


def counted(question):
    """What each person adds to the first figure."""
    sure = Q(content__regex=r":[1357](,|$)")
    ids = on_the_day(question, Profile.Subject.RECOGNITION, question.possible_entries)
    surely = on_the_day(question, Profile.Subject.RECOGNITION, question.certain_entries)
    public_id = "entry__public_id"
    return one_by_one(
        ids.values_list(public_id, flat=True),
        surely.filter(sure).values_list(public_id, flat=True),
    )


def _by_nobody(question, everybody):
    """Held on the day, and no recognition of theirs stands."""
    held = held_on_the_day(question)
    return Figure(
        held.at_least - everybody.least["held_and_perhaps_known"],
        held.at_most - everybody.least["held_and_known"],
    )


def _cells(line):
    names = (column.name for column in COUNTS)
    return {name: Figure(line.least[name], line.most[name]) for name in names}


def _table(name, caption, column, lines, everybody, why_not):
    lines = sorted(
        lines.values(),
        key=lambda line: (line.key == NOT_KNOWN, -line.most["recognised"], line.key),
    )
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
