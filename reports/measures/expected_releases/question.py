from reports.questions import Question as BaseQuestion


class Question(BaseQuestion):
    """When do the terms of those who are held on the day end, and whose are over?"""
