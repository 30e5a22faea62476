"""What all rows of a prisoner's record have in common on the screen."""

from core.admin.rows import Rows


class Part(Rows):
    def of_root(self, prisoner):
        """The lookup that gives all rows of this kind of one prisoner."""
        return {"prisoner": prisoner}
