"""What a report is: a question, an answer, a drawing, and the words around them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """`quote` gives the one sentence that a journalist copies; `method` is at most three sentences."""

    slug: str
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
