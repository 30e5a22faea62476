"""A world of `world.py` in the register, asked for one edition and one day."""

from datetime import date

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from reports.tests.builders import ask
from reports.tests.slow.entered import enter

DAYS = st.dates(date(2021, 1, 25), date(2022, 3, 1))
drawn = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    # A failing world is shown as it was drawn: to find a smaller one, thousands would be published.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Published:
    """A world in the register, asked for one edition and one day."""

    def __init__(self, world, which, day):
        self.accepted, self.catalogues = enter(world)
        known = self.accepted[which]
        self.edition, self.day = known["edition"], day
        self.people = [one for name, one in known.items() if name != "edition" and one]

    def ask(self, report, **query):
        given = {"on": self.day.isoformat(), "known": str(self.edition)}
        return ask(report, **given | query)

    def answer(self, report, **query):
        return report.answer(self.ask(report, **query))
