from django.db import models


class Computed(models.Model):
    """Rows that can be computed anew at any time: no history, nothing that anybody typed."""

    class Meta:
        abstract = True
