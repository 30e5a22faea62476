"""How a column fits a target."""

from dataclasses import dataclass, field


@dataclass
class Fit:
    """`share` of the filled cells can be read as `to`; `left` are (text, count) of those that cannot.

    `options` are those of the profile's column; `open_values` are (text, count) of texts that match
    none of `codes`; `vocabularies` are those that the sentences need. `promise` is the share once a
    person has answered the questions.
    """

    to: str
    share: float = 1.0
    options: dict = field(default_factory=dict)
    left: list = field(default_factory=list)
    why_left: str = "Cannot be read"
    open_values: list = field(default_factory=list)
    codes: tuple = ()
    vocabularies: tuple = ()
    remarks: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    promise: float | None = None

    @property
    def worth(self):
        return self.share if self.promise is None else self.promise


def shared(to, texts, is_read):
    """The fit of a target as which each text either can be read or not."""
    left = [(text, n) for text, n in texts if not is_read(text)]
    return Fit(to, 1 - cells(left) / cells(texts) if texts else 0.0, left=left)


def cells(texts):
    return sum(n for _text, n in texts)
