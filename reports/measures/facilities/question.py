from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """Where are people held on the day, and what is recorded of these places?"""
