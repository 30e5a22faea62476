from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """Which courts and which judges gave how many verdicts, and how long were the terms?"""
