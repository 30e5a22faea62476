"""What publishing says when it does nothing."""


class PublishRefused(Exception):
    """Nothing was published. `problems` is {public_id: sentence}."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__("; ".join(f"{public_id}: {why}" for public_id, why in problems.items()))
