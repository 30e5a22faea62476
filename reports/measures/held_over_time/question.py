from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from reports.questions import Field, SinceTheFirst, read_choice

MOST_ROWS = 10_000  # more than 25 years of days


@dataclass(frozen=True)
class Question(SinceTheFirst):
    """How many people were held at the beginning of each month, from the first custody on?

    `step` may ask for days, months or years instead; `by` divides the people into groups.
    """

    own: ClassVar[tuple] = ("by", "step")

    by: str = ""
    step: str = ""

    @classmethod
    def values(cls, query, asked):
        values = super().values(query, asked)
        values["by"] = read_choice("by", query, dict(groups()))
        values["step"] = read_choice("step", query, dict(steps()))
        question = cls(**values)
        if question.step and question.rows > MOST_ROWS:
            raise NotUnderstood(
                "step",
                _(
                    "That would be more than %(most)d rows: choose a longer step or a shorter period."
                )
                % {"most": MOST_ROWS},
            )
        return values

    @property
    def rows(self):
        """About how many rows the table will have."""
        length = {"day": 1, "month": 30, "year": 365}[self.step]
        return (self.ends - self.begins).days // length

    def days(self):
        """Each day of the period, or the first of each month or year in it and its last day."""
        if self.step == "day":
            length = (self.ends - self.begins).days
            return [self.begins + timedelta(days=number) for number in range(length + 1)]
        by_year = self.ends - self.begins > timedelta(days=10 * 366)
        if self.step:
            by_year = self.step == "year"
        day, days = self.begins.replace(day=1), []
        if by_year:
            day = day.replace(month=1)
        while day <= self.ends:
            if day >= self.begins:
                days.append(day)
            months = day.year * 12 + day.month - 1 + (12 if by_year else 1)
            day = day.replace(year=months // 12, month=months % 12 + 1)
        return days if days and days[-1] == self.ends else [*days, self.ends]

    def fields(self):
        return [
            *super().fields(),
            Field("by", _("Divided by"), self.by, "select", groups()),
            Field("step", _("A row for each"), self.step, "select", steps()),
        ]

    def asks(self):
        return [*super().asks(), ("by", self.by), ("step", self.step)]


def groups():
    return (
        ("", _("not divided")),
        ("sex", _("sex")),
        ("country", _("country of detention")),
        ("region", _("region of arrest")),
        ("recogniser", _("organisation that recognised them")),
    )


def steps():
    return (
        ("", _("month; beyond ten years, year")),
        ("day", _("day")),
        ("month", _("month")),
        ("year", _("year")),
    )
