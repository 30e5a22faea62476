from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """How many died in custody, by year and by class?"""
