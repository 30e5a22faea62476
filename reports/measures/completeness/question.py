from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """How much is known of the people who are recorded?"""
