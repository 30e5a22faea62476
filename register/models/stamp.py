from django.db import models


class Stamp(models.Model):
    """One row that names the present state of the register: what is kept under another is old.

    Written by trigger only (`register/sql/stamp.sql`).
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    value = models.UUIDField()

    def __str__(self):
        return str(self.value)
