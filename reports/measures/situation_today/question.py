from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """Where is everybody on one day?"""
