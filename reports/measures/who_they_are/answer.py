"""Who the people are: one table for each question, all of them sums of the cells of one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from prisoners.facts.person import Sex, YesNo
from reports.ages import LAST, with_ages
from reports.answers import Answer, Column, Headline, Row, Table
from reports.cells import People, figure
from reports.custody import those_in_doubt
from reports.measures.who_they_are import rows, words

SEVERAL = _("Whoever belongs to several rows is counted in each of them, and once in the total.")
IN_DOUBT = _(
    "Whose row is in doubt is possible in each row that it may be and certain in none, so the rows "
    "do not add up to the total."
)
COLUMNS = (
    "sex", "nationalities", "occupations", "health", "has_minor_children",
    "then_youngest", "then_oldest", "is_then_known",
    "now_youngest", "now_oldest", "is_now_known", "has_died",
)  # fmt: skip


@dataclass(frozen=True)
class About:
    """One table: `rows` gives its Counts for the cells, `words` the label of a row."""

    name: str
    caption: str
    heading: str
    words: Callable
    rows: Callable
    why_not: str = ""

    def table(self, cells, also_asked):
        """`also_asked` is what the list of prisoners is asked besides what a row asks."""
        made = [
            Row(
                {self.name: row.code, "people": people},
                row.kind,
                row.query and also_asked | row.query,
            )
            for row in self.rows(cells)
            if (people := figure(cells, row.surely, row.maybe)).at_most
        ]
        made.append(Row({self.name: words.TOTAL, "people": figure(cells)}, "total"))
        columns = (
            Column(self.name, self.heading, words=self.words),
            Column("people", _("People"), is_figure=True),
        )
        return Table.summed(self.name, self.caption, columns, made, self.why_not)


TABLES = (
    About(
        "age_at_arrest",
        _("Age at the latest arrest"),
        _("Age at arrest"),
        words.age,
        lambda cells: rows.of_ages_at_arrest(),
        IN_DOUBT,
    ),
    About(
        "age",
        _("Age on the day"),
        _("Age on the day"),
        words.age,
        lambda cells: rows.of_ages_on_the_day(),
        IN_DOUBT,
    ),
    About(
        "sex",
        _("Sex"),
        _("Sex"),
        words.sex,
        lambda cells: rows.of_one_value("sex", Sex.values, filter_name="sex"),
    ),
    About(
        "health",
        _("Ill or disabled"),
        _("Health"),
        words.health,
        lambda cells: [
            rows.of_any_value("health"),
            *rows.of_each_value(cells, "health", filter_name="health"),
        ],
        SEVERAL,
    ),
    About(
        "occupation",
        _("Occupation"),
        _("Occupation"),
        words.occupation,
        lambda cells: rows.of_each_value(cells, "occupations", filter_name="occupation"),
        SEVERAL,
    ),
    About(
        "nationality",
        _("Nationality"),
        _("Nationality"),
        words.nationality,
        lambda cells: rows.of_each_value(cells, "nationalities", filter_name="nationality"),
        SEVERAL,
    ),
    About(
        "has_minor_children",
        _("Parents of minor children"),
        _("Has minor children"),
        words.yes_or_no,
        lambda cells: rows.of_one_value("has_minor_children", YesNo.values),
    ),
)


def answer(question):
    """People by age, sex, health, occupation, nationality and children.

    "At least" counts those who are certainly among the people asked about and certainly in the row;
    "at most" those who may be both. What is not known is a row of its own.
    """
    cells = _cells(question)
    everybody = figure(cells)
    also_asked = {"status": "in_custody"} if question.is_of_held else {}
    minors, elders = rows.of_ages_at_arrest()[0], rows.of_ages_on_the_day()[LAST]
    return Answer(
        headlines=[
            Headline(
                _("Held on the day") if question.is_of_held else _("Recorded"),
                everybody,
                name="people",
            ),
            Headline(
                _("Women"), figure(cells, lambda values: values["sex"] == Sex.FEMALE), name="women"
            ),
            Headline(
                _("Under 18 at arrest"), figure(cells, minors.surely, minors.maybe), name="minors"
            ),
            Headline(
                _("60 or older on the day"),
                figure(cells, elders.surely, elders.maybe),
                name="over_60",
            ),
            Headline(
                _("Ill or disabled"), figure(cells, rows.of_any_value("health").surely), name="ill"
            ),
        ],
        tables=[about.table(cells, also_asked) for about in TABLES],
        people=[those_in_doubt(question, total=everybody.at_most - everybody.at_least)]
        if question.is_of_held
        else [],
    )


def _cells(question):
    """The cells of everybody; the age at arrest is not that of an arrest since."""
    who = People(question, held=question.is_of_held)
    aged = with_ages(who.entries, question.on, alive=question.is_of_held)
    return who.cells(*COLUMNS, parts=aged)


def counted(question):
    """What each person adds to the first figure."""
    return People(question, held=question.is_of_held).counted()
