from reports.questions import SinceTheFirst


class Question(SinceTheFirst):
    """How many died in custody up to the day, and how many per 1,000 prisoner-years of a period?"""
