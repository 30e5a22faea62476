"""What a report is: a question, an answer, a drawing, and the words around them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a report is about: the headings of the index."""

    CUSTODY = "custody", _("Who is held")
    PEOPLE = "people", _("Who they are, and how they are held")
    JUSTICE = "justice", _("Charges, courts and sentences")
    CLEMENCY = "clemency", _("Pardons and releases")
    REGISTER = "register", _("This register and others")


@dataclass(frozen=True)
class Report:
    """`quote` gives the one sentence that a journalist copies; `method` is at most three sentences.

    `counted` gives what each record adds to the first headline figure: {public id: (at least, at
    most)}, which sums to the figure. It names the records in which two editions differ. None where
    the figure is no count of records. `version` rises when the method changes what is counted.
    """

    slug: str
    subject: Subject
    title: str
    asks: str
    unit: str
    question: type
    answer: Callable
    drawing: Callable
    quote: Callable
    method: str
    limits: tuple = ()
    claims: Callable = None  # numbers that others stated, set beside ours
    counted: Callable = None
    feed: str = ""  # the name of the address of an Atom feed
    version: int = 1
