from datetime import timedelta

from reports.questions import SinceTheFirst


class Question(SinceTheFirst):
    """How many people were held at the beginning of each month, from the first custody on?"""

    def days(self):
        """The first of each month within the period and its last day; of each year beyond ten years."""
        by_year = self.ends - self.begins > timedelta(days=10 * 366)
        day, days = self.begins.replace(day=1), []
        if by_year:
            day = day.replace(month=1)
        while day <= self.ends:
            if day >= self.begins:
                days.append(day)
            months = day.year * 12 + day.month - 1 + (12 if by_year else 1)
            day = day.replace(year=months // 12, month=months % 12 + 1)
        return days if days and days[-1] == self.ends else [*days, self.ends]
