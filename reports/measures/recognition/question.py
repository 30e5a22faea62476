from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """Who had been recognised as a political prisoner by the day, by whom, and how long after arrest?"""
